/** Achievements cut where the window moves on: nothing lost, and nothing said that the cuts do not tell. */
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { DAY_MS, instant, parseInstant, type Instant } from '../../src/domain/calendar.js';
import { NOT_MEASURED } from '../../src/domain/tier-measures.js';
import { leftAfter, leftWithin, NO_SUMS, ShareSums, shareWindow } from '../../src/domain/tier-shares.js';
import { agedSnapshot, earnedUnder, tierSnapshot } from '../../src/domain/tier-snapshot.js';
import { monthsFrom, sumWithin, type Achievement } from '../../src/domain/tier-window.js';
import type { TierSettings } from '../../src/domain/tiers.js';

const at = (day: string): Instant => parseInstant(day)!;
const won = (when: Instant, sourcedMinor = 0): Achievement => ({
  ...{ at: when, sourcedMinor, influencedMinor: 0, wonDeals: 1, registrationsApproved: 0 },
});
const sharesOf = (all: readonly Achievement[], asOf: Instant, windowMonths: number) => {
  const sums = new ShareSums(shareWindow(asOf, windowMonths));
  for (const one of all) sums.add(one.at, one);
  return sums.shares();
};

const START = at('2024-01-01');
const days = fc.integer({ min: 0, max: 900 });
const achievements = fc
  .array(
    fc.record({ day: fc.integer({ min: -2_200, max: 950 }), minor: fc.integer({ min: -5, max: 1_000_000 }) }),
  )
  .map((all) => all.map(({ day, minor }) => won(instant(START + day * DAY_MS), minor)));
const windows = fc.integer({ min: 1, max: 60 });

describe('shares of a window', () => {
  it('leave as much as the window itself has, whenever it ends', () => {
    fc.assert(
      fc.property(achievements, days, windows, fc.integer({ min: 0, max: 24 }), (all, day, months, later) => {
        const asOf = instant(START + day * DAY_MS);
        const start = monthsFrom(monthsFrom(asOf, later), -months);
        const within = start < asOf ? sumWithin(all, start, asOf) : NO_SUMS;
        expect(leftAfter(sharesOf(all, asOf, months), later)).toEqual(within);
      }),
    );
  });

  it('tell of a shorter window what it has, or nothing', () => {
    fc.assert(
      fc.property(achievements, days, windows, windows, (all, day, months, other) => {
        const asOf = instant(START + day * DAY_MS);
        const told = leftWithin(sharesOf(all, asOf, months), { asOf, windowMonths: months }, other);
        if (told !== null) expect(told).toEqual(sumWithin(all, monthsFrom(asOf, -other), asOf));
        if (other > months || months - other > 24) expect(told).toBeNull();
      }),
    );
  });

  it('are some time later what they would be worked out to be then', () => {
    fc.assert(
      fc.property(achievements, days, windows, fc.integer({ min: 0, max: 35 }), (all, day, months, later) => {
        const [asOf, then] = [instant(START + day * DAY_MS), instant(START + (day + later) * DAY_MS)];
        const known = all.filter((one) => one.at <= asOf);
        const snapshotAt = (at: Instant) =>
          tierSnapshot({ windowMonths: months }, known, { certifiedPeople: 3, satisfaction: null }, at);
        expect(agedSnapshot(snapshotAt(asOf), then)).toEqual(snapshotAt(then));
      }),
    );
  });

  it('are few, and none where nothing was achieved', () => {
    const asOf = at('2026-11-20');
    const everyMonth = Array.from({ length: 60 }, (_, months) => won(monthsFrom(asOf, -months)));
    expect(sharesOf(everyMonth, asOf, 60).leaving).toHaveLength(25);
    expect(sharesOf([], asOf, 12)).toEqual({ leaving: [], lately: NO_SUMS });
  });
});

describe('the tier earned under other settings', () => {
  const NOW = at('2026-11-20');
  const settings = (windowMonths: number, gold: number): TierSettings => ({
    ...{ windowMonths, graceDays: 90, promotion: 'review' },
    levels: [
      { tier: 'registered', requirements: {} },
      { tier: 'gold', requirements: { wonDeals: gold } },
    ],
  });
  const before = settings(12, 3);
  // Two in the last six months, three in the last twelve.
  const snapshot = tierSnapshot(
    before,
    ['2026-01-10', '2026-08-01', '2026-10-01'].map((day) => won(at(day))),
    NOT_MEASURED,
    NOW,
  );
  const one = { ...NO_SUMS, at: at('2026-02-01'), wonDeals: 1 };

  it.each<[string, Parameters<typeof earnedUnder>, ReturnType<typeof earnedUnder>]>([
    [
      'stays under the same',
      [{ before, after: before }, snapshot, [], NOW],
      { before: 'gold', after: 'gold' },
    ],
    [
      'falls where more is asked for',
      [{ before, after: settings(12, 4) }, snapshot, [], NOW],
      { before: 'gold', after: 'registered' },
    ],
    [
      'stays where more is asked for and deals come',
      [{ before, after: settings(12, 4) }, snapshot, [one], NOW],
      { before: 'gold', after: 'gold' },
    ],
    [
      'falls under a shorter window, in which a deal of before it is none',
      [{ before, after: settings(6, 3) }, snapshot, [one], NOW],
      { before: 'gold', after: 'registered' },
    ],
    ['is not known of a longer window', [{ before, after: settings(24, 3) }, snapshot, [], NOW], null],
    [
      'nor of a shorter one without shares',
      [{ before, after: settings(6, 3) }, { ...snapshot, shares: null }, [], NOW],
      null,
    ],
    [
      'nor where the snapshot is of neither',
      [{ before: settings(6, 3), after: before }, snapshot, [], NOW],
      null,
    ],
  ])('%s', (_, args, expected) => {
    expect(earnedUnder(...args)).toEqual(expected);
  });
});
