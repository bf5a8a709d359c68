/** Tiers over time: what was set by hand, what reviews decided, and what was held when. */
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { parseInstant, type Instant } from '../../src/domain/calendar.js';
import type { TierRecord } from '../../src/domain/partner-programme.js';
import type { PartnerTier } from '../../src/domain/partner.js';
import { heldAsOf, heldSince, isSameRecord, knownTier, recordAfter } from '../../src/domain/tier-history.js';
import { reviewTier } from '../../src/domain/tier-review.js';
import { DEFAULT_TIERS, type Achieved } from '../../src/domain/tiers.js';

const at = (day: string): Instant => parseInstant(day)!;
const NOW = at('2026-11-20');
const EMPTY: TierRecord = { changes: [], warnedAt: null, override: null };
const change = (tier: PartnerTier | null, day: string, reason: string | null = 'Promoted') => ({
  ...{ tier, at: at(day), reason, by: 'Tier review' },
});
const OVERRIDE = { tier: 'gold', reason: 'strategic', approver: 'Ana', until: at('2027-06-01') } as const;

describe('what HubSpot holds, beside the history', () => {
  const SILVER: TierRecord = { ...EMPTY, changes: [change('silver', '2026-03-01')] };
  it.each<[string, TierRecord, PartnerTier | null, Partial<TierRecord>, string | null | undefined]>([
    ['nothing and nothing is no change', EMPTY, null, {}, undefined],
    ['what the history says is no change', SILVER, 'silver', {}, undefined],
    ['a first tier has no reason: nobody knows since when', EMPTY, 'gold', {}, null],
    ['another tier is a change of today', SILVER, 'gold', {}, 'Set in HubSpot'],
    ['a tier that was taken away, too', SILVER, null, {}, 'Set in HubSpot'],
    [
      'ends a warning',
      { ...SILVER, warnedAt: at('2026-10-01') },
      'gold',
      { warnedAt: null },
      'Set in HubSpot',
    ],
    [
      'ends an override to another tier',
      { ...SILVER, override: OVERRIDE },
      'platinum',
      { override: null },
      'Set in HubSpot',
    ],
    [
      'leaves an override to that tier',
      { ...SILVER, override: OVERRIDE },
      'gold',
      { override: OVERRIDE },
      'Set in HubSpot',
    ],
  ])('%s', (_, record, current, expected, reason) => {
    const known = knownTier(record, current, NOW);
    expect(known.record).toMatchObject(expected);
    expect(known.adopted?.reason).toBe(reason);
    expect(known.held.tier).toBe(current);
    // The second time there is nothing to take over.
    expect(knownTier(known.record, current, NOW).adopted).toBeNull();
  });
});

const has = (wonDeals: number): Achieved => ({
  ...{ sourcedMinor: wonDeals * 2_500_000, influencedMinor: 0, wonDeals, registrationsApproved: 0 },
  ...{ certifiedPeople: null, satisfaction: null },
});

