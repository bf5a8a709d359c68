import Table from 'cli-table3';
import { InvalidArgumentError, type Command } from 'commander';
import { formatInstant } from '../domain/calendar.js';
import { parseMonth, type Month } from '../domain/period.js';
import { bridgePeriod, type PeriodBridge } from '../operations/bridge-period.js';
import { closePeriod } from '../operations/close-period.js';
import { listPeriods, showPeriod, type PeriodView } from '../operations/show-period.js';
import type { CommandContext } from './command-context.js';
import { readInstant } from './read-instant.js';
import { withLedger } from './open-ledger.js';
import { journalText } from './verify.js';
import { partnerTable, revenueTable } from './ledger-tables.js';
import { groupedAmount } from './totals-table.js';

interface PeriodOptions {
  readonly portal?: string;
  readonly json?: true;
}

/** Adds `partnership period close | show | bridge`. */
export function addPeriod(program: Command, context: () => CommandContext): void {
  const period = program
    .command('period')
    .description('Close the books of a month, show them, and explain what changed since')
    .addHelpText('after', '\nExample:\n  partnership period close 2026-09');
  withPortal(period.command('close <month>'))
    .description('Close a month: its totals stay as reported, later changes go to the open month')
    .option('--through', 'close every open month up to it')
    .addHelpText('after', '\nExample:\n  partnership period close 2026-09')
    .action((month: string, options: PeriodOptions & { through?: true }) =>
      close(readMonth(month), options, context()),
    );
  withPortal(period.command('show [month]'))
    .description('Show a month as it was reported, or its books so far; without a month, all of them')
    .addHelpText('after', '\nExample:\n  partnership period show 2026-09')
    .action((month: string | undefined, options: PeriodOptions) =>
      show(month === undefined ? null : readMonth(month), options, context()),
    );
  withPortal(period.command('bridge <month>'))
    .description('Explain, entry by entry, why a closed month differs today from what was reported')
    .option('--as-of <instant>', 'what was known then; now by default', readInstant)
    .addHelpText('after', '\nExample:\n  partnership period bridge 2026-09')
    .action((month: string, options: Parameters<typeof bridge>[1]) =>
      bridge(readMonth(month), options, context()),
    );
}

const withPortal = (command: Command): Command =>
  command
    .option('--portal <id>', 'portal id, where the database holds several')
    .option('--json', 'print it as JSON');

function readMonth(text: string): Month {
  const month = parseMonth(text);
  if (month === null) throw new InvalidArgumentError(`'${text}' is not a month. Give one such as 2026-09.`);
  return month;
}

function close(
  month: Month,
  options: PeriodOptions & { readonly through?: true },
  context: CommandContext,
): Promise<void> {
  const { out } = context;
  return withLedger(context, options.portal ?? null, async ({ store, clock, portalId }) => {
    const through = options.through === true;
    const { closed, journal } = await closePeriod({ store, clock }, { portalId, period: month, through });
    if (options.json === true) {
      const snapshots = closed.map(({ snapshot, hash }) => ({ ...snapshot, hash }));
      out(`${JSON.stringify({ closed: snapshots, journal })}\n`);
      return;
    }
    if (closed.length === 0) out(`${month} was closed already; nothing was posted.\n`);
    for (const { snapshot, hash } of closed) {
      out(`Closed ${snapshot.period}: ${snapshot.entries} entries, hash ${hash.slice(0, 12)}\n`);
      out(`${revenueTable(snapshot.revenue, snapshot.homeCurrency, snapshot.origins ?? null)}\n`);
    }
    out(`Keep this line elsewhere, for partnership verify --journal: ${journalText(journal)}\n`);
  });
}

function show(month: Month | null, options: PeriodOptions, context: CommandContext): Promise<void> {
  const { out } = context;
  return withLedger(context, options.portal ?? null, async ({ store, clock, portalId }) => {
    const views =
      month === null
        ? await listPeriods({ store, clock }, portalId)
        : [await showPeriod({ store, clock }, portalId, month)];
    if (options.json === true) {
      const periods = views.map(viewJson);
      out(`${JSON.stringify(month === null ? { periods } : periods[0])}\n`);
    } else if (month === null) out(`${periodsTable(views)}\n`);
    else for (const view of views) out(viewText(view));
  });
}

