/** What a sync publishes of a partner's tier comes back as it was, and stays small. */
import { expect, it } from '@jest/globals';
import { parseInstant } from '../../src/domain/calendar.js';
import { tierSnapshot } from '../../src/domain/tier-snapshot.js';
import { monthsFrom } from '../../src/domain/tier-window.js';
import { tiersIn, tiersText } from '../../src/hubspot/published-tiers.js';

const asOf = parseInstant('2026-11-20T10:00:00Z')!;

it.each([
  ['day by day where they are few', 60, 4_000],
  ['month by month where they are many', 600, 2_000],
])('comes back as it was, %s', (_case, many, most) => {
  const achievements = Array.from({ length: many }, (_, place) => ({
    ...{ at: monthsFrom(asOf, -(place % 60)), sourcedMinor: 123_456_789, influencedMinor: 987_654_321 },
    ...{ wonDeals: 12, registrationsApproved: 3 },
  }));
  const measures = { certifiedPeople: 4, satisfaction: null };
  const snapshot = tierSnapshot({ windowMonths: 60 }, achievements, measures, asOf);
  const text = JSON.stringify(tiersText(snapshot));
  expect(text.length).toBeLessThan(most);
  expect(tiersIn(JSON.parse(text) as ReturnType<typeof tiersText>, asOf)).toEqual(snapshot);
});

it('has no shares where an earlier version wrote it', () => {
  const { windowMonths, achieved } = tierSnapshot(
    { windowMonths: 12 },
    [],
    { certifiedPeople: null, satisfaction: null },
    asOf,
  );
  expect(tiersIn({ windowMonths, achieved }, asOf)).toEqual({ asOf, windowMonths, achieved, shares: null });
});
