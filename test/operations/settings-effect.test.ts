/** What the settings page says of a policy's effect on partners and their tiers. */
import { describe, expect, it } from '@jest/globals';
import type { PartnerId } from '../../src/domain/ids.js';
import type { PartnerDifference, PartnerSide } from '../../src/operations/compare-portfolios.js';
import { instant, parseInstant } from '../../src/domain/calendar.js';
import { DEFAULT_POLICY, type Policy } from '../../src/domain/policy.js';
import { NOT_MEASURED } from '../../src/domain/tier-measures.js';
import { NO_SUMS } from '../../src/domain/tier-shares.js';
import { tierSnapshot } from '../../src/domain/tier-snapshot.js';
import { effectOnPartners } from '../../src/operations/policy-effect-partners.js';
import { effectOnTiers, mayMoveTiers, type TiersTried } from '../../src/operations/policy-effect-tiers.js';

const NOTHING: PartnerSide = {
  sourcedMinor: 0,
  influencedGrossMinor: 0,
  modelMinor: 0,
  wonDeals: 0,
  sourcedPipelineMinor: 0,
};

const partner = (
  id: string,
  before: Partial<PartnerSide>,
  after: Partial<PartnerSide>,
): PartnerDifference => {
  const sides = { before: { ...NOTHING, ...before }, after: { ...NOTHING, ...after } };
  const keys = Object.keys(NOTHING) as (keyof PartnerSide)[];
  const difference = Object.fromEntries(
    keys.map((key) => [key, sides.after[key] - sides.before[key]]),
  ) as unknown as PartnerSide;
  return { partnerId: id as PartnerId, name: `Partner ${id}`, ...sides, difference };
};

describe('the partners that a policy changes', () => {
  it('have a column for each amount that moves for any of them, before → after where it moves', () => {
    const view = effectOnPartners(
      [
        partner('1', { sourcedMinor: 100, modelMinor: 500 }, { sourcedMinor: 100, modelMinor: 200 }),
        partner('2', { sourcedMinor: 900 }, { sourcedMinor: 0 }),
      ],
      'USD',
    );
    expect(view).toEqual({
      columns: ['Sourced', 'By model'],
      rows: [
        { partnerId: '2', name: 'Partner 2', cells: ['$9.00 → $0.00', '$0.00'] },
        { partnerId: '1', name: 'Partner 1', cells: ['$1.00', '$5.00 → $2.00'] },
      ],
      more: null,
    });
  });

  it('are left out where no amount of theirs moves', () => {
    const still = partner('1', { wonDeals: 1 }, { wonDeals: 2 });
    expect(effectOnPartners([still], 'USD')).toBeNull();
    expect(effectOnPartners([], 'USD')).toBeNull();
    const moved = partner('2', {}, { sourcedPipelineMinor: 1 });
    expect(effectOnPartners([still, moved], 'USD')?.rows.map(({ name }) => name)).toEqual(['Partner 2']);
  });

  it('are counted beyond those that are shown', () => {
    const many = Array.from({ length: 26 }, (_, at) => partner(`${at + 1}`, {}, { sourcedMinor: at + 1 }));
    const view = effectOnPartners(many, 'USD')!;
    expect([view.rows.length, view.rows[0]?.name, view.more]).toEqual([
      25,
      'Partner 26',
      '… and 1 more partner',
    ]);
  });
});

