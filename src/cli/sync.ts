import { randomUUID } from 'node:crypto';
import type { Command } from 'commander';
import { formatInstant } from '../domain/calendar.js';
import { runId } from '../domain/ids.js';
import type { Store } from '../operations/ports.js';
import {
  syncPortal,
  type SyncProgress,
  type SyncRequest,
  type SyncSummary,
} from '../operations/sync-portal.js';
import { openStore } from '../store/store.js';
import type { CommandContext } from './command-context.js';
import { loadPolicy } from './load-policy.js';
import { connectPortal, type PortalConnection } from './portal-connection.js';
import { startProgress, type Progress } from './progress-bar.js';
import { totalsTable, withoutHomeAmount } from './totals-table.js';

interface SyncOptions {
  readonly dryRun?: true;
  readonly json?: true;
}

/** Adds `partnership sync`. */
export function addSync(program: Command, context: () => CommandContext): void {
  program
    .command('sync')
    .description('Read the portal, attribute every deal, store the results and publish what changed')
    .option('--dry-run', 'read and compute; store and write nothing')
    .option('--json', 'print the summary as JSON')
    .addHelpText('after', '\nExample:\n  partnership sync --dry-run')
    .action((options: SyncOptions) => sync(options, context()));
}

async function sync(options: SyncOptions, context: CommandContext): Promise<void> {
  // Before anything is started: a policy that does not hold is said at once.
  const policy = loadPolicy(context.config.policyFile);
  const portal = await connectPortal(context.config, context.stop);
  try {
    const store = await openStore({
      databaseUrl: context.config.databaseUrl ?? undefined,
      home: context.config.home,
    });
    try {
      for (const notice of store.notices) context.say(`  ${notice}\n`);
      context.say(`Partnership Manager   ${portal.name}\n`);
      const summary = await runSync(context, portal, store, { policy, dryRun: options.dryRun === true });
      if (options.json === true) context.out(`${JSON.stringify(summaryJson(summary))}\n`);
      else context.out(summaryText(summary));
    } finally {
      await store.close();
    }
  } finally {
    await portal.close();
  }
}

/** Runs a sync and shows its phases; `npm start` runs the same. */
export async function runSync(
  { say, interactive }: CommandContext,
  { crm, clock }: PortalConnection,
  store: Store,
  request: SyncRequest,
): Promise<SyncSummary> {
  const deps = { crm, store, clock, newRunId: () => runId(randomUUID()) };
  const phases = new Phases(say, interactive);
  try {
    const summary = await syncPortal(deps, request, (event) => phases.show(event));
    phases.end(summary);
    return summary;
  } catch (error) {
    phases.abandon();
    throw error;
  }
}

/** The phases of a sync as a person sees them, one line each. */
class Phases {
  readonly #say: (text: string) => void;
  readonly #interactive: boolean;
  readonly #read: Progress;
  #write: Progress | null = null;
  #counts = new Map<string, number>();
  #over = false;

  constructor(say: (text: string) => void, interactive: boolean) {
    this.#say = say;
    this.#interactive = interactive;
    this.#read = startProgress('read', say, interactive);
  }

  show(event: SyncProgress): void {
    // What was under way when the command was stopped may still come in; a bar that is drawn again would never end.
    if (this.#over) return;
    if (event.phase === 'read') {
      this.#counts.set(event.what, event.records);
      const records = [...this.#counts.values()].reduce((sum, count) => sum + count, 0);
      // A list does not tell its length: the five kinds of records are the steps.
      this.#read.update(this.#counts.size, KINDS_READ, `${records} records, ${event.what}`);
      return;
    }
    if (event.phase === 'compute') return;
    this.#write ??= startProgress('write', this.#say, this.#interactive);
    this.#write.update(event.written, event.of, 'records');
  }

  end(summary: SyncSummary): void {
    const { deals, touches, requests, throttled, conflicts, findings, writes, dryRun } = summary;
    this.#read.finish(`${deals} deals, ${touches} touches   ${requests} requests, ${throttled} throttled`);
    this.#say(
      `  ${'compute'.padEnd(10)}${deals} deals, ${conflicts} conflicts, ${findings.length} findings\n`,
    );
    const words = `${writes.deals} deals, ${writes.partners} partners${dryRun ? ' would be written' : ''}${writes.failed.length === 0 ? '' : `, ${writes.failed.length} refused`}`;
    const write = this.#write ?? startProgress('write', this.#say, false);
    write.finish(writes.deals + writes.partners === 0 ? 'nothing: the portal is up to date' : words);
  }

  abandon(): void {
    // A bar that is left running would keep the process alive.
    if (this.#write !== null) this.#read.finish('done');
    (this.#write ?? this.#read).finish('stopped');
    this.#over = true;
  }
}

const KINDS_READ = 5;

/** The summary for machines: `--json`. */
export function summaryJson(summary: SyncSummary): Record<string, unknown> {
  return { ...summary, asOf: formatInstant(summary.asOf) };
}

/** The summary for people: the identity, then what to look at. */
export function summaryText(summary: SyncSummary): string {
  const { lastTwelveMonths, homeCurrency, policyVersion, dealsWithoutHomeAmount, problems, writes } = summary;
  const setAside = problems.filter((problem) => problem.fatal);
  const lines = [
    ...(dealsWithoutHomeAmount === 0
      ? []
      : [`  ${withoutHomeAmount(dealsWithoutHomeAmount, homeCurrency).trimEnd()}`]),
    ...(setAside.length === 0 ? [] : [`  ${setAside.length} records were set aside and are in no number:`]),
    ...setAside
      .slice(0, SHOWN)
      .map(
        ({ objectType, recordId, property, value, reason }) =>
          `    ${objectType} ${recordId}: ${property} ${JSON.stringify(value)} ${reason}`,
      ),
    ...(writes.failed.length === 0 ? [] : [`  ${writes.failed.length} records were not written:`]),
    ...writes.failed
      .slice(0, SHOWN)
      .map(({ objectType, recordId, reason }) => `    ${objectType} ${recordId}: ${reason}`),
  ];
  const more = lines.length === 0 ? '' : `${lines.join('\n')}\n`;
  return totalsTable(lastTwelveMonths, homeCurrency, policyVersion, 'last 12 months') + more;
}

const SHOWN = 10;
