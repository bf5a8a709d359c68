import type { Command } from 'commander';
import type { SchemaItem } from '../operations/crm-port.js';
import { setUpPortal, type SetUpResult } from '../operations/set-up-portal.js';
import type { CommandContext } from './command-context.js';
import { connectPortal } from './portal-connection.js';

interface SetupOptions {
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
    .option('--dry-run', 'show what would be created, and create nothing')
    .option('--json', 'print what was created as JSON')
    .addHelpText('after', '\nExample:\n  partnership setup --dry-run')
    .action((options: SetupOptions) => setup(options, context()));
}

async function setup(options: SetupOptions, context: CommandContext): Promise<void> {
  const { config, out, say, stop } = context;
  const portal = await connectPortal(config, stop);
  const dryRun = options.dryRun === true;
  try {
    say(`Partnership Manager   ${portal.name}\n`);
    const tell = options.json === true ? say : out;
    const result = await setUpPortal(portal.crm, { dryRun }, (item) =>
      tell(`  ${dryRun ? 'would create' : 'created'} ${itemText(item)}\n`),
    );
    if (options.json === true) {
      out(`${JSON.stringify({ dryRun, ...result })}\n`);
      return;
    }
    out(`  ${setupLine(result, dryRun)}\n`);
    for (const item of result.unavailable) out(`  not available: ${itemText(item)}. ${item.reason}\n`);
  } finally {
    await portal.close();
  }
}

const itemText = ({ kind, objectType, name, label }: SchemaItem): string =>
  kind === 'object'
    ? `custom object ${name} “${label}”`
    : kind === 'label'
      ? `label ${objectType} “${label}”`
      : `${kind} ${objectType}.${name} “${label}”`;

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
