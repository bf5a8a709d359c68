import path from 'node:path';
import Table from 'cli-table3';
import { InvalidArgumentError, Option, type Command } from 'commander';
import { instant, isTimeZone, parseInstant, type Instant } from '../domain/calendar.js';
import { currencyExponent } from '../domain/currencies.js';
import { DEAL_MODELS, MODEL_LABELS, type DealModel } from '../domain/deal-model.js';
import { familiesOf } from '../domain/families.js';
import { compileRules, type PartnerDirectory, type Rules } from '../domain/rules.js';
import { attributionJson } from '../files/attribution-json.js';
import type { CsvSource } from '../files/csv-table.js';
import { readAttributionFiles } from '../files/read-attribution-files.js';
import { readPortfolio, type FilePortfolio } from '../files/read-columns.js';
import { OutFolder } from '../files/out-folder.js';
import { attributeFacts, type SummedPortfolio } from '../operations/attribute-facts.js';
import { attributeInParts } from './attribute-in-parts.js';
import { threadsFor, type AttributionThreads } from './attribution-threads.js';
import type { CommandContext } from './command-context.js';
import { loadPolicy } from './load-policy.js';
import { byteSource, readTextFile } from './read-text-file.js';
import { sayRejected } from './say-rejected.js';
import { groupedAmount, totalsTable, withoutHomeAmount } from './totals-table.js';

interface AttributeOptions {
  readonly deals: string;
  readonly touches: string;
  readonly tags?: string;
  readonly partners?: string;
  readonly policy?: string;
  readonly model?: readonly DealModel[];
  readonly asOf?: Instant;
  readonly homeCurrency: string;
  readonly timeZone: string;
  readonly json?: true;
  readonly out?: string;
}

/** Adds `partnership attribute`: the engine on files, with no account and no database. */
export function addAttribute(program: Command, context: () => CommandContext): void {
  program
    .command('attribute')
    .description('Attribute deals from CSV files: no account, no database')
    .requiredOption('--deals <file>', 'deals.csv')
    .requiredOption('--touches <file>', 'touches.csv')
    .option('--tags <file>', 'tags.csv')
    .option('--partners <file>', 'partners.csv')
    .option('--policy <file>', 'policy file (default: PARTNERSHIP_POLICY, else the built-in defaults)')
    .addOption(
      new Option(
        '--model <model>',
        `replaces the policy's model, may be repeated: ${DEAL_MODELS.join(', ')}`,
      ).argParser(collectModel),
    )
    .option('--as-of <instant>', 'attribute as it was known then, ISO 8601 (default: now)', readAsOf)
    .option('--home-currency <code>', 'ISO 4217 code of totals', readCurrency, 'USD')
    .option('--time-zone <name>', 'IANA time zone in which months are cut', readTimeZone, 'UTC')
    .option('--json', 'print the result as JSON')
    .addOption(new Option('--out <folder>', 'write the result as CSV files into a folder').conflicts('json'))
    .addHelpText(
      'after',
      '\nExample:\n  partnership attribute --deals examples/worked/deals.csv --touches examples/worked/touches.csv --json',
    )
    .action((options: AttributeOptions) => attribute(options, context()));
}

async function attribute(options: AttributeOptions, { config, out, say }: CommandContext): Promise<void> {
  const policy = loadPolicy(options.policy ?? config.policyFile);
  const models = [...new Set(options.model ?? [policy.model])];
  const asOf = options.asOf ?? instant(Date.now());
  const run: Run = { options, rules: compileRules(policy), models, asOf, out, say };
  if (options.json === true) printJson(run);
  else await printOrWrite(run);
}

interface Run extends Pick<CommandContext, 'out' | 'say'> {
  readonly options: AttributeOptions;
  readonly rules: Rules;
  readonly models: readonly DealModel[];
  readonly asOf: Instant;
}

function printJson({ options, rules, models, asOf, out, say }: Run): void {
  const { homeCurrency } = options;
  const files = {
    deals: source(options.deals),
    touches: source(options.touches),
    tags: options.tags === undefined ? null : source(options.tags),
    partners: options.partners === undefined ? null : source(options.partners),
  };
  const { facts, partners, rejected } = readAttributionFiles(files, asOf, homeCurrency);
  const portfolio = attributeFacts(facts, { rules, models, partners, asOf, homeCurrency });
  const deals = portfolio.deals.map(({ result }) => result);
  const policyVersion = rules.policy.version;
  const { totals, dealsWithoutHomeAmount } = portfolio;
  const report = { policyVersion, asOf, homeCurrency, deals, partners: portfolio.partners, totals, rejected };
  out(`${JSON.stringify(attributionJson(report))}\n`);
  say(withoutHomeAmount(dealsWithoutHomeAmount, homeCurrency));
  sayRejected(rejected, say);
}

