import type { Command } from 'commander';
import { AppError } from '../errors.js';
import { digest } from '../handlers/digest.js';
import { MOTIONS, ROLES } from '../domain/touch.js';
import { readTagChanges, WANTED_STATES, type TagRow } from '../files/read-tag-changes.js';
import type { Rejection } from '../files/rejection.js';
import type { Actor } from '../operations/actor.js';
import type { DealChange } from '../operations/bulk-change.js';
import type { TaggingDeps } from '../operations/tagging-deps.js';
import { tagDeals } from '../operations/tag-deals.js';
import type { BulkRecord, BulkSavedView } from '../operations/views/bulk-view.js';
import type { EffectView } from '../operations/views/effect-view.js';
import type { CommandContext } from './command-context.js';
import { many } from './many.js';
import { connectPortal } from './portal-connection.js';
import { readTextFile } from './read-text-file.js';
import { requireFittingMapping } from './require-fitting-mapping.js';
import { sayRejected } from './say-rejected.js';

interface TagOptions {
  readonly file: string;
  readonly dryRun?: true;
  readonly yes?: true;
  readonly json?: true;
}

/** As many as are read, told of and written together. */
const TOGETHER = 100;

/** Adds `partnership tag`. */
export function addTag(program: Command, context: () => CommandContext): void {
  program
    .command('tag')
    .description('Tag partners on many deals from a CSV file; the effect is told first')
    .requiredOption('--file <csv>', 'deal_id, partner_id, role, motion, state (proposed, confirmed, removed)')
    .option('--dry-run', 'tell the effect and write nothing, as without --yes')
    .option('--yes', 'write, after the effect is told')
    .option('--json', 'print effects and outcomes as JSON')
    .addHelpText(
      'after',
      '\nExample:\n  partnership tag --file tags.csv\n  partnership tag --file tags.csv --yes',
    )
    .action((options: TagOptions) => tag(options, context()));
}

async function tag(options: TagOptions, context: CommandContext): Promise<void> {
  const { config, say, out, stop } = context;
  if (options.yes === true && options.dryRun === true) {
    throw new AppError('option_invalid', '--yes and --dry-run exclude each other.', 'Leave one of them out.');
  }
  const { values, rejected } = readTagChanges({ name: options.file, text: readTextFile(options.file) });
  const portal = await connectPortal(config, stop);
  try {
    say(`Partnership Manager   ${portal.name}\n`);
    sayRejected(rejected, say, HINTS);
    await requireFittingMapping(portal);
    const { crm, clock } = portal;
    const inForce = portal.holding.inForce;
    const deps = { crm, clock, digest };
    const done: Done[] = [];
    for (const part of partsOf(values, options.file)) {
      const own = { ...deps, actor: part.actor, inForce: part.proposes ? proposing(inForce) : inForce };
      const one = await work(own, part.changes, options.yes === true);
      say(textOf(one));
      done.push(one);
    }
    if (options.json === true) out(`${JSON.stringify({ rejected, parts: done })}\n`);
    if (options.yes !== true)
      say(`Nothing is written. Write it: partnership tag --file ${typed(options.file)} --yes\n`);
    refuseLeftOut(done, { of: values.length, rejected, written: options.yes === true });
  } finally {
    await portal.close();
  }
}

/** What may stand in a cell. */
const HINTS = {
  role_unknown: ROLES.join(' or '),
  motion_unknown: `${MOTIONS.join(', ')}, or leave it empty`,
  state_unknown: WANTED_STATES.join(', '),
} as const;

/** As it is typed again. */
const typed = (file: string): string => (/[^\w./-]/.test(file) ? JSON.stringify(file) : file);

/** Whoever has the portal's token may do what a partnership manager may; a proposal is made as a rep makes it. */
const CLI_MANAGER: Actor = {
  name: 'partnership tag',
  identity: { kind: 'signed', roles: new Set(['manager']) },
};
const CLI_REP: Actor = { name: 'partnership tag', identity: { kind: 'signed', roles: new Set(['rep']) } };

/** A row that says `proposed` is proposed, also where the portal's tags count at once. */
const proposing =
  (inForce: TaggingDeps['inForce']): TaggingDeps['inForce'] =>
  async () => ({
    ...(await inForce()),
    settings: { tagging: 'propose' },
  });

interface Part {
  readonly actor: Actor;
  readonly proposes: boolean;
  readonly changes: readonly DealChange[];
}

function partsOf(rows: readonly TagRow[], file: string): readonly Part[] {
  const changeOf = (row: TagRow): DealChange => ({ ...changeIn(row), source: `${file} line ${row.line}` });
  const proposals = rows.filter(({ state }) => state === 'proposed');
  const others = rows.filter(({ state }) => state !== 'proposed');
  return [
    ...chunks(proposals).map((part) => ({ actor: CLI_REP, proposes: true, changes: part.map(changeOf) })),
    ...chunks(others).map((part) => ({
      actor: CLI_MANAGER,
      proposes: false,
      changes: part.map(changeOf),
    })),
  ];
}

const chunks = (rows: readonly TagRow[]): readonly (readonly TagRow[])[] =>
  Array.from({ length: Math.ceil(rows.length / TOGETHER) }, (_, place) =>
    rows.slice(place * TOGETHER, (place + 1) * TOGETHER),
  );

const changeIn = ({ dealId, partnerId, role, motion }: TagRow): DealChange => ({
  dealId,
  change: role === null ? { kind: 'remove', partnerId } : { kind: 'set', partnerId, role, motion },
});

interface Done {
  readonly effect: EffectView;
  readonly saved: BulkSavedView | null;
}

async function work(deps: TaggingDeps, changes: readonly DealChange[], write: boolean): Promise<Done> {
  const effect = await tagDeals(deps, { changes, mode: 'preview', basis: null });
  if (effect.kind !== 'effect') throw new Error('a preview has written');
  if (!write) return { effect, saved: null };
  const saved = await tagDeals(deps, { changes, mode: 'save', basis: effect.basis });
  if (saved.kind !== 'saved-deals') throw new Error('a save has told its effect');
  return { effect, saved };
}

const failedIn = ({ records }: BulkSavedView): readonly BulkRecord[] =>
  records.filter(({ outcome }) => outcome === 'failed');

function textOf({ effect, saved }: Done): string {
  const credit = effect.partners.map(
    ({ name, before, after, change }) => `${name}: ${before} → ${after} (${change})`,
  );
  const lines = [
    effect.title,
    ...[...effect.sentences, ...credit, ...effect.conflicts].map((line) => `  ${line}`),
  ];
  const failed = saved === null ? [] : failedIn(saved);
  const ends = saved === null ? [] : [saved.message, ...failed.map(({ name, text }) => `  ${name}: ${text}`)];
  return `${[...lines, ...ends].join('\n')}\n`;
}

interface Asked {
  readonly of: number;
  readonly rejected: readonly Rejection[];
  readonly written: boolean;
}

/** A preview ends as its --yes would. */
function refuseLeftOut(done: readonly Done[], { of, rejected, written }: Asked): void {
  const failed = done
    .map(({ effect, saved }) => (saved === null ? (effect.refused ?? 0) : failedIn(saved).length))
    .reduce((sum, one) => sum + one, 0);
  const aside = new Set(rejected.map(({ line }) => line)).size;
  if (failed + aside === 0) return;
  throw new AppError(
    'tag_refused',
    `${many(failed + aside, 'row')} of ${of + aside} ${written ? 'could not' : 'cannot'} be written.`,
    `Each is named above with its line and reason; mend those${written ? ', and the same command again leaves alone what is done' : ', or write the rest with --yes'}.`,
  );
}
