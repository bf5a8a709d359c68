/** One partner on the day of its review: the level that it works for, and how the decision is said. */
import { describe, expect, it } from '@jest/globals';
import { parseInstant, type Instant } from '../../src/domain/calendar.js';
import type { PartnerTier } from '../../src/domain/partner.js';
import { NOT_MEASURED } from '../../src/domain/tier-measures.js';
import { standingOf } from '../../src/domain/tier-standing.js';
import type { TierDecision } from '../../src/domain/tier-review.js';
import type { Achievement } from '../../src/domain/tier-window.js';
import { decisionWords } from '../../src/domain/tier-words.js';
import { DEFAULT_TIERS } from '../../src/domain/tiers.js';

const at = (day: string): Instant => parseInstant(day)!;
const NOW = at('2026-11-20');
const deals = (count: number, sourcedMinor: number): readonly Achievement[] =>
  Array.from({ length: count }, () => ({
    ...{ at: at('2026-06-01'), sourcedMinor, influencedMinor: 0, wonDeals: 1, registrationsApproved: 0 },
  }));

describe('the level that a partner works for', () => {
  it.each<[string, PartnerTier | null, readonly Achievement[], PartnerTier | null, readonly string[]]>([
    ['is the one above its tier', 'silver', deals(2, 2_000_000), 'gold', ['sourcedMinor', 'wonDeals']],
    [
      'is the one above what it is promoted to',
      null,
      deals(4, 2_500_000),
      'platinum',
      ['sourcedMinor', 'wonDeals'],
    ],
    ['is its own tier where it may lose that', 'platinum', deals(9, 1_000_000), 'platinum', ['sourcedMinor']],
    ['is none at the top', 'platinum', deals(8, 5_000_000), null, []],
  ])('%s', (_, tier, achievements, level, missing) => {
    const { next } = standingOf(
      DEFAULT_TIERS,
      { tier, warnedAt: null, override: null },
      { achievements, measures: NOT_MEASURED },
      NOW,
    );
    expect(next?.level.tier ?? null).toBe(level);
    expect(next?.gaps.map(({ measure }) => measure) ?? []).toEqual(missing);
  });
});

it('two thousand partners of fifty deals each are all decided', () => {
  const achievements = deals(50, 600_000);
  const held = { tier: 'silver', warnedAt: null, override: null } as const;
  const all = Array.from({ length: 2_000 }, () =>
    standingOf(DEFAULT_TIERS, held, { achievements, measures: NOT_MEASURED }, NOW),
  );
  expect(new Set(all.map(({ earned }) => earned))).toEqual(new Set(['platinum']));
});

describe('a decision in words', () => {
  const endsAt = at('2027-02-18');
  const override = { tier: 'gold', reason: 'strategic', approver: 'Ana Ruiz', until: endsAt } as const;
  it.each<[TierDecision, PartnerTier | null, string]>([
    [{ kind: 'keeps' }, 'gold', 'keeps Gold'],
    [{ kind: 'keeps' }, null, 'keeps no tier'],
    [{ kind: 'promoted', to: 'gold' }, 'silver', 'promoted from Silver to Gold'],
    [{ kind: 'promoted', to: 'silver' }, null, 'promoted to Silver'],
    [{ kind: 'warned', to: null, endsAt }, 'gold', 'warned: Gold until 18 Feb 2027, then no tier'],
    [{ kind: 'in_grace', to: 'silver', endsAt }, 'gold', 'in grace: Gold until 18 Feb 2027, then Silver'],
    [{ kind: 'demoted', to: 'silver' }, 'gold', 'demoted from Gold to Silver'],
    [{ kind: 'recovered' }, 'gold', 'keeps Gold, earned again'],
    [{ kind: 'overridden', override }, 'silver', 'Gold by Ana Ruiz until 18 Feb 2027: strategic'],
    [{ kind: 'override_ended', to: 'silver' }, 'gold', 'override ended: Silver'],
  ])('%#', (decision, held, words) => {
    expect(decisionWords(decision, held, 'UTC')).toBe(words);
  });
});
