/** Deals from before the baseline: their class is the portal's own word, whatever the rules would say. */
import { describe, expect, it } from '@jest/globals';
import { isBeforeBaseline, legacyId, meaningOf, startOfDay } from '../../src/domain/baseline.js';
import { attributeDeal } from '../../src/domain/attribute-deal.js';
import { formatInstant, instant } from '../../src/domain/calendar.js';
import type { DealClass } from '../../src/domain/credit.js';
import type { Deal } from '../../src/domain/deal.js';
import { ledgerLines } from '../../src/domain/ledger-lines.js';
import { compileRules } from '../../src/domain/rules.js';
import type { Tag, Touch } from '../../src/domain/touch.js';
import { AS_OF, CLOSED, CREATED, day, deal, directory, partner, policy, tag, touch } from './facts.js';

const saying = (dealClass: DealClass, changes: Partial<Deal> = {}): Deal =>
  deal({ legacy: { class: dealClass, property: 'deal_origin', value: `Partner ${dealClass}` }, ...changes });

const attribute = (
  one: Deal,
  tags: readonly Tag[],
  touches: readonly Touch[] = [],
  changes: Parameters<typeof policy>[0] = {},
) =>
  attributeDeal(
    { deal: one, tags, touches },
    {
      rules: compileRules(policy(changes)),
      models: ['linear'],
      partners: directory(partner('7', { companyId: '7' }), partner('9')),
      asOf: AS_OF,
      homeCurrency: 'USD',
    },
  );

interface Row {
  readonly name: string;
  readonly field: DealClass;
  readonly tags?: readonly Tag[];
  readonly touches?: readonly Touch[];
  readonly deal?: Partial<Deal>;
  readonly policy?: Parameters<typeof policy>[0];
  /** Class, sourcing partners, influencing partners. */
  readonly says: string;
  /** Source and model credit, by partner. */
  readonly credit: string;
}

const REFERRAL = touch('7', 'referral', day(-3));
const ROWS: readonly Row[] = [
  {
    name: 'sourced, with a sourced tag: its partner has the credit',
    field: 'sourced',
    tags: [tag('7', 'sourced')],
    says: 'sourced | 7 |',
    credit: 'source 7:100000, model 7:100000',
  },
  {
    name: 'sourced, the one partner named as influencer: the field goes before the tag’s role',
    field: 'sourced',
    tags: [tag('7', 'influenced')],
    says: 'sourced | 7 |',
    credit: 'source 7:100000, model 7:100000',
  },
  {
    name: 'sourced, two partners named and neither as source: nobody can be told',
    field: 'sourced',
    tags: [tag('7', 'influenced'), tag('9', 'influenced')],
    says: 'sourced | | 7 9',
    credit: 'model 7:50000 9:50000',
  },
  {
    name: 'sourced, the one partner ruled to be an influencer: it is one',
    field: 'sourced',
    tags: [tag('7', 'influenced', 'decided')],
    says: 'sourced | | 7',
    credit: 'model 7:100000',
  },
  {
    name: 'sourced, and nobody named: no partner has credit',
    field: 'sourced',
    says: 'sourced | |',
    credit: '',
  },
  {
    name: 'sourced, a tag that is proposed only: nobody is named',
    field: 'sourced',
    tags: [tag('7', 'sourced', 'proposed')],
    says: 'sourced | |',
    credit: '',
  },
  {
    name: 'sourced, two sourced tags: the smaller id, as everywhere',
    field: 'sourced',
    tags: [tag('9', 'sourced'), tag('7', 'sourced')],
    says: 'sourced | 7 | 9',
    credit: 'source 7:100000, model 7:50000 9:50000',
  },
  {
    name: 'sourced, the named partner is the customer: out, and the class stays',
    field: 'sourced',
    tags: [tag('7', 'sourced')],
    deal: { customer: { companyId: '7', domain: null, parentCompanyId: null } },
    says: 'sourced | |',
    credit: '',
  },
  {
    name: 'influenced, a sourced tag: it is influence, since the field says so',
    field: 'influenced',
    tags: [tag('7', 'sourced')],
    says: 'influenced | | 7',
    credit: 'model 7:100000',
  },
  { name: 'influenced, and nobody named', field: 'influenced', says: 'influenced | |', credit: '' },
  {
    name: 'direct, whatever tags and touches are there',
    field: 'direct',
    tags: [tag('7', 'sourced')],
    touches: [REFERRAL],
    says: 'direct | |',
    credit: '',
  },
  {
    name: 'touches name nobody: they were not recorded for that then',
    field: 'sourced',
    touches: [REFERRAL],
    says: 'sourced | |',
    credit: '',
  },
  {
    name: 'a policy that asks evidence of tags asks none of what was written then',
    field: 'sourced',
    tags: [tag('7', 'sourced')],
    policy: { tags: { sourced: 'require_evidence' } },
    says: 'sourced | 7 |',
    credit: 'source 7:100000, model 7:100000',
  },
];

