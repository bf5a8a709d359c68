import type { Command } from 'commander';
import { assertNever } from '../domain/assert-never.js';
import { formatInstant } from '../domain/calendar.js';
import { AppError } from '../errors.js';
import { exportColumns, ExportFolder } from '../files/export-folder.js';
import { OBJECTS } from '../hubspot/schema.js';
import { surveyOurs, type Survey } from '../operations/survey-ours.js';
import {
  uninstallPortal,
  type Export,
  type Uninstalled,
  type UninstallEvent,
  type UninstallRequest,
} from '../operations/uninstall-portal.js';
import { openStore } from '../store/store.js';
import type { CommandContext } from './command-context.js';
import { many } from './many.js';
import { openPortal, type OpenPortal } from './portal-connection.js';
import { startProgress, type Progress } from './progress-bar.js';
import { surveyText, uninstalledText } from './uninstall-text.js';

interface UninstallOptions {
  readonly dryRun?: true;
  /** A folder; false: `--no-export`. */
  readonly export?: string | false;
  readonly forget?: true;
  readonly yes?: true;
  readonly json?: true;
}

/** Adds `partnership uninstall`. */
export function addUninstall(program: Command, context: () => CommandContext): void {
  program
    .command('uninstall')
    .description('Take our properties, labels and objects out of the portal, and leave the rest as it was')
    .option('--dry-run', 'count what would go, and remove nothing; so does leaving out --yes')
    .option('--export <dir>', 'first write every value and tag of ours into this folder, as CSV and JSON')
    .option('--no-export', 'remove without an export: what is removed is lost')
    .option('--forget', 'delete what the database holds of this portal too, its ledger with it')
    .option('--yes', 'remove')
    .option('--json', 'print what would go, or went, as JSON')
    .addHelpText(
      'after',
      '\nExamples:\n  partnership uninstall\n  partnership uninstall --export before-leaving --yes',
    )
    .action((options: UninstallOptions) => uninstall(options, context()));
}

async function uninstall(options: UninstallOptions, context: CommandContext): Promise<void> {
  const { config, say, stop } = context;
  const removes = options.yes === true && options.dryRun !== true;
  if (removes && options.export === undefined) {
    throw new AppError(
      'option_invalid',
      'What is removed cannot be brought back, and nothing says where to export it to.',
      'Give --export DIR, or --no-export where nobody will miss it.',
    );
  }
  const portal = await openPortal(config, stop);
  try {
    say(`Partnership Manager   ${portal.name}\n`);
    await (removes ? remove(options, context, portal) : count(options, context, portal));
  } finally {
    await portal.close();
  }
}

/** Counts what would go; needs no database. */
async function count(options: UninstallOptions, context: CommandContext, portal: OpenPortal): Promise<void> {
  const { out, stop } = context;
  const show = readProgress(context);
  const survey = await surveyOurs(portal.remover, await portal.remover.find(), null, stop, show.read);
  show.end(survey);
  if (options.json === true) {
    out(`${JSON.stringify({ dryRun: true, ...survey })}\n`);
    return;
  }
  if (survey.items.length > 0) out('  This would go:\n');
  out(surveyText(survey));
  if (survey.items.length > 0)
    out('  Nothing was removed. Remove it: npx partnership uninstall --export DIR --yes\n');
}

async function remove(options: UninstallOptions, context: CommandContext, portal: OpenPortal): Promise<void> {
  const { config, out, say, stop } = context;
  const { portalId } = await portal.crm.account();
  const store = await openStore({ databaseUrl: config.databaseUrl ?? undefined, home: config.home });
  let exportedTo: string | null = null;
  try {
    for (const notice of store.notices) say(`  ${notice}\n`);
    portal.shareLimit(store.rateRow(portalId));
    const folder = options.export;
    const openExport: UninstallRequest['openExport'] =
      typeof folder !== 'string'
        ? null
        : async (items) => {
            const head = { portalId, exportedAt: formatInstant(portal.clock.now()) };
            const opened = await ExportFolder.open(folder, head, exportColumns(items, OBJECT_COLUMNS));
            exportedTo = opened.folder;
            return exportInto(opened);
          };
    const request = { portalId, forget: options.forget === true, openExport };
    const done = await uninstallPortal({ remover: portal.remover, store, stop }, request, showing(context));
    if (options.json === true) out(`${JSON.stringify({ dryRun: false, exportedTo, ...done })}\n`);
    else out(uninstalledText(done, { exportedTo, home: config.home }));
    refuseIncomplete(done);
  } finally {
    await store.close();
  }
}

const OBJECT_COLUMNS = Object.fromEntries(
  OBJECTS.map(({ name, properties }) => [name, properties.map((one) => one.name)]),
);

function refuseIncomplete({ refused }: Uninstalled): void {
  if (refused.length === 0) return;
  throw new AppError(
    'removal_incomplete',
    `HubSpot did not let ${many(refused.length, 'item')} go; everything else is removed.`,
    'Take them out of the lists, reports and workflows that use them, then run the command again.',
  );
}

const exportInto = (folder: ExportFolder): Export => ({
  values: (type, records) => folder.values(type, records),
  tags: (tags) => folder.tags(tags),
  records: (object, records) => folder.records(object, records),
  finish: (survey) => folder.finish({ ...survey }),
});

function showing(context: CommandContext): (event: UninstallEvent) => void {
  const reading = readProgress(context);
  let removing: Progress | null = null;
  return (event) => {
    switch (event.kind) {
      case 'read':
        reading.read(event.objectType, event.read);
        return;
      case 'surveyed':
        reading.end(event.survey);
        return;
      case 'removed':
        removing ??= startProgress('remove', context.say, context.interactive);
        removing.update(event.done, event.of, 'items');
        if (event.done === event.of) removing.finish(many(event.of, 'item'));
        return;
      default:
        assertNever(event);
    }
  };
}

interface ReadProgress {
  readonly read: (objectType: string, read: number) => void;
  readonly end: (survey: Survey) => void;
}

/** How many records have been read; how many there are is not asked for. */
function readProgress({ say, interactive }: CommandContext): ReadProgress {
  const bar = startProgress('read', say, interactive);
  return {
    read: (objectType, read) => bar.update(read, null, objectType),
    end: ({ deals, companies }) =>
      bar.finish(
        `${many(deals.read, 'deal')}, ${companies.read.toLocaleString('en-US')} ${companies.read === 1 ? 'company' : 'companies'}`,
      ),
  };
}