describe('reviews over time', () => {
  /** Reviews on these days with so many won deals of USD 25,000.00 each; HubSpot holds what was decided. */
  const through = (days: readonly (readonly [string, number])[], start: TierRecord) => {
    let record = start;
    return days.map(([day, deals]) => {
      const current = record.changes.at(-1)?.tier ?? null;
      const known = knownTier(record, current, at(day));
      const review = reviewTier(DEFAULT_TIERS, known.held, has(deals), at(day));
      record = recordAfter(known.record, review, { asOf: at(day), policyVersion: 'p-1' });
      return [review.decision.kind, record.changes.at(-1)?.tier ?? null];
    });
  };
  const GOLD: TierRecord = { ...EMPTY, changes: [change('gold', '2025-01-01')] };

  it.each<[string, readonly (readonly [string, number])[], TierRecord, readonly unknown[]]>([
    [
      'warn, wait for the end of the grace, then demote, and warn anew',
      [
        ['2026-01-01', 2],
        ['2026-03-31', 2],
        ['2026-04-01', 2],
        ['2026-04-02', 1],
      ],
      GOLD,
      [
        ['warned', 'gold'],
        ['in_grace', 'gold'],
        ['demoted', 'silver'],
        ['warned', 'silver'],
      ],
    ],
    [
      'a tier that is earned again ends the warning; the next one has a grace of its own',
      [
        ['2026-01-01', 2],
        ['2026-02-01', 4],
        ['2026-05-01', 2],
      ],
      GOLD,
      [
        ['warned', 'gold'],
        ['recovered', 'gold'],
        ['warned', 'gold'],
      ],
    ],
    [
      'promotion in the grace ends it',
      [
        ['2026-01-01', 2],
        ['2026-02-01', 10],
        ['2026-06-01', 10],
      ],
      GOLD,
      [
        ['warned', 'gold'],
        ['promoted', 'platinum'],
        ['keeps', 'platinum'],
      ],
    ],
    [
      'an override holds to its end, and then what is earned',
      [
        ['2027-05-31', 2],
        ['2027-06-01', 2],
        ['2027-06-02', 2],
      ],
      { ...GOLD, override: OVERRIDE },
      [
        ['overridden', 'gold'],
        ['override_ended', 'silver'],
        ['keeps', 'silver'],
      ],
    ],
  ])('%s', (_, days, start, expected) => {
    expect(through(days, start)).toEqual(expected);
  });

  it('say why and under which policy', () => {
    const { record, held } = knownTier(EMPTY, null, NOW);
    const review = reviewTier(DEFAULT_TIERS, held, has(2), NOW);
    expect(recordAfter(record, review, { asOf: NOW, policyVersion: 'p-1' }).changes).toEqual([
      { tier: 'silver', at: NOW, reason: 'Promoted, policy p-1', by: 'Tier review' },
    ]);
  });

  it('a second review of the same day changes nothing', () => {
    const tier = fc.constantFrom<PartnerTier | null>(null, 'registered', 'silver', 'gold', 'platinum');
    fc.assert(
      fc.property(tier, fc.nat(12), fc.boolean(), (current, deals, warned) => {
        const record: TierRecord = { ...EMPTY, warnedAt: warned ? at('2026-10-01') : null };
        const once = knownTier(record, current, NOW);
        const review = reviewTier(DEFAULT_TIERS, once.held, has(deals), NOW);
        const after = recordAfter(once.record, review, { asOf: NOW, policyVersion: 'p-1' });
        const again = knownTier(after, review.after.tier, NOW);
        const second = reviewTier(DEFAULT_TIERS, again.held, has(deals), NOW);
        expect(again.adopted).toBeNull();
        expect(
          isSameRecord(recordAfter(again.record, second, { asOf: NOW, policyVersion: 'p-1' }), after),
        ).toBe(true);
      }),
    );
  });
});

describe('the tier as of a date', () => {
  const RECORD: TierRecord = {
    changes: [change('silver', '2026-01-01', null), change('gold', '2026-06-01')],
    warnedAt: at('2026-10-01'),
    override: null,
  };
  it.each<[string, string, PartnerTier | null | undefined, boolean]>([
    ['before the history is not known', '2025-12-31', undefined, false],
    ['from the instant of a change on', '2026-06-01', 'gold', false],
    ['the day before it, the one before', '2026-05-31', 'silver', false],
    ['with the warning that was there', '2026-10-01', 'gold', true],
  ])('%s', (_, day, tier, warned) => {
    const held = heldAsOf(RECORD, at(day));
    expect(held?.tier).toBe(tier);
    expect((held?.warnedAt ?? null) !== null).toBe(warned);
  });

  it('an override is not older than its change', () => {
    const record = { ...RECORD, override: OVERRIDE };
    expect(heldAsOf(record, at('2026-05-31'))?.override).toBeNull();
    expect(heldAsOf(record, at('2026-06-02'))?.override).toBe(OVERRIDE);
  });

  it('since when: not known of what was there before us', () => {
    expect(heldSince(RECORD)).toBe(at('2026-06-01'));
    expect(heldSince({ ...RECORD, changes: RECORD.changes.slice(0, 1) })).toBeNull();
    expect(heldSince(EMPTY)).toBeNull();
  });
});
