import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { DAY_MS, instant, parseInstant, type Instant } from '../../src/domain/calendar.js';
import type { PartnerTier } from '../../src/domain/partner.js';
import { reviewTier, type HeldTier } from '../../src/domain/tier-review.js';
import {
  DEFAULT_TIERS,
  earnedTier,
  gapsTo,
  nextLevel,
  TIER_MEASURES,
  tierAsOf,
  tierViolations,
  type Achieved,
  type TierSettings,
} from '../../src/domain/tiers.js';

const at = (day: string): Instant => parseInstant(day)!;

const SETTINGS: TierSettings = {
  windowMonths: 12,
  graceDays: 90,
  promotion: 'review',
  levels: [
    { tier: 'registered', requirements: {} },
    { tier: 'silver', requirements: { wonDeals: 2, sourcedMinor: 1_000_000 } },
    { tier: 'gold', requirements: { wonDeals: 5, sourcedMinor: 5_000_000, certifiedPeople: 2 } },
    { tier: 'platinum', requirements: { wonDeals: 10, sourcedMinor: 20_000_000, certifiedPeople: 5 } },
  ],
};
const NOTHING: Achieved = {
  sourcedMinor: 0,
  influencedMinor: 0,
  wonDeals: 0,
  registrationsApproved: 0,
  certifiedPeople: 0,
  satisfaction: null,
};
const achieved = (some: Partial<Achieved>): Achieved => ({ ...NOTHING, ...some });

describe('the tier that a partner has earned', () => {
  it.each<[string, Partial<Achieved>, PartnerTier]>([
    ['nothing yet is the lowest, which asks for nothing', {}, 'registered'],
    ['both requirements, to the minor unit', { wonDeals: 2, sourcedMinor: 1_000_000 }, 'silver'],
    ['a minor unit less is not enough', { wonDeals: 2, sourcedMinor: 999_999 }, 'registered'],
    ['much of one does not stand in for another', { wonDeals: 40, sourcedMinor: 0 }, 'registered'],
    ['all three of gold', { wonDeals: 5, sourcedMinor: 5_000_000, certifiedPeople: 2 }, 'gold'],
    [
      'what is not measured is not met',
      { wonDeals: 9, sourcedMinor: 9_000_000, certifiedPeople: null },
      'silver',
    ],
  ])('%s', (_, some, tier) => {
    expect(earnedTier(SETTINGS, achieved(some))).toBe(tier);
  });

  it('is none where the lowest asks for something that is not there', () => {
    const levels = SETTINGS.levels.slice(1);
    expect(earnedTier({ ...SETTINGS, levels }, NOTHING)).toBeNull();
  });

  it('never falls by achieving more', () => {
    const some = fc.record(
      Object.fromEntries(TIER_MEASURES.map((measure) => [measure, fc.nat(30_000_000)])) as Record<
        (typeof TIER_MEASURES)[number],
        fc.Arbitrary<number>
      >,
    );
    const place = (tier: PartnerTier | null): number =>
      SETTINGS.levels.findIndex((level) => level.tier === tier);
    fc.assert(
      fc.property(some, fc.constantFrom(...TIER_MEASURES), fc.nat(1_000_000), (has, measure, more) => {
        const after = { ...has, [measure]: has[measure] + more };
        expect(place(earnedTier(SETTINGS, after))).toBeGreaterThanOrEqual(place(earnedTier(SETTINGS, has)));
      }),
    );
  });
});

it('names what a partner lacks for the next tier, and what is not measured', () => {
  const next = nextLevel(SETTINGS, 'silver')!;
  expect(next.tier).toBe('gold');
  const has = achieved({ wonDeals: 3, sourcedMinor: 6_000_000, certifiedPeople: null });
  expect(gapsTo(next, has)).toEqual([
    { measure: 'wonDeals', needed: 5, achieved: 3 },
    { measure: 'certifiedPeople', needed: 2, achieved: null },
  ]);
  expect(nextLevel(SETTINGS, 'platinum')).toBeNull();
  expect(nextLevel(SETTINGS, null)?.tier).toBe('registered');
});

it('knows the tier of any date', () => {
  const changes = [
    { tier: 'gold', at: at('2026-03-01') },
    { tier: 'silver', at: at('2025-06-01') },
    { tier: null, at: at('2026-08-01') },
  ] as const;
  const on = (day: string): PartnerTier | null => tierAsOf(changes, at(day));
  expect(['2025-05-31', '2025-06-01', '2026-02-28', '2026-03-01', '2026-09-01'].map(on)).toEqual([
    null,
    'silver',
    'silver',
    'gold',
    null,
  ]);
});

