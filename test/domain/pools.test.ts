/** attribution.md §4: the three pools on one deal, in its own and in the home currency. */
import { describe, expect, it } from '@jest/globals';
import { attributeDeal } from '../../src/domain/attribute-deal.js';
import type { Deal } from '../../src/domain/deal.js';
import { DEFAULT_POLICY, type Policy } from '../../src/domain/policy.js';
import { compileRules, dealAsOf } from '../../src/domain/rules.js';
import { AS_OF, CLOSED, CREATED, day, deal, directory, policy, touch } from './facts.js';
import { instant } from '../../src/domain/calendar.js';

const TOUCHES = [touch('7', 'referral', day(-1)), touch('9', 'demo', day(1)), touch('10', 'demo', day(2))];

const attribute = (changes: Partial<Deal>, under: Policy = DEFAULT_POLICY, touches = TOUCHES) =>
  attributeDeal(
    { deal: deal(changes), touches, tags: [] },
    {
      rules: compileRules(under),
      models: ['linear'],
      partners: directory(),
      asOf: AS_OF,
      homeCurrency: 'USD',
    },
  ).result;

const credits = (entries: Readonly<Record<string, number>>) => new Map(Object.entries(entries));
const pools = (
  source: Record<string, number>,
  influence: Record<string, number>,
  linear: Record<string, number>,
) => ({
  source: credits(source),
  influence: credits(influence),
  model: new Map([['linear', credits(linear)]]),
});
const NONE = pools({}, {}, {});

describe('pools', () => {
  it('the source has the whole amount, every influencer too, and the model splits it', () => {
    expect(attribute({ amountMinor: 100 }).credits).toEqual(
      pools({ 7: 100 }, { 9: 100, 10: 100 }, { 7: 34, 9: 33, 10: 33 }),
    );
  });

  it('a split source is in equal parts, left-over units to the smaller id', () => {
    const split = policy({ sourcing: { coSourcing: 'split' } });
    const touches = ['10', '9', '2'].map((id) => touch(id, 'referral', day(-1)));
    expect(attribute({ amountMinor: 101 }, split, touches).credits.source).toEqual(
      credits({ 2: 34, 9: 34, 10: 33 }),
    );
  });

  it('a negative amount is credited negatively', () => {
    expect(attribute({ amountMinor: -100 }).credits).toEqual(
      pools({ 7: -100 }, { 9: -100, 10: -100 }, { 7: -34, 9: -33, 10: -33 }),
    );
  });

  it('a credit of 0 is left out; the roles stay', () => {
    const result = attribute({ amountMinor: 0, homeAmountMinor: 0 });
    expect(result.credits).toEqual(NONE);
    expect(result.class).toBe('sourced');
  });

  it('an open deal has the same pools, as pipeline', () => {
    const open = attribute({ status: 'open', closedAt: null });
    expect(open.status).toBe('open');
    expect(open.credits).toEqual(attribute({}).credits);
  });

  it('a lost deal has none, but keeps its class', () => {
    const lost = attribute({ status: 'lost' });
    expect(lost.credits).toEqual(NONE);
    expect(lost.homeCredits).toEqual(NONE);
    expect(lost.class).toBe('sourced');
  });

  it('home credits are the home amount split by the same weights, not converted credits', () => {
    const foreign = attribute({ currency: 'EUR', amountMinor: 100, homeAmountMinor: 110 });
    expect(foreign.credits.model.get('linear')).toEqual(credits({ 7: 34, 9: 33, 10: 33 }));
    expect(foreign.homeCredits.model.get('linear')).toEqual(credits({ 7: 37, 9: 37, 10: 36 }));
  });

  it('without a home amount its own credits stand, and there are no home credits', () => {
    const foreign = attribute({ currency: 'EUR', amountMinor: 100, homeAmountMinor: null });
    expect(foreign.credits.source).toEqual(credits({ 7: 100 }));
    expect(foreign.homeCredits).toEqual(NONE);
  });
});

describe('dealAsOf', () => {
  const late = (when: number) => instant(when + 1);
  it.each([
    ['created later: not known', instant(CREATED - 1), null],
    ['created then: open', CREATED, 'open'],
    ['closed later: open', instant(CLOSED - 1), 'open'],
    ['closed then: won', CLOSED, 'won'],
    ['closed before: won', late(CLOSED), 'won'],
  ])('%s', (_name, asOf, status) => {
    const known = dealAsOf(deal(), asOf);
    expect(known?.status ?? null).toBe(status);
    expect(known?.closedAt ?? null).toBe(status === 'won' ? CLOSED : null);
  });
});
