/** What counts in a trailing window, when the next tier comes at today's pace, and how both are said. */
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { DAY_MS, formatInstant, instant, parseInstant, type Instant } from '../../src/domain/calendar.js';
import { projectTier, type TierProjection } from '../../src/domain/tier-projection.js';
import { NOT_MEASURED, type StandingMeasures } from '../../src/domain/tier-measures.js';
import { achievedAt, monthsFrom, sumWithin, type Achievement } from '../../src/domain/tier-window.js';
import { gapWords, projectionWords, type TierWordsBasis } from '../../src/domain/tier-words.js';
import type { TierGap, TierLevel, TierRequirements } from '../../src/domain/tiers.js';

const at = (day: string): Instant => parseInstant(day)!;
const won = (day: string, sourcedMinor = 0, influencedMinor = 0): Achievement => ({
  ...{ at: at(day), sourcedMinor, influencedMinor, wonDeals: 1, registrationsApproved: 0 },
});

describe('a trailing window', () => {
  it.each([
    ['2026-03-31', -1, '2026-02-28'],
    ['2028-02-29', -12, '2027-02-28'],
    ['2026-11-20', -12, '2025-11-20'],
    ['2026-12-31', 2, '2027-02-28'],
    ['2026-01-31T23:59:59.999Z', 1, '2026-02-28T23:59:59.999Z'],
  ])('of %s and %i months begins or ends on %s', (from, months, to) => {
    expect(formatInstant(monthsFrom(at(from), months))).toBe(formatInstant(at(to)));
  });

  it('has its last instant and not its first', () => {
    const all = [
      won('2025-11-20', 1),
      won('2025-11-20T00:00:00.001Z', 10),
      won('2026-11-20', 100),
      won('2026-11-20T00:00:00.001Z', 1000),
    ];
    expect(achievedAt(all, at('2026-11-20'), 12, NOT_MEASURED)).toEqual({
      sourcedMinor: 110,
      influencedMinor: 0,
      wonDeals: 2,
      registrationsApproved: 0,
      certifiedPeople: null,
      satisfaction: null,
    });
  });

  it('shares nothing with the next, and leaves nothing out between them', () => {
    const all = fc.array(fc.record({ day: fc.integer({ min: -800, max: 0 }), minor: fc.nat(1_000_000) }));
    fc.assert(
      fc.property(all, fc.integer({ min: 1, max: 24 }), (some, months) => {
        const now = at('2026-11-20');
        const list = some.map(({ day, minor }) => ({
          ...won('2026-01-01', minor),
          at: instant(now + day * DAY_MS),
        }));
        const [start, before] = [monthsFrom(now, -months), instant(now - 900 * DAY_MS)];
        const both = sumWithin(list, before, start).sourcedMinor + sumWithin(list, start, now).sourcedMinor;
        expect(both).toBe(list.reduce((sum, { sourcedMinor }) => sum + sourcedMinor, 0));
      }),
    );
  });

  it('refuses a sum that no longer is exact', () => {
    const most = Number.MAX_SAFE_INTEGER;
    expect(() =>
      sumWithin([won('2026-01-02', most), won('2026-01-03', most)], at('2026-01-01'), at('2026-02-01')),
    ).toThrow('the total sourcedMinor is beyond 2^53−1');
  });
});