describe('a review', () => {
  const MAR_1 = at('2026-03-01');
  const GOLD = achieved({ wonDeals: 5, sourcedMinor: 5_000_000, certifiedPeople: 2 });
  const SILVER = achieved({ wonDeals: 2, sourcedMinor: 1_000_000 });
  const held = (tier: PartnerTier | null, more: Partial<HeldTier> = {}): HeldTier => ({
    tier,
    warnedAt: null,
    override: null,
    ...more,
  });
  const ENDS = at('2026-05-30');

  it.each<[string, HeldTier, Achieved, string, unknown, HeldTier]>([
    ['keeps what is earned', held('gold'), GOLD, '2026-03-01', { kind: 'keeps' }, held('gold')],
    [
      'promotes over several tiers at once',
      held('registered'),
      GOLD,
      '2026-03-01',
      { kind: 'promoted', to: 'gold' },
      held('gold'),
    ],
    [
      'warns before it demotes',
      held('gold'),
      SILVER,
      '2026-03-01',
      { kind: 'warned', to: 'silver', endsAt: ENDS },
      held('gold', { warnedAt: MAR_1 }),
    ],
    [
      'leaves the tier to the last day of the grace',
      held('gold', { warnedAt: MAR_1 }),
      SILVER,
      '2026-05-29T23:59:59.999Z',
      { kind: 'in_grace', to: 'silver', endsAt: ENDS },
      held('gold', { warnedAt: MAR_1 }),
    ],
    [
      'demotes when the grace has ended',
      held('gold', { warnedAt: MAR_1 }),
      SILVER,
      '2026-05-30',
      { kind: 'demoted', to: 'silver' },
      held('silver'),
    ],
    [
      'forgets the warning of who has earned the tier again',
      held('gold', { warnedAt: MAR_1 }),
      GOLD,
      '2026-07-01',
      { kind: 'recovered' },
      held('gold'),
    ],
    [
      'promotes who was warned',
      held('silver', { warnedAt: MAR_1 }),
      GOLD,
      '2026-04-01',
      { kind: 'promoted', to: 'gold' },
      held('gold'),
    ],
  ])('%s', (_, before, has, day, decision, after) => {
    expect(reviewTier(SETTINGS, before, has, at(day))).toMatchObject({ decision, after });
  });

  it('leaves an override until its end, then gives what is earned without another grace', () => {
    const override = {
      tier: 'platinum' as const,
      reason: 'Launch partner',
      approver: 'Sam Lee',
      until: at('2026-06-01'),
    };
    const before = held('platinum', { override });
    expect(reviewTier(SETTINGS, before, SILVER, at('2026-05-31'))).toEqual({
      decision: { kind: 'overridden', override },
      earned: 'silver',
      after: before,
    });
    expect(reviewTier(SETTINGS, before, SILVER, at('2026-06-01'))).toMatchObject({
      decision: { kind: 'override_ended', to: 'silver' },
      after: held('silver'),
    });
  });

  it('of the same day twice changes nothing the second time', () => {
    fc.assert(
      fc.property(
        fc.constantFrom<PartnerTier | null>(null, 'registered', 'silver', 'gold', 'platinum'),
        fc.constantFrom(NOTHING, SILVER, GOLD),
        fc.option(fc.integer({ min: -200, max: 0 })),
        (tier, has, warnedDaysAgo) => {
          const warnedAt = warnedDaysAgo === null ? null : instant(MAR_1 + warnedDaysAgo * DAY_MS);
          const once = reviewTier(SETTINGS, held(tier, { warnedAt }), has, MAR_1).after;
          expect(reviewTier(SETTINGS, once, has, MAR_1).after).toEqual(once);
        },
      ),
    );
  });
});

describe('tiers that cannot be', () => {
  it.each<[string, TierSettings, RegExp]>([
    [
      'a higher tier that asks for less',
      {
        ...SETTINGS,
        levels: [
          { tier: 'silver', requirements: { wonDeals: 3 } },
          { tier: 'gold', requirements: { wonDeals: 2 } },
        ],
      },
      /gold asks for 2 wonDeals, and silver, which is lower, for 3/,
    ],
    [
      'a higher tier that drops a requirement',
      {
        ...SETTINGS,
        levels: [
          { tier: 'silver', requirements: { wonDeals: 3 } },
          { tier: 'gold', requirements: { sourcedMinor: 1 } },
        ],
      },
      /gold asks for no wonDeals/,
    ],
    [
      'a tier twice',
      {
        ...SETTINGS,
        levels: [
          { tier: 'gold', requirements: {} },
          { tier: 'gold', requirements: {} },
        ],
      },
      /names gold twice/,
    ],
    ['a window of no months', { ...SETTINGS, windowMonths: 0 }, /windowMonths is 0/],
    ['a window of six years', { ...SETTINGS, windowMonths: 72 }, /windowMonths is 72/],
    ['no tier at all', { ...SETTINGS, levels: [] }, /levels is empty/],
    [
      'half a deal',
      { ...SETTINGS, levels: [{ tier: 'gold', requirements: { wonDeals: 1.5 } }] },
      /gold asks for wonDeals 1.5; it must be a whole number, 0 or more/,
    ],
    [
      'more satisfaction than there is',
      { ...SETTINGS, levels: [{ tier: 'gold', requirements: { satisfaction: 101 } }] },
      /gold asks for satisfaction 101; it must be from -100 to 100/,
    ],
    ['a negative grace', { ...SETTINGS, graceDays: -1 }, /graceDays is -1/],
    [
      'a negative requirement',
      { ...SETTINGS, levels: [{ tier: 'gold', requirements: { wonDeals: -1 } }] },
      /gold asks for wonDeals -1/,
    ],
  ])('%s', (_, settings, problem) => {
    expect(tierViolations(settings).join('\n')).toMatch(problem);
  });

  it('are not these', () => {
    expect(tierViolations(SETTINGS)).toEqual([]);
    expect(tierViolations(DEFAULT_TIERS)).toEqual([]);
  });
});