describe('the tiers that a policy moves', () => {
  const NOW = parseInstant('2026-11-20')!;
  const policy = (gold: number, tiers: Partial<Policy['programme']['tiers']> = {}): Policy => ({
    ...DEFAULT_POLICY,
    programme: {
      ...DEFAULT_POLICY.programme,
      tiers: {
        ...DEFAULT_POLICY.programme.tiers,
        levels: [
          { tier: 'registered', requirements: {} },
          { tier: 'gold', requirements: { wonDeals: gold } },
        ],
        ...tiers,
      },
    },
  });
  const won = { ...NO_SUMS, at: parseInstant('2026-10-01')!, wonDeals: 1 };
  const published = (deals: readonly (number | null)[]): TiersTried['published'] => ({
    partners: deals.map((count, at) => ({
      partnerId: `${at + 1}` as PartnerId,
      name: `Partner ${at + 1}`,
      snapshot:
        count === null
          ? null
          : tierSnapshot(
              { windowMonths: 12 },
              Array.from({ length: count }, () => won),
              NOT_MEASURED,
              NOW,
            ),
    })),
    read: deals.length,
    total: deals.length,
  });
  const tried = (own: Partial<TiersTried>): TiersTried => ({
    ...{ current: policy(2), proposed: policy(3), changes: new Map(), asOf: NOW, dealsSince: null },
    published: published([1, 2, 3]),
    ...own,
  });
  const HELD =
    'Nobody’s tier changes by saving: the next tier review promotes, and warns 90 days before it takes a tier away.';

  it('are named, and counted tier by tier before and after', () => {
    expect(effectOnTiers(tried({}))).toEqual({
      sentences: ['1 of 3 partners would earn another tier: Partner 2 (Gold → Registered).', HELD],
      counts: [
        { name: 'Gold', before: '2', after: '1', change: '−1' },
        { name: 'Registered', before: '1', after: '2', change: '+1' },
      ],
    });
  });

  it('move by credit alone, too', () => {
    const changes = new Map([['1' as PartnerId, [won]]]);
    const view = effectOnTiers(tried({ proposed: policy(2), changes }))!;
    expect(view.sentences[0]).toBe('1 of 3 partners would earn another tier: Partner 1 (Registered → Gold).');
  });

  it.each<[string, Partial<TiersTried>, readonly string[] | null]>([
    ['nothing where none moves and no tier was touched', { proposed: policy(2) }, null],
    [
      'that none moves where tiers were touched',
      { proposed: policy(1), published: published([0, 2]) },
      ['None of 2 partners would earn another tier.'],
    ],
    [
      'ten names and how many more',
      { published: published(Array.from({ length: 13 }, () => 2)) },
      [
        `13 of 13 partners would earn another tier: ${Array.from({ length: 10 }, (_, at) => `Partner ${at + 1} (Gold → Registered)`).join(', ')} and 3 more.`,
        HELD,
      ],
    ],
    [
      'how many are compared, and how many are not known',
      { published: { ...published([2, null]), total: 812 } },
      [
        '1 of 1 partner would earn another tier: Partner 1 (Gold → Registered).',
        'Compared are the 2 partners with the most partner-sourced revenue, of 812; all of them: npx partnership tiers review --policy policy.json',
        '1 partner is left out: what the last sync published of them does not tell.',
        HELD,
      ],
    ],
    [
      'that older deals are not compared',
      { proposed: policy(2), changes: new Map([['1' as PartnerId, [won]]]), dealsSince: instant(NOW - 1) },
      [
        '1 of 3 partners would earn another tier: Partner 1 (Registered → Gold).',
        'Older deals of the window are not compared here; they may move tiers too.',
        HELD,
      ],
    ],
    [
      'that nothing was synced yet',
      { published: published([null, null]) },
      ['Which tiers partners have earned is known after the next sync.'],
    ],
    [
      'what a longer window needs',
      { proposed: policy(3, { windowMonths: 24 }) },
      [
        'The last sync summed up 12 months and not 24: which tiers move is told by: npx partnership tiers review --policy policy.json',
      ],
    ],
    [
      'when promotions come where a sync promotes',
      { proposed: policy(3, { promotion: 'at_once' }) },
      [
        '1 of 3 partners would earn another tier: Partner 2 (Gold → Registered).',
        'Promotions come with the next sync; a tier that is not earned any more is kept for 90 days from the warning of a tier review.',
      ],
    ],
  ])('say %s', (_, own, sentences) => {
    expect(effectOnTiers(tried(own))?.sentences ?? null).toEqual(sentences);
  });

  it('are not looked at where neither tiers nor credit differ', () => {
    expect(mayMoveTiers({ current: policy(2), proposed: policy(2, { graceDays: 1 }) }, new Map())).toBe(
      false,
    );
    expect(mayMoveTiers({ current: policy(2), proposed: policy(3) }, new Map())).toBe(true);
    expect(
      mayMoveTiers({ current: policy(2), proposed: policy(2) }, new Map([['1' as PartnerId, [won]]])),
    ).toBe(true);
  });
});
