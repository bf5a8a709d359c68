/** What a deal's result says in the ledger: attribution.md §6. */
import { describe, expect, it } from '@jest/globals';
import { attributeDeal } from '../../src/domain/attribute-deal.js';
import type { DealFacts } from '../../src/domain/deal.js';
import type { DealModel } from '../../src/domain/deal-model.js';
import { evidenceIdsOf, ledgerLines, tagId } from '../../src/domain/ledger-lines.js';
import type { LedgerLine } from '../../src/domain/ledger.js';
import type { Policy } from '../../src/domain/policy.js';
import { DEFAULT_POLICY } from '../../src/domain/policy.js';
import { compileRules } from '../../src/domain/rules.js';
import { afterClose, AS_OF, at, day, deal, directory, policy, tag, touch } from './facts.js';

interface Given extends Partial<DealFacts> {
  readonly models?: readonly DealModel[];
  readonly policy?: Policy;
  readonly timeZone?: string;
}

function linesOf({ models = ['linear'], timeZone = 'UTC', ...given }: Given): readonly LedgerLine[] {
  const facts = { deal: deal(), touches: [], tags: [], ...given };
  const rules = compileRules(given.policy ?? DEFAULT_POLICY);
  const context = { rules, models, partners: directory(), asOf: AS_OF, homeCurrency: 'USD' };
  return ledgerLines(facts, attributeDeal(facts, context), timeZone);
}

const told = ({ pool, model, partnerId, class: one, amountMinor, homeAmountMinor }: LedgerLine): string =>
  [pool, model, one, partnerId, amountMinor, homeAmountMinor].filter((part) => part !== null).join(' ');

const referral = touch('7', 'referral', day(-1));
const meeting = touch('7', 'meeting', day(1));
const demo = touch('9', 'demo', day(2));

describe('the lines of a deal', () => {
  it('are its revenue by class, and a line a credit', () => {
    const lines = linesOf({ touches: [referral, meeting, demo], models: ['linear', 'first_touch'] });
    expect(lines.map(told)).toEqual([
      'revenue sourced 100000 100000',
      'source 7 100000 100000',
      'influence 9 100000 100000',
      'model linear 7 66667 66667',
      'model linear 9 33333 33333',
      'model first_touch 7 100000 100000',
    ]);
  });

  it('say whose, when and under what', () => {
    const [line] = linesOf({ deal: deal({ dealType: 'renewal' }), touches: [referral] });
    expect(line).toEqual({
      dealId: '1',
      partnerId: null,
      pool: 'revenue',
      model: null,
      class: 'sourced',
      bucket: 'renewal',
      currency: 'USD',
      amountMinor: 100_000,
      homeCurrency: 'USD',
      homeAmountMinor: 100_000,
      effectivePeriod: '2026-06',
      closedAt: at('2026-06-01T12:00:00Z'),
      policyVersion: 'default-1',
      evidenceIds: [referral.id],
    });
  });

  it('are in the month of the close date in the portal’s time zone', () => {
    const closed = deal({ closedAt: at('2026-07-01T03:00:00Z') });
    const month = (timeZone: string) => linesOf({ deal: closed, timeZone })[0]?.effectivePeriod;
    expect(month('UTC')).toBe('2026-07');
    expect(month('America/New_York')).toBe('2026-06');
  });

  it.each([
    ['open', deal({ status: 'open', closedAt: null })],
    ['lost', deal({ status: 'lost' })],
    ['won without a close date', deal({ closedAt: null })],
  ])('are none of a deal that is %s', (_name, one) => {
    expect(linesOf({ deal: one, touches: [referral] })).toEqual([]);
  });

  it('leave out credits of 0, never the revenue', () => {
    const nothing = deal({ amountMinor: 0, homeAmountMinor: 0 });
    expect(linesOf({ deal: nothing, touches: [referral, demo] }).map(told)).toEqual(['revenue sourced 0 0']);
    expect(linesOf({}).map(told)).toEqual(['revenue direct 100000 100000']);
  });

  it('of a foreign deal have both amounts, each its own split', () => {
    const foreign = deal({ currency: 'EUR', amountMinor: 2, homeAmountMinor: 1 });
    expect(linesOf({ deal: foreign, touches: [meeting, demo] }).map(told)).toEqual([
      'revenue influenced 2 1',
      'influence 7 2 1',
      'influence 9 2 1',
      'model linear 7 1 1',
      'model linear 9 1 0',
    ]);
  });

  it('have a credit that is nothing in the deal’s currency, where it is something at home', () => {
    const foreign = deal({ currency: 'JPY', amountMinor: 1, homeAmountMinor: 2 });
    expect(
      linesOf({ deal: foreign, touches: [meeting, demo] })
        .map(told)
        .slice(-2),
    ).toEqual(['model linear 7 1 1', 'model linear 9 0 1']);
  });

  it('of a deal without a home amount have none', () => {
    const foreign = deal({ currency: 'EUR', homeAmountMinor: null });
    expect(linesOf({ deal: foreign, touches: [referral] }).map((line) => line.homeAmountMinor)).toEqual([
      ...[null, null, null],
    ]);
  });
});

