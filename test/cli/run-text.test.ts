/** One run, as `runs RUN` shows it to people. */
import { expect, it } from '@jest/globals';
import { runsTable, runText } from '../../src/cli/runs.js';
import { instant } from '../../src/domain/calendar.js';
import { portalId, runId } from '../../src/domain/ids.js';
import type { Run } from '../../src/operations/ports.js';

const AT = instant(Date.parse('2026-11-20T03:00:00Z'));
const RUN: Run = {
  portalId: portalId('4711'),
  runId: runId('one'),
  kind: 'sync',
  state: 'failed',
  startedAt: AT,
  endedAt: AT,
  policyVersion: 'default-1',
  asOf: AT,
  undoes: null,
  summary: null,
};
const failed = (code: string): Run => ({ ...RUN, summary: { error: { code, message: 'It said no.' } } });
const text = (run: Run, written = 0): string =>
  runText({ run, counts: { written, failed: 0, planned: 0, superseded: 0 }, refused: [] });

it.each([
  ['home_currency_changed', 'refused'],
  ['crm_unreachable', 'failed'],
  ['of_another_version', 'failed'],
])('a run that ended with %s is %s, and says why', (code, state) => {
  const run = failed(code);
  expect(text(run)).toContain(`sync one: ${state}\n  why       It said no. (${code})\n`);
  expect(runsTable([run])).toContain(` ${state} `);
});

it('a run that kept no reason says none', () => {
  expect(text(RUN)).toContain('sync one: failed\n  started');
});

it('undo is offered where something was written', () => {
  expect(text(RUN)).not.toContain('undo');
  expect(text(RUN, 1)).toContain('Take it back: npx partnership undo one --dry-run');
});

it('an undo says which run it undid', () => {
  const undo: Run = { ...RUN, kind: 'undo', state: 'done', undoes: runId('other') };
  expect(text(undo, 1)).toContain('  undid     other\n');
});
