import { randomUUID } from 'node:crypto';
import path from 'node:path';
import { Argument, type Command } from 'commander';
import { runId } from '../domain/ids.js';
import { IMPORT_KINDS, type ImportKind } from '../domain/import-map.js';
import { AppError } from '../errors.js';
import { parseImportMap } from '../files/import-map-file.js';
import { readImport, type ReadImport } from '../files/read-import.js';
import { digest } from '../handlers/digest.js';
import { importFile, type ImportEnd } from '../operations/import-file.js';
import type { CommandContext } from './command-context.js';
import { doneText, previewText } from './import-text.js';
import { many } from './many.js';
import { filedPolicy, policyInForce } from './policy-in-force.js';
import { readBytes, readTextFile } from './read-text-file.js';
import { requireFittingMapping } from './require-fitting-mapping.js';
import { sayRejected } from './say-rejected.js';
import { withPortal } from './with-portal.js';

interface ImportOptions {
  readonly file: string;
  readonly columns: string;
  readonly create?: true;
  readonly overwrite?: true;
  readonly dryRun?: true;
  readonly yes?: true;
  readonly json?: true;
}

/** Adds `partnership import`. */
export function addImport(program: Command, context: () => CommandContext): void {
  program
    .command('import')
    .description(
      'Bring partners, registrations or overlaps in from any CSV file; what it would do is shown first',
    )
    .addArgument(new Argument('<what>', 'what the file holds').choices(IMPORT_KINDS))
    .requiredOption('--file <csv>', 'the file')
    .requiredOption('--columns <map>', 'JSON file that says what its columns mean (examples/imports)')
    .option('--create', 'partners: make a company of each that no company of the portal is')
    .option('--overwrite', 'change values that somebody else has set, too')
    .option('--dry-run', 'show what would be done and write nothing, as without --yes')
    .option('--yes', 'do it, after it is shown')
    .option('--json', 'print what would be done, and how it ended, as JSON')
    .addHelpText(
      'after',
      '\nExample:\n  partnership import partners --file export.csv --columns examples/imports/partnerstack-partners.json',
    )
    .action((what: ImportKind, options: ImportOptions) => importCsv(what, options, context()));
}

async function importCsv(what: ImportKind, options: ImportOptions, context: CommandContext): Promise<void> {
  if (options.yes === true && options.dryRun === true) {
    throw new AppError('option_invalid', '--yes and --dry-run exclude each other.', 'Leave one of them out.');
  }
  // Before anything is started: a file or map that does not hold is said at once.
  const filed = parseImportMap(readTextFile(options.columns), path.basename(options.columns), what);
  const read = readImport(readBytes(options.file), path.basename(options.file), filed);
  const policy = filedPolicy(context.config);
  const { say, out, stop } = context;
  await withPortal(context, async (portal, store) => {
    say(`Partnership Manager   ${portal.name}\n`);
    sayRejected(read.rejected, say);
    await requireFittingMapping(portal);
    const { crm, clock, imports } = portal;
    const end = await importFile(
      { crm, imports, store, clock, digest, newRunId: () => runId(randomUUID()), stop },
      {
        ...{ map: filed.map, rows: read.rows, setAside: linesOf(read) },
        ...{ create: options.create === true, overwrite: options.overwrite === true },
        write: options.yes === true,
        policyVersion: (await policyInForce(portal, policy)).policy.version,
      },
    );
    tell(what, options, { read, end }, options.json === true ? say : out);
    if (options.json === true) {
      out(`${JSON.stringify({ what, rows: read.rows.length, rejected: read.rejected, ...end })}\n`);
    }
    refuseLeftOut(options, read, end);
  });
}

const linesOf = ({ rejected }: ReadImport): number => new Set(rejected.map(({ line }) => line)).size;

interface Told {
  readonly read: ReadImport;
  readonly end: ImportEnd;
}

function tell(
  what: ImportKind,
  options: ImportOptions,
  { read, end: { plan, done } }: Told,
  out: (text: string) => void,
): void {
  out(previewText(plan, { file: path.basename(options.file), rows: read.rows.length }));
  if (done !== null) out(doneText(done));
  else if (options.yes !== true && plan.records.length > 0) {
    const more = [
      options.create === true ? ' --create' : '',
      options.overwrite === true ? ' --overwrite' : '',
    ];
    out(
      `Nothing is written. Do it: partnership import ${what} --file ${typed(options.file)} --columns ${typed(options.columns)}${more.join('')} --yes\n`,
    );
  }
}

/** As it is typed again. */
const typed = (file: string): string => (/[^\w./-]/.test(file) ? JSON.stringify(file) : file);

/** A preview ends as its --yes would. */
function refuseLeftOut({ yes }: ImportOptions, read: ReadImport, { done }: ImportEnd): void {
  const [aside, refused] = [linesOf(read), done?.refused.length ?? 0];
  if (aside + refused === 0) return;
  if (yes !== true) {
    throw new AppError(
      'import_refused',
      `${many(aside, 'row')} cannot be read.`,
      'Each is named above with its reason; mend those, or import the rest with --yes.',
    );
  }
  throw new AppError(
    'import_refused',
    `${many(aside, 'row')} could not be read, and HubSpot refused ${many(refused, 'record')}; the rest is done.`,
    'Each is named above with its reason; mend those, and the same command again leaves alone what is done.',
  );
}
