import type { Command } from 'commander';
import { showStatus, type SyncStatus } from '../operations/show-status.js';
import { standingLines } from './alert-text.js';
import type { CommandContext } from './command-context.js';
import { many } from './many.js';
import { withLedger } from './open-ledger.js';
import { took } from './runs.js';

interface StatusOptions {
  readonly portal?: string;
  readonly json?: true;
}

/** Adds `partnership status`. */
export function addStatus(program: Command, context: () => CommandContext): void {
  program
    .command('status')
    .description('Where the sync stands: what runs, what ran last, what waits; changes nothing')
    .option('--portal <id>', 'portal id, where the database holds several')
    .option('--json', 'print it as JSON')
    .addHelpText('after', '\nExample:\n  partnership status')
    .action((options: StatusOptions) => status(options, context()));
}

function status(options: StatusOptions, context: CommandContext): Promise<void> {
  const { out } = context;
  return withLedger(context, options.portal ?? null, async ({ store, clock, portalId }) => {
    const shown = await showStatus({ store, clock }, portalId);
    out(options.json === true ? `${JSON.stringify(shown)}\n` : statusText(shown));
  });
}

/** The status for people, one line a thing, the next step where there is one. */
export function statusText(status: SyncStatus): string {
  const { running, lastSync, lastGood, seen, extract, waiting, unsettled, findings, problems } = status;
  const { baseline, observed } = status;
  const lines = [
    `Portal ${status.portalId}, ${status.now}`,
    `  running    ${running === null ? 'nothing' : `${running.purpose} since ${running.heldSince}, ${running.holder}`}`,
    `  last sync  ${lastSync === null ? 'none yet: npx partnership sync' : `${lastSync.state}, started ${lastSync.startedAt} (${lastSync.runId})`}`,
    ...(lastGood === null ? [] : [`  as of      ${lastGood.asOf}, ${took(lastGood.ageMs)} ago`]),
    ...(extract === null
      ? []
      : [
          `  reading    the full read that began ${extract.startedAt} is not through: ${extract.done} of ${extract.cursors} parts; the next sync goes on with it`,
        ]),
    `  seen       ${Object.entries(seen)
      .filter(([, count]) => count > 0)
      .map(([type, count]) => `${count.toLocaleString('en-US')} ${type}`)
      .join(', ')}`,
    `  waiting    ${waiting === 0 ? 'no deal' : `${many(waiting, 'deal')} to be worked out by the next sync`}`,
    ...(baseline === null
      ? []
      : [
          `  baseline   deals won before ${baseline.since} have the class that ${baseline.property} gives them`,
        ]),
    ...(observed
      ? ['  observe    the last sync wrote nothing to the portal; the next one without --observe writes all']
      : []),
    ...(unsettled.length === 0
      ? []
      : [
          `  unsettled  ${unsettled.join(', ')}: stopped while writing; the next sync finds out what was written`,
        ]),
    ...standingLines(status.webhook).map((line) => `  webhook    ${line}`),
    `  to look at ${many(findings, 'finding')}, ${many(problems, 'value')} that could not be read: npx partnership doctor`,
  ];
  return `${lines.join('\n')}\n`;
}
