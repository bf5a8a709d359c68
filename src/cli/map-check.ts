/** `partnership map check`. */
import path from 'node:path';
import type { Command } from 'commander';
import type { MappingIssue } from '../domain/check-mapping.js';
import { checkMapping } from '../domain/check-whole-mapping.js';
import type { Mapping } from '../domain/mapping.js';
import { AppError } from '../errors.js';
import { mappingLine, parseMapping } from '../files/mapping-file.js';
import type { LineOf } from '../operations/require-mapping.js';
import type { CommandContext } from './command-context.js';
import { lookAtPortal } from './look-at-portal.js';
import { many } from './many.js';
import { checkText } from './map-text.js';
import { connectPortal, openPortal, type OpenPortal } from './portal-connection.js';
import { readTextFile } from './read-text-file.js';

interface CheckOptions {
  readonly json?: true;
}

/** Adds `check` to `partnership map`. */
export function addMapCheck(map: Command, context: () => CommandContext): void {
  map
    .command('check')
    .description('Hold a mapping against the portal: what is gone, what is new, whom names mean')
    .argument('[file]', 'the mapping (default: the one that holds)')
    .option('--json', 'print what was found as JSON')
    .addHelpText('after', '\nExample:\n  partnership map check mapping.json')
    // Both commands have --json, and the outer one takes it.
    .action((file: string | undefined, _options: CheckOptions, command: Command) =>
      check(file ?? null, command.optsWithGlobals(), context()),
    );
}

/** A portal, the mapping to hold against it, and the text of its file; null where it is in none. */
interface Checked {
  readonly portal: OpenPortal;
  readonly mapping: Mapping;
  readonly text: string | null;
}

async function open(file: string | null, { config, stop }: CommandContext): Promise<Checked> {
  if (file === null) {
    const portal = await connectPortal(config, stop);
    const { mapping, filed } = portal.mapping;
    return { portal, mapping, text: filed?.text ?? null };
  }
  const text = readTextFile(file);
  const mapping = parseMapping(text, path.basename(file));
  const portal = await openPortal(config, stop);
  const name = `${portal.name}   mapping ${mapping.version} (${path.basename(file)})`;
  return { portal: { ...portal, name }, mapping, text };
}

async function check(file: string | null, options: CheckOptions, context: CommandContext): Promise<void> {
  const { out, say } = context;
  const { portal, mapping, text } = await open(file, context);
  try {
    say(`Partnership Manager   ${portal.name}\n`);
    const scan = await lookAtPortal(context, portal, mapping);
    const lineOf: LineOf = (at) => (text === null ? null : mappingLine(text, at));
    const issues = checkMapping(scan, mapping);
    if (options.json === true) {
      const placed = issues.map((issue) => ({ ...issue, line: lineOf(issue.path) }));
      const { unread } = scan.structure;
      out(
        `${JSON.stringify({ version: mapping.version, issues: placed, unread, ...portal.scanner.tally() })}\n`,
      );
    } else out(checkText(issues, lineOf));
    refuseBroken(mapping, issues);
  } finally {
    await portal.close();
  }
}

/** @throws AppError `mapping_outdated` where it cannot work. */
function refuseBroken({ version }: Mapping, issues: readonly MappingIssue[]): void {
  const broken = issues.filter((issue) => issue.broken).length;
  if (broken === 0) return;
  throw new AppError(
    'mapping_outdated',
    `The mapping ${version} cannot work: ${many(broken, 'entry names', 'entries name')} what the portal does not have.`,
    'Change those lines, or run partnership map for a new mapping.',
  );
}
