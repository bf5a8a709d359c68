import { Option, type Command } from 'commander';
import type { Instant } from '../domain/calendar.js';
import { BASES, CUTS, type Basis, type Cut } from '../domain/ledger-report.js';
import { reportLedger } from '../operations/report-ledger.js';
import type { CommandContext } from './command-context.js';
import { withLedger } from './open-ledger.js';
import { readInstant } from './read-instant.js';
import { reportHtml } from './report-html.js';
import { reportCsv, reportJson, reportTable } from './report-formats.js';

const FORMATS = { table: reportTable, csv: reportCsv, json: reportJson, html: reportHtml } as const;

interface ReportOptions {
  readonly period: string;
  readonly by: Cut;
  readonly basis: Basis;
  readonly asOf?: Instant;
  readonly format: keyof typeof FORMATS;
  readonly portal?: string;
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
    .option('--portal <id>', 'portal id, where the database holds several')
    .option('--json', 'the same as --format json')
    .addHelpText('after', '\nExample:\n  partnership report --period 2026-Q3 --by tier --format csv')
    .action((options: ReportOptions) => report(options, context()));
}

function report(options: ReportOptions, context: CommandContext): Promise<void> {
  const { period, by, basis, asOf = null } = options;
  return withLedger(context, options.portal ?? null, async ({ store, clock, portalId }) => {
    const found = await reportLedger({ store, clock }, { portalId, period, by, basis, knownAt: asOf });
    context.out(await FORMATS[options.json === true ? 'json' : options.format](found));
  });
}
