import { writeFileSync } from 'node:fs';
import { Option, type Command } from 'commander';
import type { Instant } from '../domain/calendar.js';
import { unwritable } from '../files/unwritable.js';
import type { ReviewDeps, ReviewRequest } from '../operations/read-review.js';
import { reviewPartner } from '../operations/review-partner.js';
import { reviewProgramme } from '../operations/review-programme.js';
import type { PartnerReview, ProgrammeReview } from '../operations/review-model.js';
import type { CommandContext } from './command-context.js';
import { filedPolicy, policyInForce, policyWords } from './policy-in-force.js';
import { readInstant } from './read-instant.js';
import { partnerReviewCsv, programmeReviewCsv } from './review-csv.js';
import { partnerReviewHtml } from './review-partner-page.js';
import { programmeReviewHtml } from './review-programme-page.js';
import { withPortal } from './with-portal.js';

const FORMATS = ['html', 'csv', 'json'] as const;
type Format = (typeof FORMATS)[number];

interface ReviewOptions {
  readonly period: string;
  readonly asOf?: Instant;
  readonly format: Format;
  readonly out?: string;
  readonly json?: true;
}

/** For machines: the review as it was worked out. Amounts are integer minor units of the home currency. */
const asJson = (review: PartnerReview | ProgrammeReview): string => `${JSON.stringify(review)}\n`;

type Write<Review> = Readonly<Record<Format, (review: Review) => string | Promise<string>>>;
const PARTNER: Write<PartnerReview> = { html: partnerReviewHtml, csv: partnerReviewCsv, json: asJson };
const PROGRAMME: Write<ProgrammeReview> = {
  html: programmeReviewHtml,
  csv: programmeReviewCsv,
  json: asJson,
};

/** Adds `partnership review partner` and `partnership review programme`. */
export function addReview(program: Command, context: () => CommandContext): void {
  const review = program
    .command('review')
    .description('Reviews to send: one partner, or the whole programme, as a page that prints, CSV or JSON')
    .addHelpText(
      'after',
      '\nExample:\n  partnership review programme --period last-quarter --out review.html',
    );
  withOptions(review.command('partner'), 'last-month')
    .argument('<partner>', 'name, domain or id of the partner')
    .description('Revenue, deals, numbers, health, plan, agreement and decisions of one partner')
    .addHelpText(
      'after',
      '\nExamples:\n  partnership review partner "Northwind Systems" --out northwind.html\n  partnership review partner northwind.example --period 2026-Q3 --format csv',
    )
    .action((partner: string, options: ReviewOptions) =>
      write(options, context(), PARTNER, (deps, request) => reviewPartner(deps, { ...request, partner })),
    );
  withOptions(review.command('programme'), 'last-quarter')
    .description(
      'Revenue with its identity, partners, the sixteen numbers, forecast, health, tiers and queues',
    )
    .addHelpText(
      'after',
      '\nExamples:\n  partnership review programme --out programme.html\n  partnership review programme --period 2026-10 --format csv --out programme.csv',
    )
    .action((options: ReviewOptions) => write(options, context(), PROGRAMME, reviewProgramme));
}

const withOptions = (command: Command, period: string): Command =>
  command
    .option(
      '--period <period>',
      'a month (2026-09), a quarter (2026-Q3), last-12-months, last-month, this-month, last-quarter or this-quarter',
      period,
    )
    .option(
      '--as-of <instant>',
      'as things stood then, by what is known today; the last sync by default',
      readInstant,
    )
    .addOption(new Option('--format <format>', 'how it is written').choices(FORMATS).default('html'))
    .option('--out <file>', 'write it there instead of to stdout; a file of that name is replaced')
    .option('--json', 'the same as --format json');

async function write<Review>(
  { period, asOf, format, out: file, json }: ReviewOptions,
  context: CommandContext,
  formats: Write<Review>,
  work: (deps: ReviewDeps, request: ReviewRequest) => Promise<Review>,
): Promise<void> {
  const { config, say, out } = context;
  const filed = filedPolicy(config);
  await withPortal(context, async (portal, store) => {
    const inForce = await policyInForce(portal, filed);
    say(`Partnership Manager   ${portal.name}   ${policyWords(inForce)}\n`);
    const { crm, clock } = portal;
    const review = await work({ crm, clock, store }, { inForce, period, asOf: asOf ?? null });
    const text = await formats[json === true ? 'json' : format](review);
    if (file === undefined) {
      out(text);
      return;
    }
    writeOut(file, text);
    say(`  written to ${file}\n`);
  });
}

function writeOut(file: string, text: string): void {
  try {
    writeFileSync(file, text);
  } catch (error) {
    throw unwritable(file, error, 'Name another file with --out, in a folder that is there.');
  }
}