const credits = (pool: ReadonlyMap<string, number>): string =>
  [...pool].map(([id, minor]) => `${id}:${minor}`).join(' ');

describe('a deal from before the baseline', () => {
  it.each(ROWS)('$name', (row) => {
    const { result } = attribute(saying(row.field, row.deal), row.tags ?? [], row.touches, row.policy);
    const { sourcingPartnerIds, influencingPartnerIds } = result;
    const source = credits(result.credits.source);
    const model = credits(result.credits.model.get('linear') ?? new Map());
    expect(
      `${result.class} | ${sourcingPartnerIds.join(' ')} | ${influencingPartnerIds.join(' ')}`
        .replaceAll(/\s+/g, ' ')
        .trimEnd(),
    ).toBe(row.says);
    expect(
      [source === '' ? '' : `source ${source}`, model === '' ? '' : `model ${model}`]
        .filter((text) => text !== '')
        .join(', '),
    ).toBe(row.credit);
    expect(result.flags).toContain('legacy');
    expect(result.flags).not.toContain('tag_without_evidence');
  });

  it('judges no touch, and says why', () => {
    const late = touch('9', 'meeting', day(120), { outcomeMissing: true });
    const { classification, result } = attribute(saying('direct'), [], [REFERRAL, late]);
    expect(classification.judged.map(({ standing }) => standing)).toEqual(['legacy', 'legacy']);
    expect(classification.countingTouches).toEqual([]);
    expect(result.flags).toEqual(['legacy']);
  });

  it('is worked out by the rules as of an instant at which it was open', () => {
    const open = { ...saying('direct'), status: 'open' as const, closedAt: null };
    const { result } = attribute(open, [tag('7', 'sourced')]);
    expect([result.class, result.flags.includes('legacy')]).toEqual(['sourced', false]);
  });

  it('leaves every other deal as it is', () => {
    const { result } = attribute(deal(), [], [REFERRAL]);
    expect([result.class, result.flags]).toEqual(['sourced', []]);
  });

  it('has lines that name the field and its value, beside the tags', () => {
    const one = saying('sourced');
    const tags = [tag('7', 'sourced')];
    const lines = ledgerLines({ deal: one, tags, touches: [] }, attribute(one, tags), 'UTC');
    expect(lines.map(({ pool, evidenceIds }) => [pool, evidenceIds])).toEqual(
      ['revenue', 'source', 'model'].map((pool) => [
        pool,
        ['legacy:deal_origin=Partner sourced', 'tag:7:sourced:confirmed'],
      ]),
    );
  });
});

describe('what a value of the field means', () => {
  const baseline = {
    property: 'deal_origin',
    values: { 'Partner sourced': 'sourced', 'Partner influenced': 'influenced', Direct: 'direct' },
  } as const;
  it.each([
    ['Partner sourced', 'sourced'],
    [' partner SOURCED ', 'sourced'],
    ['direct', 'direct'],
    ['', null],
    [null, null],
    ['Other', null],
    ['toString', null],
  ])('%j: %s', (value, meaning) => expect(meaningOf(baseline, value)).toBe(meaning));
});

describe('the day of the baseline', () => {
  it.each([
    ['2026-01-01', 'UTC', '2026-01-01T00:00:00.000Z'],
    ['2026-01-01', 'America/New_York', '2026-01-01T05:00:00.000Z'],
    ['2026-07-01', 'America/New_York', '2026-07-01T04:00:00.000Z'],
    ['2026-01-01', 'Pacific/Kiritimati', '2025-12-31T10:00:00.000Z'],
    // Clocks go forward at midnight in Beirut: the day begins at 01:00 there.
    ['2026-03-29', 'Asia/Beirut', '2026-03-28T22:00:00.000Z'],
  ])('%s begins in %s at %s', (text, zone, start) => {
    const at = startOfDay(text, zone);
    expect(at === null ? null : formatInstant(at)).toBe(start);
  });

  it.each(['2026-02-30', '2026-1-1', 'yesterday', '2026-01-01T00:00Z', ''])('%j is no day', (text) =>
    expect(startOfDay(text, 'UTC')).toBeNull(),
  );

  it.each([
    ['won a millisecond before', deal({ closedAt: instant(CLOSED - 1) }), true],
    ['won at its first instant', deal({ closedAt: CLOSED }), false],
    ['lost before', deal({ closedAt: instant(CLOSED - 1), status: 'lost' }), false],
    ['open', deal({ closedAt: null, status: 'open', createdAt: CREATED }), false],
  ] as const)('%s', (_name, one, before) => {
    expect(isBeforeBaseline(one, CLOSED)).toBe(before);
    expect(isBeforeBaseline(one, null)).toBe(false);
  });

  it('is named by evidence', () =>
    expect(legacyId({ property: 'origin', value: 'Direct' })).toBe('legacy:origin=Direct'));
});
