import type { Command } from 'commander';
import { AppError } from '../errors.js';
import type { SchemaItem } from '../operations/crm-port.js';
import { refuseStopped } from '../operations/preflight.js';
import { setUpPortal, type SetUpResult } from '../operations/set-up-portal.js';
import type { CommandContext } from './command-context.js';
import { itemText, unavailableLines } from './item-text.js';
import { lineIn } from './mapping-in-force.js';
import { connectPortal, type PortalConnection } from './portal-connection.js';
import { preflightOf } from './portal-preflight.js';
import { preflightLines, preflightText } from './preflight-text.js';
import { publishedWords, publishFiledMapping } from './publish-mapping.js';
import { applyFrom, exportTo } from './setup-transfer.js';

interface SetupOptions {
  readonly check?: true;
  readonly export?: string;
  readonly apply?: string;
  readonly dryRun?: true;
  readonly json?: true;
}

/** Adds `partnership setup`. */
export function addSetup(program: Command, context: () => CommandContext): void {
  program
    .command('setup')
    .description(
      'Create the properties and association labels that the portal lacks; changes nothing that is there',
    )
    .option('--check', 'show what stands in the way of a set-up, and change nothing')
    .option('--dry-run', 'show what would be created or applied, and write nothing')
    .option('--export <file>', 'write mapping, policy, settings and our items into a file, by names')
    .option('--apply <file>', 'bring such a file into this portal; shows what differs before it writes')
    .option('--json', 'print what was found or created as JSON')
    .addHelpText(
      'after',
      '\nExamples:\n  partnership setup --check\n  partnership setup --dry-run\n  partnership setup --export acme.json',
    )
    .action((options: SetupOptions) => setup(options, context()));
}

async function setup(options: SetupOptions, context: CommandContext): Promise<void> {
  const { config, say, stop } = context;
  const dryRun = options.dryRun === true;
  const json = options.json === true;
  refuseTogether(options);
  if (options.apply !== undefined) return applyFrom(options.apply, context, { dryRun, json });
  const portal = await connectPortal(config, stop);
  try {
    say(`Partnership Manager   ${portal.name}\n`);
    if (options.export !== undefined) {
      await exportTo(options.export, portal, context, json);
      return;
    }
    if (options.check === true) {
      await check(portal, context, json);
      return;
    }
    await create(portal, context, { dryRun, json });
  } finally {
    await portal.close();
  }
}

function refuseTogether({ check: checks, export: exports, apply, dryRun }: SetupOptions): void {
  const asked = [
    ...(checks === true ? ['--check'] : []),
    ...(exports === undefined ? [] : ['--export']),
    ...(apply === undefined ? [] : ['--apply']),
  ];
  // A dry run says what would be created or applied; the others create nothing anyway.
  if (dryRun === true && apply === undefined) asked.push('--dry-run');
  if (asked.length < 2) return;
  throw new AppError(
    'option_invalid',
    `${asked.join(' and ')} are different things to ask for.`,
    'Give one of them.',
  );
}

const lineOfMapping =
  ({ mapping }: PortalConnection) =>
  (at: readonly (string | number)[]) =>
    lineIn(mapping, at);

async function check(portal: PortalConnection, { out }: CommandContext, json: boolean): Promise<void> {
  const found = await preflightOf(portal, portal.mapping.mapping, lineOfMapping(portal));
  out(json ? `${JSON.stringify(found)}\n` : preflightText(found));
  refuseStopped(found);
}

async function create(
  portal: PortalConnection,
  { out, say }: CommandContext,
  { dryRun, json }: { readonly dryRun: boolean; readonly json: boolean },
): Promise<void> {
  const { mapping } = portal.mapping;
  const found = await preflightOf(portal, mapping, lineOfMapping(portal));
  refuseStopped(found);
  const tell = json ? say : out;
  const warnings = found.lines.filter(({ state }) => state === 'warning');
  if (warnings.length > 0) tell(preflightLines(warnings));
  const result = await setUpPortal(portal.crm, { dryRun }, (item) =>
    tell(`  ${dryRun ? 'would create' : 'created'} ${itemText(item)}\n`),
  );
  const published = await publishFiledMapping(portal, { dryRun });
  if (json) {
    out(`${JSON.stringify({ dryRun, ...result, warnings, mapping: published })}\n`);
    return;
  }
  out(`  ${setupLine(result, dryRun)}\n`);
  const words = publishedWords(mapping.version, published);
  if (words !== null) out(`  ${words}\n`);
  // What was known before is in the warnings above.
  const known = new Set(found.review?.unavailable.map(({ name }) => name));
  for (const line of unavailableLines(result.unavailable.filter(({ name }) => !known.has(name))))
    out(`${line}\n`);
}

/** "set up    18 properties, 8 association labels (13 were there)". */
export function setupLine({ created, present }: SetUpResult, dryRun = false): string {
  if (created.length === 0) return `set up    complete: all ${present.length} were there`;
  const count = (kind: SchemaItem['kind']): number => created.filter((item) => item.kind === kind).length;
  const parts = [
    [count('group'), 'property group', 'property groups'],
    [count('property'), 'property', 'properties'],
    [count('options'), 'property given new options', 'properties given new options'],
    [count('label'), 'association label', 'association labels'],
    [count('object'), 'custom object', 'custom objects'],
  ] as const;
  const made = parts
    .filter(([many]) => many > 0)
    .map(([many, one, more]) => `${many} ${many === 1 ? one : more}`)
    .join(', ');
  return `set up    ${made}${dryRun ? ' to create' : ''} (${present.length} were there)`;
}
