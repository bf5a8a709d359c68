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
  legacy: null,
  observed: false,
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

it('legacy deals are told apart, with those of which the field says nothing', () => {
  const totals = {
    ...{ wonMinor: 600, sourcedMinor: 300, influencedMinor: 200, directMinor: 100 },
    ...{ pipelineMinor: 0, sourcedPipelineMinor: 0, influencedPipelineMinor: 0 },
  };
  const legacy = {
    ...{ property: 'deal_origin', since: '2026-07-01', deals: 34, unsaid: 1 },
    ...{ totals, lastTwelveMonths: totals },
  };
  expect(textOf({ legacy })).toContain(
    '  Legacy: 34 deals won before 2026-07-01 have the class that deal_origin gives them\n' +
      '    in these twelve months: sourced 3.00, influenced 2.00, direct 1.00, together 6.00\n' +
      '    of 1 more deal_origin says nothing that the mapping names: our rules class it (partnership doctor lists it)\n',
  );
});

it('observe mode says what it left undone', () => {
  const writes = { deals: 62, partners: 1, refused: 0, failed: [] };
  expect(textOf({ observed: true, writes })).toContain(
    '  Observe mode: nothing was written to the portal. What this run looked at would change 62 deals and 1 partner there;\n' +
      '  the first sync without it publishes all that was worked out until then.\n',
  );
});