describe('the projected day', () => {
  const level = (requirements: TierRequirements): TierLevel => ({ tier: 'gold', requirements });
  const NOW = at('2026-01-01');
  const TWO = [won('2025-11-01', 500_000), won('2025-12-15', 500_000)];

  it.each<[string, TierRequirements, readonly Achievement[], TierProjection]>([
    ['is the worked example', { wonDeals: 5 }, TWO, { kind: 'on', at: at('2026-06-01') }],
    ['is not needed for what is there', { wonDeals: 2 }, TWO, { kind: 'earned' }],
    [
      'is that of the slowest requirement',
      { wonDeals: 3, sourcedMinor: 3_000_000 },
      TWO,
      { kind: 'on', at: at('2026-07-01') },
    ],
    [
      'is none where nothing came lately',
      { wonDeals: 3 },
      [won('2025-03-01'), won('2025-04-01')],
      { kind: 'not_at_this_pace' },
    ],
    ['is none where the pace never fills a window', { wonDeals: 12 }, TWO, { kind: 'not_at_this_pace' }],
    ['is none for what is not measured', { wonDeals: 2, certifiedPeople: 1 }, TWO, { kind: 'not_measured' }],
    [
      // The 2 old ones leave in February, before they are enough; then 1 + 1/90 × 273 = 4.03 on 1 Oct.
      'counts old deals only for as long as they are in the window',
      { wonDeals: 4 },
      [won('2025-02-10'), won('2025-02-11'), won('2025-12-01')],
      { kind: 'on', at: at('2026-10-01') },
    ],
  ])('%s', (_, requirements, achievements, projected) => {
    const basis = { asOf: NOW, windowMonths: 12, measures: NOT_MEASURED };
    expect(projectTier(level(requirements), achievements, basis)).toEqual(projected);
  });

  it.each<[string, StandingMeasures, TierProjection]>([
    ['takes certified people as they are', { certifiedPeople: 2, satisfaction: 50 }, { kind: 'earned' }],
    ['has no pace of people', { certifiedPeople: 1, satisfaction: 50 }, { kind: 'no_pace' }],
    ['has no pace of satisfaction', { certifiedPeople: 2, satisfaction: 20 }, { kind: 'no_pace' }],
    ['is none without answers', { certifiedPeople: 2, satisfaction: null }, { kind: 'not_measured' }],
  ])('%s', (_, measures, projected) => {
    const asked = level({ wonDeals: 2, certifiedPeople: 2, satisfaction: 30 });
    expect(projectTier(asked, TWO, { asOf: NOW, windowMonths: 12, measures })).toEqual(projected);
  });
});

describe('words', () => {
  const BASIS: TierWordsBasis = {
    ...{ homeCurrency: 'USD', timeZone: 'UTC', asOf: at('2026-11-20'), windowMonths: 12 },
  };
  const gold: TierLevel = { tier: 'gold', requirements: {} };

  it.each<[readonly TierGap[], Partial<TierWordsBasis>, string]>([
    [
      [
        { measure: 'wonDeals', needed: 4, achieved: 2 },
        { measure: 'sourcedMinor', needed: 10_000_000, achieved: 6_000_000 },
      ],
      {},
      'Gold needs 2 more won deals and $40,000.00 more partner-sourced revenue in the 12 months to 20 Nov 2026.',
    ],
    [
      [{ measure: 'wonDeals', needed: 4, achieved: 3 }],
      { windowMonths: 1, timeZone: 'America/New_York' },
      'Gold needs 1 more won deal in the month to 19 Nov 2026.',
    ],
    [
      [
        { measure: 'influencedMinor', needed: 5_000, achieved: -1_000 },
        { measure: 'registrationsApproved', needed: 2, achieved: 0 },
        { measure: 'certifiedPeople', needed: 2, achieved: null },
        { measure: 'satisfaction', needed: 40, achieved: null },
      ],
      { homeCurrency: 'JPY' },
      'Gold needs ¥6,000 more partner-influenced revenue and 2 more approved registrations in the 12 months to 20 Nov 2026. Gold asks for 2 certified people and a satisfaction of 40, of which this portal tells nothing.',
    ],
    [[], {}, 'Gold is earned.'],
  ])('of gaps %#', (gaps, more, words) => {
    expect(gapWords(gold, gaps, { ...BASIS, ...more })).toBe(words);
  });

  it.each<[TierProjection, string]>([
    [{ kind: 'earned' }, ''],
    [{ kind: 'on', at: at('2027-02-20') }, 'At the pace of the last 90 days: about 20 Feb 2027.'],
    [{ kind: 'not_at_this_pace' }, 'Not at today’s pace.'],
    [{ kind: 'not_measured' }, 'No date is projected for what is not measured.'],
  ])('of a projection %#', (projection, words) => {
    expect(projectionWords(projection, 'UTC')).toBe(words);
  });
});
