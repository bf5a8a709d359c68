import { randomUUID } from 'node:crypto';
import type { Command } from 'commander';
import { displayDay, formatInstant, yearBefore } from '../domain/calendar.js';
import { runId } from '../domain/ids.js';
import type { Store } from '../operations/ports.js';
import { syncPortal, type SyncRequest, type SyncSummary } from '../operations/sync-portal.js';
import { spokenName } from '../operations/spoken-name.js';
import { baselineChange, legacyLines, observeWords, type BaselineOptions } from './baseline-options.js';
import type { CommandContext } from './command-context.js';
import { many } from './many.js';
import { planText, writePlanFile } from './plan-text.js';
import { filedPolicy, policyInForce, policyWords } from './policy-in-force.js';
import type { PortalConnection } from './portal-connection.js';
import { requireFittingMapping } from './require-fitting-mapping.js';
import { writeRunMetrics } from './run-metrics.js';
import { writeRunReport } from './run-report.js';
import { SyncPhases } from './sync-phases.js';
import { totalsTable, withoutHomeAmount } from './totals-table.js';
import { uncountedLines } from './uncounted-text.js';
import { withPortal } from './with-portal.js';
import { AppError, isAppError } from '../errors.js';

interface SyncOptions extends BaselineOptions {
  readonly observe?: true;
  readonly full?: true;
  readonly dryRun?: true;
  readonly plan?: string;
  readonly json?: true;
}

/** Adds `partnership sync`. */
export function addSync(program: Command, context: () => CommandContext): void {
  program
    .command('sync')
    .description('Read what changed, attribute every deal that it touches, post the results and publish them')
    .option('--full', 'read every record anew, not only what changed')
    .option('--dry-run', 'read and work out; post and write nothing, and keep a plan of what would be')
    .option('--plan <hash>', 'apply just what that plan of a dry run says, or refuse if anything moved')
    .option('--observe', 'read, work out and post to our own ledger; write nothing to the portal')
    .option(
      '--baseline <property>',
      'deals won before --since have the class that this property gives them; kept for later syncs',
    )
    .option('--since <day>', 'the first day that our rules class, as YYYY-MM-DD')
    .option('--no-baseline', 'let our rules class every deal again')
    .option('--json', 'print the summary as JSON')
    .addHelpText(
      'after',
      '\nExamples:\n  partnership sync\n  partnership sync --observe\n  partnership sync --baseline deal_origin --since 2026-01-01 --dry-run\n  partnership sync --dry-run\n  partnership sync --plan 3f9c0a…',
    )
    .action((options: SyncOptions) => sync(options, context()));
}

async function sync(options: SyncOptions, given: CommandContext): Promise<void> {
  const observe = given.config.observe || options.observe === true;
  const context = { ...given, config: { ...given.config, observe } };
  const { config, say, out } = context;
  const baseline = baselineChange(options);
  if (observe && options.plan !== undefined) throw planInObserveMode();
  if (options.dryRun === true && options.plan !== undefined) {
    throw new AppError(
      'option_invalid',
      '--dry-run makes a plan and --plan applies one: both at once is neither.',
      'Run partnership sync --dry-run first, then partnership sync --plan with the hash that it prints.',
    );
  }
  // Before anything is started: a policy that does not hold is said at once.
  const filed = filedPolicy(config);
  await withPortal(context, async (portal, store) => {
    const inForce = await policyInForce(portal, filed);
    say(`Partnership Manager   ${portal.name}   ${policyWords(inForce)}\n`);
    const request = {
      policy: inForce.policy,
      full: options.full === true,
      dryRun: options.dryRun === true,
      plan: options.plan ?? null,
      baseline,
    };
    const summary = await runSync(context, portal, store, request);
    const file = summary.plan === null ? null : await writePlanFile(config.home, store, summary);
    if (options.json === true) {
      out(`${JSON.stringify({ ...summaryJson(summary), ...(file === null ? {} : { planFile: file }) })}\n`);
      return;
    }
    out(summary.plan === null ? summaryText(summary) : planText(summary, summary.plan, file ?? ''));
  });
}

const planInObserveMode = (): AppError =>
  new AppError(
    'observe_mode',
    'A plan is applied by writing, and this is observe mode: nothing was written.',
    'Run it without --observe, and with PARTNERSHIP_OBSERVE empty, once you want it to write.',
  );