const viewJson = ({
  period,
  homeCurrency,
  timeZone,
  policyVersions,
  entries,
  revenue,
  partners,
  dealsWithoutHomeAmount,
  close: closed,
}: PeriodView) => ({
  period,
  state: closed === null ? 'open' : 'closed',
  homeCurrency,
  timeZone,
  policyVersions,
  entries,
  revenue,
  partners,
  dealsWithoutHomeAmount,
  closedAt: closed?.snapshot.closedAt ?? null,
  hash: closed?.hash ?? null,
  previousHash: closed?.snapshot.previousHash ?? null,
});

function periodsTable(views: readonly PeriodView[]): string {
  const table = new Table({
    head: ['Period', 'State', 'Entries', 'Won revenue', 'Hash'],
    style: { head: [], border: [] },
    colAligns: ['left', 'left', 'right', 'right', 'left'],
  });
  for (const { period, close: closed, entries, revenue, homeCurrency } of views) {
    const total = revenue.find(({ bucket }) => bucket === 'all')?.totalMinor ?? 0;
    const amount = `${groupedAmount(total, homeCurrency)} ${homeCurrency}`;
    table.push([
      period,
      closed === null ? 'open' : 'closed',
      entries,
      amount,
      closed?.hash.slice(0, 12) ?? '',
    ]);
  }
  return table.toString();
}

function viewText(view: PeriodView): string {
  const { period, close: closed, homeCurrency, timeZone, policyVersions, names } = view;
  const state =
    closed === null
      ? 'open: these numbers may still move'
      : `closed ${closed.snapshot.closedAt}, hash ${closed.hash}`;
  const missing = view.dealsWithoutHomeAmount;
  return [
    `${period} (${timeZone}), ${homeCurrency}, policy ${policyVersions.join(', ') || 'none'}: ${state}`,
    revenueTable(view.revenue, homeCurrency, view.origins),
    partnerTable(view.partners, names, homeCurrency),
    ...(missing === 0 ? [] : [`Deals without an amount in ${homeCurrency}, in no total: ${missing}`]),
    '',
  ].join('\n');
}

function bridge(
  month: Month,
  options: PeriodOptions & { readonly asOf?: ReturnType<typeof readInstant> },
  context: CommandContext,
): Promise<void> {
  const { out } = context;
  return withLedger(context, options.portal ?? null, async ({ store, clock, portalId }) => {
    const found = await bridgePeriod({ store, clock }, portalId, month, options.asOf ?? null);
    if (options.json === true) out(`${JSON.stringify(bridgeJson(found))}\n`);
    else out(bridgeText(found));
  });
}

const bridgeJson = (found: PeriodBridge) => ({
  ...found,
  steps: found.steps.map(({ entry, kind, homeMinor }) => ({
    kind,
    homeMinor,
    ...entry,
    closedAt: formatInstant(entry.closedAt),
    recordedAt: formatInstant(entry.recordedAt),
  })),
});

function bridgeText({
  period,
  homeCurrency,
  timeZone,
  closedAt,
  reported,
  current,
  steps,
}: PeriodBridge): string {
  const amount = (minor: number | null): string =>
    minor === null ? 'none' : groupedAmount(minor, homeCurrency);
  const table = new Table({
    head: [
      'Recorded',
      'Deal',
      'Partner',
      'Pool',
      'Why',
      'Posted in',
      `Change, ${homeCurrency}`,
      'Entry',
      'Adjusts',
    ],
    style: { head: [], border: [] },
    colAligns: ['left', 'left', 'left', 'left', 'left', 'left', 'right', 'left', 'left'],
  });
  for (const { entry, homeMinor } of steps) {
    const pool = entry.model ?? entry.pool;
    table.push([
      formatInstant(entry.recordedAt),
      entry.dealId,
      entry.partnerId ?? '',
      entry.pool === 'influence'
        ? 'influence (not additive)'
        : entry.class === null
          ? pool
          : `${pool}, ${entry.class}`,
      entry.reason,
      entry.postedPeriod,
      amount(homeMinor),
      entry.id.slice(0, 12),
      entry.adjustsId?.slice(0, 12) ?? '',
    ]);
  }
  return [
    `${period} (${timeZone}), as reported when it was closed, ${closedAt}:`,
    revenueTable(reported, homeCurrency),
    steps.length === 0 ? 'Nothing has changed since.' : table.toString(),
    `The deals that closed in ${period}, as known now:`,
    revenueTable(current, homeCurrency),
    '',
  ].join('\n');
}
