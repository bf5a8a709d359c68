import Table from 'cli-table3';
import { InvalidArgumentError, type Command } from 'commander';
import { formatInstant } from '../domain/calendar.js';
import { ERROR_CODES, EXIT } from '../errors.js';
import { showRun, type RunView } from '../operations/show-run.js';
import type { Run } from '../operations/ports.js';
import type { CommandContext } from './command-context.js';
import { withLedger } from './open-ledger.js';

interface RunsOptions {
  readonly limit: number;
  readonly portal?: string;
  readonly json?: true;
}

/** Adds `partnership runs`. */
export function addRuns(program: Command, context: () => CommandContext): void {
  program
    .command('runs [run]')
    .description('List the newest runs; with a run, what it wrote and what was refused')
    .option('--limit <n>', 'how many', readLimit, 20)
    .option('--portal <id>', 'portal id, where the database holds several')
    .option('--json', 'print them as JSON')
    .addHelpText('after', '\nExamples:\n  partnership runs\n  partnership runs 6a1f')
    .action((run: string | undefined, options: RunsOptions) => runs(run, options, context()));
}

function readLimit(text: string): number {
  const limit = Number(text);
  if (Number.isInteger(limit) && limit >= 1 && limit <= 1000) return limit;
  throw new InvalidArgumentError('It is a number from 1 to 1000.');
}

function runs(run: string | undefined, options: RunsOptions, context: CommandContext): Promise<void> {
  const { out } = context;
  return withLedger(context, options.portal ?? null, async ({ store, portalId }) => {
    if (run !== undefined) {
      const view = await showRun(store, portalId, run);
      out(options.json === true ? `${JSON.stringify(runJson(view))}\n` : runText(view));
      return;
    }
    const list = await store.listRuns(portalId, options.limit);
    out(options.json === true ? `${JSON.stringify(list.map(listJson))}\n` : `${runsTable(list)}\n`);
  });
}

const listJson = ({ summary, ...run }: Run) => ({
  ...run,
  startedAt: formatInstant(run.startedAt),
  endedAt: run.endedAt === null ? null : formatInstant(run.endedAt),
  asOf: formatInstant(run.asOf),
  summary,
});

const runJson = (view: RunView) => ({ ...view, run: listJson(view.run) });

/** Runs, newest first. */
export function runsTable(list: readonly Run[]): string {
  if (list.length === 0) return 'No run yet: partnership sync makes the first.';
  const table = new Table({
    head: ['Run', 'Kind', 'Started', 'Took', 'State', 'Deals', 'Written', 'Refused', 'Requests'],
    style: { head: [], border: [] },
    colAligns: ['left', 'left', 'left', 'right', 'left', 'right', 'right', 'right', 'right'],
  });
  for (const run of list) {
    const { computed, writes, requests } = countsOf(run);
    table.push([
      run.runId,
      KINDS[run.kind],
      formatInstant(run.startedAt).slice(0, 16).replace('T', ' '),
      run.endedAt === null ? '' : took(run.endedAt - run.startedAt),
      stateOf(run),
      ...[computed, writes?.written, writes?.refused, requests].map((count) => count ?? ''),
    ]);
  }
  return table.toString();
}

const KINDS: Readonly<Record<Run['kind'], string>> = {
  setup: 'setup',
  sync: 'sync',
  plan: 'dry run',
  undo: 'undo',
  import: 'import',
  tiers: 'tiers',
  lifecycle: 'lifecycle',
  registrations: 'registrations',
};

/** Why a run ended as it did, where it has kept that. */
function errorOf({ summary }: Run): { readonly code: string; readonly message: string } | null {
  const error = summary?.['error'] as Readonly<Record<string, unknown>> | undefined;
  const [code, message] = [error?.['code'], error?.['message']];
  return typeof code === 'string' && typeof message === 'string' ? { code, message } : null;
}

/** What was refused did not break. */
function stateOf(run: Run): string {
  const code = errorOf(run)?.code;
  const refused =
    code !== undefined && (ERROR_CODES as Readonly<Record<string, number>>)[code] === EXIT.refused;
  return run.state === 'failed' && refused ? 'refused' : run.state;
}

interface Counts {
  readonly computed: number | undefined;
  readonly writes: { readonly written: number; readonly refused: number } | undefined;
  readonly requests: number | undefined;
}

/** Summaries are what our own commands have written of themselves; older ones may lack some. */
function countsOf({ summary, kind }: Run): Counts {
  const number = (value: unknown): number | undefined => (typeof value === 'number' ? value : undefined);
  const writes = summary?.['writes'] as Readonly<Record<string, unknown>> | undefined;
  const written = (number(writes?.['deals']) ?? 0) + (number(writes?.['partners']) ?? 0);
  return {
    computed: number(summary?.['computed']),
    writes:
      writes === undefined || kind === 'plan'
        ? undefined
        : { written, refused: number(writes['refused']) ?? 0 },
    requests: number(summary?.['requests']),
  };
}

/** "4 s", "3 min 5 s". */
export function took(ms: number): string {
  const seconds = Math.max(0, Math.round(ms / 1000));
  return seconds < 60 ? `${seconds} s` : `${Math.floor(seconds / 60)} min ${seconds % 60} s`;
}

const SHOWN = 20;

/** One run for people: how it ended and why, what it wrote, and how that is taken back. */
export function runText({ run, counts, refused }: RunView): string {
  const error = errorOf(run);
  const undoable = run.kind !== 'setup' && run.kind !== 'plan' && counts.written > 0;
  const lines = [
    `${KINDS[run.kind]} ${run.runId}: ${stateOf(run)}`,
    ...(error === null ? [] : [`  why       ${error.message} (${error.code})`]),
    ...(run.undoes === null ? [] : [`  undid     ${run.undoes}`]),
    `  started   ${formatInstant(run.startedAt)}${run.endedAt === null ? '' : `, took ${took(run.endedAt - run.startedAt)}`}`,
    `  policy    ${run.policyVersion}`,
    `  records   ${counts.written} written, ${counts.failed} refused, ${counts.planned} not known, ${counts.superseded} never written`,
    ...refused
      .slice(0, SHOWN)
      .map(({ objectType, recordId, reason }) => `    ${objectType} ${recordId}: ${reason}`),
    ...(refused.length > SHOWN ? ['    … --json lists more'] : []),
    ...(undoable ? [`  Take it back: npx partnership undo ${run.runId} --dry-run`] : []),
  ];
  return `${lines.join('\n')}\n`;
}