/** Runs a sync and shows its phases; `npm start` runs the same. */
export async function runSync(
  context: CommandContext,
  portal: PortalConnection,
  store: Store,
  request: SyncRequest,
): Promise<SyncSummary> {
  const { config, log, say, stop } = context;
  const { crm, clock, data, imports, programme } = portal;
  const startedAt = clock.now();
  log.info({ dryRun: request.dryRun, policy: request.policy.version }, 'sync started');
  const deps = { crm, store, clock, data, imports, programme, newRunId: () => runId(randomUUID()), stop };
  const phases = new SyncPhases(context, crm);
  try {
    // A label or property that is gone reads as if it said nothing: every credit from it would be taken back.
    await requireFittingMapping(portal);
    const asked = { ...request, observe: config.observe };
    const summary = await syncPortal(deps, asked, (event) => phases.show(event));
    phases.end(summary);
    const tookMs = clock.now() - startedAt;
    log.info({ ...countsOf(summary), tookMs }, 'sync done');
    if (!summary.dryRun) {
      const report = await writeRunReport(config.home, store, summaryJson(summary), 'sync');
      await writeRunMetrics(config.home, { summary, tookMs });
      if (summary.writes.refused > 0) say(`  report    ${report}\n`);
    }
    return summary;
  } catch (error) {
    phases.abandon();
    log.error({ code: isAppError(error) ? error.code : 'defect' }, 'sync ended');
    throw error;
  }
}

/** What a log may hold of a run: counts, and no names or values. */
const countsOf = ({ runId: run, portalId, computed, requests, throttled, writes, ledger }: SyncSummary) => ({
  runId: run,
  portalId,
  computed,
  requests,
  throttled,
  written: writes.deals + writes.partners,
  refused: writes.refused,
  entries: ledger.entries,
});

/** The summary for machines: `--json`. */
export function summaryJson(summary: SyncSummary): Record<string, unknown> {
  return { ...summary, asOf: formatInstant(summary.asOf) };
}

/** The summary for people: the identity, then what to look at. */
export function summaryText(summary: SyncSummary): string {
  const { lastTwelveMonths, homeCurrency, policyVersion, dealsWithoutHomeAmount } = summary;
  const lines = [
    ...(dealsWithoutHomeAmount === 0
      ? []
      : [`  ${withoutHomeAmount(dealsWithoutHomeAmount, homeCurrency).trimEnd()}`]),
    ...setAsideLines(summary),
    ...uncountedLines(summary.uncounted).map((line) => `  ${line}`),
    ...legacyLines(summary),
    ...leftLines(summary),
    ...refusedLines(summary),
    ...registrationLines(summary),
    ...(summary.notPublished === null ? [] : [`  ${summary.notPublished}`]),
    ...observeWords(summary),
  ];
  const more = lines.length === 0 ? '' : `${lines.join('\n')}\n`;
  return totalsTable(lastTwelveMonths, homeCurrency, policyVersion, lastYear(summary)) + more;
}

/** Twelve months to the instant: those of a report are whole calendar months, so both say which days they mean. */
const lastYear = ({ asOf, timeZone }: SyncSummary): string =>
  `last 12 months (${displayDay(yearBefore(asOf), timeZone)} to ${displayDay(asOf, timeZone)})`;

function setAsideLines({ problems }: SyncSummary): readonly string[] {
  const setAside = problems.filter((problem) => problem.fatal);
  if (setAside.length === 0) return [];
  return [
    `  ${setAside.length} records were set aside and are in no number:`,
    ...setAside
      .slice(0, SHOWN)
      .map(
        ({ objectType, recordId, property, value, reason }) =>
          `    ${objectType} ${recordId}: ${property} ${JSON.stringify(value)} ${reason}`,
      ),
  ];
}

/** Of registrations that expire or follow their deals. */
function registrationLines({ registrations, dryRun }: SyncSummary): readonly string[] {
  const { changed, refused } = registrations ?? { changed: [], refused: [] };
  if (changed.length + refused.length === 0) return [];
  return [
    `  ${many(changed.length, 'registration')} ${dryRun ? 'would be moved on' : 'moved on'}:`,
    ...changed.slice(0, 10).map(({ name, became }) => `    ${spokenName(name)}: ${became}`),
    ...(changed.length > 10 ? [`    … and ${changed.length - 10} more: --json has all`] : []),
    ...refused.map(({ name, reason }) => `    ${spokenName(name)} stays as it is: ${reason}`),
  ];
}

function leftLines({ leftAlone }: SyncSummary): readonly string[] {
  if (leftAlone === 0) return [];
  const were = leftAlone === 1 ? 'was' : 'were';
  return [
    `  ${many(leftAlone, 'record')} changed while the plan was applied, and ${were} left; the next sync looks at ${leftAlone === 1 ? 'it' : 'them'} again.`,
  ];
}

function refusedLines({ writes, runId: run }: SyncSummary): readonly string[] {
  if (writes.refused === 0) return [];
  return [
    `  HubSpot refused ${writes.refused} of ${writes.deals + writes.partners + writes.refused} records; the next sync tries them again:`,
    ...writes.failed
      .slice(0, SHOWN)
      .map(({ objectType, recordId, reason }) => `    ${objectType} ${recordId}: ${reason}`),
    ...(writes.refused > SHOWN ? [`    … all of them: partnership runs ${run}`] : []),
  ];
}

const SHOWN = 10;