describe('the evidence of a line', () => {
  const evidence = (given: Given): Record<string, readonly string[]> =>
    Object.fromEntries(
      linesOf(given).map(({ pool, partnerId, evidenceIds }) => [
        `${pool} ${partnerId ?? ''}`.trim(),
        evidenceIds,
      ]),
    );

  it('is what sourced for the source, and whatever counts for a model; each once, sorted', () => {
    expect(evidence({ touches: [demo, meeting, referral, touch('7', 'demo', afterClose(1))] })).toEqual({
      revenue: [referral.id],
      'source 7': [referral.id],
      'influence 9': [demo.id],
      'model 7': [meeting.id, referral.id].sort(),
      'model 9': [demo.id],
    });
  });

  it('is the tag that stands, beside the touches; an implied touch is none', () => {
    expect(evidence({ touches: [referral], tags: [tag('7', 'sourced'), tag('8', 'influenced')] })).toEqual({
      revenue: [referral.id, 'tag:7:sourced:confirmed'].sort(),
      'source 7': [referral.id, 'tag:7:sourced:confirmed'].sort(),
      'influence 8': ['tag:8:influenced:confirmed'],
      'model 7': [referral.id, 'tag:7:sourced:confirmed'].sort(),
      'model 8': ['tag:8:influenced:confirmed'],
    });
  });

  it('is no tag that does not stand', () => {
    const strict = policy({ tags: { sourced: 'require_evidence' } });
    expect(evidence({ touches: [meeting], tags: [tag('7', 'sourced')], policy: strict })).toMatchObject({
      'influence 7': [meeting.id],
    });
  });

  it('of an influenced deal is that of all who influenced; of a direct one there is none', () => {
    expect(evidence({ touches: [meeting, demo] })['revenue']).toEqual([meeting.id, demo.id].sort());
    expect(evidence({})['revenue']).toEqual([]);
  });

  it('of several sources is that of all of them, and what they share is named once', () => {
    const shared = touch('8', 'referral', day(-2), { id: referral.id });
    const split = policy({ sourcing: { coSourcing: 'split' } });
    expect(evidence({ touches: [referral, shared], policy: split })['revenue']).toEqual([referral.id]);
  });

  it('may be any touch or tag that the deal has', () => {
    const proposed = tag('9', 'influenced', 'proposed');
    expect(tagId(proposed)).toBe('tag:9:influenced:proposed');
    expect(evidenceIdsOf({ deal: deal(), touches: [referral, demo], tags: [proposed] })).toEqual([
      ...[referral.id, demo.id, 'tag:9:influenced:proposed'],
    ]);
  });
});
