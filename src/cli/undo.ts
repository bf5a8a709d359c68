import { randomUUID } from 'node:crypto';
import type { Command } from 'commander';
import { formatInstant } from '../domain/calendar.js';
import { runId } from '../domain/ids.js';
import { undoRun, type LeftAlone, type UndoSummary } from '../operations/undo-run.js';
import type { CommandContext } from './command-context.js';
import { many } from './many.js';
import { startProgress } from './progress-bar.js';
import { writeRunReport } from './run-report.js';
import { withPortal } from './with-portal.js';

interface UndoOptions {
  readonly dryRun?: true;
  readonly json?: true;
}

/** Adds `partnership undo`. */
export function addUndo(program: Command, context: () => CommandContext): void {
  program
    .command('undo <run>')
    .description('Set back what a run wrote into HubSpot; whatever changed since is left alone, and listed')
    .option('--dry-run', 'show what would be set back, and write nothing')
    .option('--json', 'print the summary as JSON')
    .addHelpText(
      'after',
      '\nExample:\n  partnership undo 6a1f --dry-run\n\n`partnership runs` lists the runs.',
    )
    .action((run: string, options: UndoOptions) => undo(run, options, context()));
}

async function undo(run: string, options: UndoOptions, context: CommandContext): Promise<void> {
  const { say, out, interactive, config, stop } = context;
  await withPortal(context, async ({ crm, clock, name, imports }, store) => {
    say(`Partnership Manager   ${name}\n`);
    const deps = { crm, store, clock, imports, newRunId: () => runId(randomUUID()), stop };
    const request = { named: run, dryRun: options.dryRun === true };
    const bar = startProgress('undo', say, interactive);
    const summary = await undoRun(deps, request, (done, of) => bar.update(done, of, 'records'));
    bar.finish(words(summary));
    const json = { ...summary, asOf: formatInstant(summary.asOf) };
    if (summary.runId !== null) await writeRunReport(config.home, store, json, 'undo');
    out(options.json === true ? `${JSON.stringify(json)}\n` : undoText(summary));
  });
}

const words = ({ records, properties, dryRun, writes }: UndoSummary): string =>
  dryRun
    ? `${many(properties, 'value')} on ${many(records, 'record')} would be set back`
    : `${many(writes.deals, 'deal')}, ${many(writes.partners, 'partner')} set back${writes.refused === 0 ? '' : `, ${writes.refused} refused`}`;

const SHOWN = 10;

/** What was left alone and why, and what undo does not touch. */
export function undoText({
  undone,
  records,
  left,
  leftAlone,
  neverWritten,
  dryRun,
  writes,
  imported,
}: UndoSummary): string {
  const lines = [
    ...(leftAlone === 0
      ? []
      : [`  ${many(leftAlone, 'value')} changed since, and ${stay(leftAlone, dryRun)}:`]),
    ...left.slice(0, SHOWN).map(leftText),
    ...(leftAlone > SHOWN ? ['    … --json lists more'] : []),
    ...writes.failed
      .slice(0, SHOWN)
      .map(({ objectType, recordId, reason }) => `    ${objectType} ${recordId} refused: ${reason}`),
    ...(neverWritten === 0
      ? []
      : [
          `  ${many(neverWritten, 'record')} of that run ${neverWritten === 1 ? 'was' : 'were'} never written.`,
        ]),
    ...importedLines(imported, dryRun),
    '  The ledger is not touched. The next sync leaves these values until their deal changes; sync --full publishes anew.',
    ...(dryRun && (records > 0 || imported !== null)
      ? [`  Set it back: npx partnership undo ${undone}`]
      : []),
  ];
  return `${lines.join('\n')}\n`;
}

/** What an undo of an import does besides setting values back. */
function importedLines(imported: UndoSummary['imported'], dryRun: boolean): readonly string[] {
  if (imported === null) return [];
  const { archived, restored, overlapsRemoved, overlapsBack, left } = imported;
  const would = dryRun ? 'would go' : 'went';
  return [
    ...(archived === 0 ? [] : [`  ${many(archived, 'record')} that it made ${would} to HubSpot’s bin`]),
    ...(restored === 0 ? [] : [`  ${many(restored, 'registration')} set back${dryRun ? ' (would be)' : ''}`]),
    ...(overlapsRemoved + overlapsBack === 0
      ? []
      : [`  ${many(overlapsRemoved, 'overlap')} ${would}, ${overlapsBack} back`]),
    ...left.slice(0, SHOWN).map(({ recordId, why }) => `    record ${recordId} is left as it is: ${why}`),
  ];
}

const stay = (values: number, dryRun: boolean): string =>
  `${dryRun ? 'would stay' : values === 1 ? 'stays' : 'stay'} as ${values === 1 ? 'it is' : 'they are'}`;

function leftText({ objectType, recordId, property, wrote, holds, why }: LeftAlone): string {
  const record = `    ${objectType} ${recordId}: ${property}`;
  if (why === 'record_gone') return `${record}, the record is gone`;
  return `${record} was set to ${quoted(wrote)} by the run and is ${quoted(holds)} now`;
}

const MOST = 60;

function quoted(value: string | null): string {
  if (value === null) return 'empty';
  return JSON.stringify(value.length > MOST ? `${value.slice(0, MOST)}…` : value);
}