async function printOrWrite({ options, rules, models, asOf, out, say }: Run): Promise<void> {
  const { homeCurrency } = options;
  const files = {
    deals: byteSource(options.deals),
    touches: byteSource(options.touches),
    tags: options.tags === undefined ? null : byteSource(options.tags),
    partners: options.partners === undefined ? null : byteSource(options.partners),
  };
  const threads = threadsFor(files);
  try {
    const file =
      threads === null
        ? readPortfolio(files, rules, asOf, homeCurrency)
        : await threads.read(files, rules, asOf, homeCurrency);
    await report({ options, rules, models, asOf, out, say }, file, threads);
  } finally {
    await threads?.close();
  }
}

async function report(
  { options, rules: { policy }, models, asOf, out, say }: Run,
  file: FilePortfolio,
  threads: AttributionThreads | null,
): Promise<void> {
  const { homeCurrency } = options;
  const timeZone = options.out === undefined ? null : options.timeZone;
  const settings = { policy, models, timeZone, families: familiesOf(file.partners) };
  const named = { policyVersion: policy.version, asOf, homeCurrency, models };
  if (options.out === undefined) {
    const portfolio = await attributeInParts(file, settings, null, threads);
    out(reportText({ ...named, ...portfolio }, models, file.partners, portfolio.dealsWithoutHomeAmount));
  } else {
    const deals = file.deals.columns.length;
    const folder = await OutFolder.open(options.out, models);
    const portfolio = await orDiscard(folder, () => attributeInParts(file, settings, folder, threads));
    await folder.finish({ ...named, ...portfolio, deals, rejected: file.rejected });
    say(`Wrote ${deals} deals to ${options.out}.\n`);
    say(withoutHomeAmount(portfolio.dealsWithoutHomeAmount, homeCurrency));
  }
  sayRejected(file.rejected, say);
}

async function orDiscard<T>(folder: OutFolder, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    folder.discard();
    throw error;
  }
}

const source = (file: string): CsvSource => ({ name: path.basename(file), text: readTextFile(file) });

function reportText(
  report: Pick<SummedPortfolio, 'partners' | 'totals'> & {
    readonly homeCurrency: string;
    readonly policyVersion: string;
  },
  models: readonly DealModel[],
  partners: PartnerDirectory,
  withoutHome: number,
): string {
  const { homeCurrency: currency } = report;
  const amount = (minor: number): string => groupedAmount(minor, currency);
  const table = new Table({
    head: [
      'Partner',
      'Sourced',
      'Influenced (not additive)',
      ...models.map((model) => MODEL_LABELS[model]),
      'Won deals',
    ],
    style: { head: [], border: [] },
    colAligns: ['left', 'right', 'right', ...models.map(() => 'right' as const), 'right'],
  });
  for (const one of report.partners) {
    table.push([
      partners.get(one.partnerId)?.name ?? one.partnerId,
      amount(one.sourcedMinor),
      amount(one.influencedGrossMinor),
      ...models.map((model) => amount(one.modelMinor.get(model) ?? 0)),
      one.wonDeals,
    ]);
  }
  const missing = withoutHome === 0 ? '' : withoutHomeAmount(withoutHome, currency);
  return `${totalsTable(report.totals, currency, report.policyVersion)}\n${table.toString()}\n${missing}`;
}

function collectModel(text: string, previous: readonly DealModel[] = []): readonly DealModel[] {
  const model = DEAL_MODELS.find((one) => one === text);
  if (model === undefined) {
    const analysis = text === 'markov' || text === 'shapley';
    const why = analysis ? `${text} is for analysis of journeys, never for credit on a deal. ` : '';
    throw new InvalidArgumentError(`${why}Models for credit: ${DEAL_MODELS.join(', ')}.`);
  }
  return [...previous, model];
}

function readAsOf(text: string): Instant {
  const at = parseInstant(text);
  if (at === null)
    throw new InvalidArgumentError('Give an ISO 8601 instant, such as 2026-09-12 or 2026-09-12T10:00:00Z.');
  return at;
}

function readCurrency(text: string): string {
  if (currencyExponent(text) === null) throw new InvalidArgumentError('Give an ISO 4217 code, such as USD.');
  return text;
}

function readTimeZone(text: string): string {
  if (!isTimeZone(text)) throw new InvalidArgumentError('Give an IANA time zone, such as America/New_York.');
  return text;
}
