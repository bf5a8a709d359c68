/** What a sync says at its end, for people. */
import { expect, it } from '@jest/globals';
import { summaryText } from '../../src/cli/sync.js';
import { instant } from '../../src/domain/calendar.js';
import type { SyncSummary } from '../../src/operations/sync-portal.js';

const SUMMARY: Partial<SyncSummary> = {
  // Still the day before in New York.
  asOf: instant(Date.parse('2026-11-20T03:00:00Z')),
  timeZone: 'America/New_York',
  homeCurrency: 'USD',
  policyVersion: 'default-1',
  dealsWithoutHomeAmount: 0,
  uncounted: { pipeline_ignored: 0, opted_out: 0 },
  problems: [],
  leftAlone: 0,
  writes: { deals: 0, partners: 0, refused: 0, failed: [] },
  lastTwelveMonths: {
    sourcedMinor: 100,
    influencedMinor: 0,
    directMinor: 0,
    wonMinor: 100,
  } as SyncSummary['lastTwelveMonths'],
};
const textOf = (changes: Partial<SyncSummary>): string =>
  summaryText({ ...SUMMARY, ...changes } as SyncSummary);

it('the last twelve months say from which day to which, in the portal’s time zone', () => {
  expect(textOf({})).toContain(
    'Won revenue, last 12 months (19 Nov 2025 to 19 Nov 2026), USD, policy default-1\n',
  );
});

it('deals that are in no number on purpose are told apart by why, and only where there are any', () => {
  const text = textOf({ uncounted: { pipeline_ignored: 1_120, opted_out: 1 } });
  expect(text).toContain('\n  1,120 deals in pipelines that are not counted\n  1 deal opted out\n');
  expect(textOf({})).not.toMatch(/not counted|opted out/);
});
