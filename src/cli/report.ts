import { Option, type Command } from 'commander';
import type { Instant } from '../domain/calendar.js';
import { BASES, CUTS, type Basis, type Cut } from '../domain/ledger-report.js';
import { compareWithField } from '../operations/compare-with-field.js';
import { reportLedger } from '../operations/report-ledger.js';
import type { CommandContext } from './command-context.js';
import { withLedger } from './open-ledger.js';
import { filedPolicy, policyInForce } from './policy-in-force.js';
import { readInstant } from './read-instant.js';
import { reportHtml } from './report-html.js';
import { reportCsv, reportJson, reportTable } from './report-formats.js';
import { varianceCsv, varianceHtml, varianceJson, varianceTable } from './variance-formats.js';
import { withPortal } from './with-portal.js';

const FORMATS = { table: reportTable, csv: reportCsv, json: reportJson, html: reportHtml } as const;
const VARIANCE = {
  table: varianceTable,
  csv: varianceCsv,
  json: varianceJson,
  html: varianceHtml,
} as const satisfies Record<keyof typeof FORMATS, unknown>;

interface ReportOptions {
  readonly period: string;
  readonly by: Cut;
  readonly basis: Basis;
  readonly asOf?: Instant;
  readonly format: keyof typeof FORMATS;
  readonly portal?: string;
  readonly variance?: true;
  readonly json?: true;
}

/** Adds `partnership report`. */
export function addReport(program: Command, context: () => CommandContext): void {
  program
    .command('report')
    .description('Won revenue by class and credit by partner, from the ledger, as known at any instant')
    .option(
      '--period <period>',
      'a month (2026-09), a quarter (2026-Q3), last-12-months or all',
      'last-12-months',
    )
    .addOption(new Option('--by <cut>', 'what the rows are').choices(CUTS).default('partner'))
    .addOption(
      new Option('--basis <basis>', 'by the books, or by close date with all that is known since')
        .choices(BASES)
        .default('posted'),
    )
    .option('--as-of <instant>', 'what was known then; now by default', readInstant)
    .addOption(
      new Option('--format <format>', 'how it is written').choices(Object.keys(FORMATS)).default('table'),
    )
    .option(
      '--variance',
      'our class of every won deal against the portal’s own field, with the clause of each difference',
    )
    .option('--portal <id>', 'portal id, where the database holds several')
    .option('--json', 'the same as --format json')
    .addHelpText(
      'after',
      '\nExamples:\n  partnership report --period 2026-Q3 --by tier --format csv\n  partnership report --variance --format html > variance.html',
    )
    .action((options: ReportOptions) => report(options, context()));
}

function report(options: ReportOptions, context: CommandContext): Promise<void> {
  if (options.variance === true) return variance(options, context);
  const { period, by, basis, asOf = null } = options;
  return withLedger(context, options.portal ?? null, async ({ store, clock, portalId }) => {
    const found = await reportLedger({ store, clock }, { portalId, period, by, basis, knownAt: asOf });
    context.out(await FORMATS[options.json === true ? 'json' : options.format](found));
  });
}

/** Needs the portal for what its things mean, and reads its records from the database. */
async function variance({ format, json }: ReportOptions, context: CommandContext): Promise<void> {
  const filed = filedPolicy(context.config);
  await withPortal(context, async (portal, store) => {
    const { policy } = await policyInForce(portal, filed);
    const found = await compareWithField({ crm: portal.crm, clock: portal.clock, store }, policy);
    context.out(VARIANCE[json === true ? 'json' : format](found));
  });
}
