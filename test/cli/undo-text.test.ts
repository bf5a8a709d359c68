/** What an undo says at its end, for people. */
import { expect, it } from '@jest/globals';
import { undoText } from '../../src/cli/undo.js';
import { instant } from '../../src/domain/calendar.js';
import { runId } from '../../src/domain/ids.js';
import type { UndoSummary } from '../../src/operations/undo-run.js';

const text = (leftAlone: number, dryRun: boolean, records = 1): string => {
  const summary: UndoSummary = {
    ...{ runId: null, undone: runId('one'), portalId: '4711', asOf: instant(0), dryRun, records, leftAlone },
    ...{ properties: records, neverWritten: 0, left: [], imported: null, requests: 0 },
    writes: { deals: 0, partners: 0, refused: 0, failed: [] },
  };
  return undoText(summary);
};

it.each([
  [1, false, '1 value changed since, and stays as it is:'],
  [2, false, '2 values changed since, and stay as they are:'],
  [1, true, '1 value changed since, and would stay as it is:'],
  [2, true, '2 values changed since, and would stay as they are:'],
])('%i left alone, dry run %s: %s', (count, dryRun, words) => {
  expect(text(count, dryRun)).toContain(words);
});

it('a dry run ends with the command that does it, where there is anything to do', () => {
  expect(text(0, true)).toMatch(/\n {2}Set it back: npx partnership undo one\n$/);
  expect(text(0, true, 0)).not.toContain('Set it back');
  expect(text(0, false)).not.toContain('Set it back');
});
