import path from 'node:path';
import Table from 'cli-table3';
import { InvalidArgumentError, Option, type Command } from 'commander';
import type { JourneyCredits } from '../domain/journey.js';
import { creditJourneys, JOURNEY_MODELS, type JourneyModel } from '../domain/journeys.js';
import { readPaths } from '../files/read-paths.js';
import type { CommandContext } from './command-context.js';
import { readTextFile } from './read-text-file.js';
import { sayRejected } from './say-rejected.js';

interface JourneysOptions {
  readonly paths: string;
  readonly models: readonly JourneyModel[];
  readonly json?: true;
}

/** Adds `partnership journeys`: models for analysis of many journeys. */
export function addJourneys(program: Command, context: () => CommandContext): void {
  program
    .command('journeys')
    .description('Compare models over aggregated journeys: for analysis, never for credit on a deal')
    .requiredOption('--paths <file>', 'paths.csv: path,total_conversions,total_conversion_value,total_null')
    .addOption(
      new Option('--models <list>', `models, separated by commas: ${JOURNEY_MODELS.join(', ')}`)
        .argParser(readModels)
        .default(JOURNEY_MODELS, 'all of them'),
    )
    .option('--json', 'print the result as JSON')
    .addHelpText(
      'after',
      '\nExample:\n  partnership journeys --paths examples/paths.csv --models markov,shapley --json',
    )
    .action((options: JourneysOptions) => journeys(options, context()));
}

function journeys(options: JourneysOptions, { out, say }: CommandContext): void {
  const source = { name: path.basename(options.paths), text: readTextFile(options.paths) };
  const { journeys: columns, rejected } = readPaths(source);
  const credits = new Map(options.models.map((model) => [model, creditJourneys(columns, model)]));
  if (options.json === true) out(`${JSON.stringify(creditsJson(columns.partners, credits))}\n`);
  else out(creditsText(columns.partners, credits));
  sayRejected(rejected, say);
}

type Credits = ReadonlyMap<JourneyModel, JourneyCredits>;

function creditsJson(partners: readonly string[], credits: Credits): Record<string, unknown> {
  const byPartner = (column: Float64Array): Record<string, number> =>
    Object.fromEntries(partners.map((partner, place) => [partner, column[place] ?? 0]));
  const models = [...credits].map(([model, { conversions, value, removalEffects }]) => [
    model,
    {
      conversions: byPartner(conversions),
      value: byPartner(value),
      ...(removalEffects === null ? {} : { removalEffects: byPartner(removalEffects) }),
    },
  ]);
  return { models: Object.fromEntries(models) as Record<string, unknown> };
}

function creditsText(partners: readonly string[], credits: Credits): string {
  const models = [...credits];
  const table = new Table({
    head: ['Partner', ...models.flatMap(([model]) => [`${model} conversions`, 'value'])],
    style: { head: [], border: [] },
    colAligns: ['left', ...models.flatMap(() => ['right', 'right'] as const)],
  });
  const number = new Intl.NumberFormat('en-US', { minimumFractionDigits: 2, maximumFractionDigits: 2 });
  partners.forEach((partner, place) =>
    table.push([
      partner,
      ...models.flatMap(([, { conversions, value }]) => [
        number.format(conversions[place] ?? 0),
        number.format(value[place] ?? 0),
      ]),
    ]),
  );
  return `For analysis of the whole portfolio, never for credit on a deal.\n${table.toString()}\n`;
}

function readModels(text: string): readonly JourneyModel[] {
  return text.split(',').map((word) => {
    const model = JOURNEY_MODELS.find((one) => one === word.trim());
    if (model === undefined) throw new InvalidArgumentError(`Models: ${JOURNEY_MODELS.join(', ')}.`);
    return model;
  });
}
