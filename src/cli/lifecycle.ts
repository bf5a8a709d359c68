import { randomUUID } from 'node:crypto';
import { Option, type Command } from 'commander';
import type { Instant } from '../domain/calendar.js';
import { runId } from '../domain/ids.js';
import { PARTNER_STAGES, type PartnerStage } from '../domain/partner.js';
import { AppError } from '../errors.js';
import { moveDayIn, readStageMoves, stageIn } from '../files/read-stage-moves.js';
import type { Rejection } from '../files/rejection.js';
import { digest } from '../handlers/digest.js';
import type { Actor } from '../operations/actor.js';
import { movePartners, planMoves, type AskedMove, type MovesDone } from '../operations/move-partners.js';
import { reviewLifecycle } from '../operations/review-lifecycle.js';
import type { CommandContext } from './command-context.js';
import { lifecycleJson, lifecycleText, movesJson, movesText } from './lifecycle-text.js';
import { many } from './many.js';
import { filedPolicy, policyInForce, policyWords } from './policy-in-force.js';
import { startProgress } from './progress-bar.js';
import { readTextFile } from './read-text-file.js';
import { requireFittingMapping } from './require-fitting-mapping.js';
import { sayRejected } from './say-rejected.js';
import { withPortal } from './with-portal.js';

interface ListOptions {
  readonly stalled?: true;
  readonly json?: true;
}

interface MoveOptions {
  readonly to?: PartnerStage;
  readonly partner?: readonly string[];
  readonly reason?: string;
  readonly on?: Instant;
  readonly from?: string;
  readonly dryRun?: true;
  readonly yes?: true;
  readonly json?: true;
}

const STAGES = Object.keys(PARTNER_STAGES).join(', ');

function readStage(text: string): PartnerStage {
  const stage = stageIn(text);
  if (stage !== null) return stage;
  throw new AppError(
    'option_invalid',
    `--to ${text} is no partner lifecycle stage.`,
    `Write one of: ${STAGES}.`,
  );
}

function readDay(text: string): Instant {
  const day = moveDayIn(text);
  if (day !== null) return day;
  throw new AppError('option_invalid', `--on ${text} is no day.`, 'Write it as 2026-09-12.');
}

const collect = (value: string, before: readonly string[] = []): readonly string[] => [...before, value];

/** Adds `partnership lifecycle`. */
export function addLifecycle(program: Command, context: () => CommandContext): void {
  const lifecycle = program
    .command('lifecycle')
    .description('Partner lifecycle stages: who stands where, who stalls, what is missing; moves of many')
    .addHelpText('after', '\nExample:\n  partnership lifecycle list --stalled');
  lifecycle
    .command('list')
    .description('Every partner’s stage, since when, whether it stalls, and what it lacks to go on')
    .option('--stalled', 'only those that stall')
    .option('--json', 'print it as JSON')
    .addHelpText('after', '\nExample:\n  partnership lifecycle list')
    .action((options: ListOptions) => list(options, context()));
  lifecycle
    .command('move')
    .description(
      'Moves partners to another stage; told first, written with --yes, as a run that can be undone',
    )
    .option('--to <stage>', `the stage: ${STAGES}`, readStage)
    .option('--partner <name or id>', 'a partner; may be repeated', collect)
    .option('--reason <text>', 'why, of a step back and of an end')
    .option('--on <day>', 'the day on which it moved, such as 2026-09-12; now, unless it is said', readDay)
    .option('--from <csv>', 'moves from a file instead: partner, to, reason, on')
    .addOption(new Option('--dry-run', 'tell what would move and write nothing, as without --yes'))
    .option('--yes', 'write what may be moved, after it is told')
    .option('--json', 'print what moves and what is refused as JSON')
    .addHelpText(
      'after',
      '\nExamples:\n  partnership lifecycle move --to activation_growth --partner "Contoso Partners"\n  partnership lifecycle move --from moves.csv --yes',
    )
    .action((options: MoveOptions) => move(options, context()));
}

async function list({ stalled, json }: ListOptions, context: CommandContext): Promise<void> {
  const filed = filedPolicy(context.config);
  await withPortal(context, async (portal, store) => {
    const inForce = await policyInForce(portal, filed);
    context.say(`Partnership Manager   ${portal.name}   ${policyWords(inForce)}\n`);
    const { crm, clock } = portal;
    const review = await reviewLifecycle({ crm, clock, store }, inForce.policy);
    const partners = review.partners.filter(({ stalledDays }) => stalled !== true || stalledDays !== null);
    const shown = { ...review, partners };
    context.out(json === true ? lifecycleJson(shown) : lifecycleText(shown));
  });
}

/** Whoever has the portal's token may do what a partnership manager may. */
const CLI_MANAGER: Actor = {
  name: 'partnership lifecycle',
  identity: { kind: 'signed', roles: new Set(['manager']) },
};

async function move(options: MoveOptions, context: CommandContext): Promise<void> {
  const { config, say, out, interactive, stop } = context;
  const { asked, rejected } = movesAsked(options);
  const filed = filedPolicy(config);
  await withPortal(context, async (portal, store) => {
    const inForce = await policyInForce(portal, filed);
    say(`Partnership Manager   ${portal.name}   ${policyWords(inForce)}\n`);
    sayRejected(rejected, say, { value_unknown: STAGES, instant_invalid: 'a day such as 2026-09-12' });
    await requireFittingMapping(portal);
    const { crm, clock, programme } = portal;
    const deps = {
      ...{ crm, clock, programme, store, digest, stop, actor: CLI_MANAGER },
      ...{ inForce: () => Promise.resolve(inForce), newId: randomUUID, newRunId: () => runId(randomUUID()) },
    };
    let moved: MovesDone;
    if (options.yes === true) {
      const bar = startProgress('write', say, interactive);
      moved = await movePartners(deps, asked, (done, of) => bar.update(done, of, 'partners'));
      bar.finish(many(moved.done?.writes.partners ?? 0, 'partner'));
    } else moved = { plan: await planMoves(deps, asked), done: null };
    out(options.json === true ? movesJson(moved, rejected) : movesText(moved));
    const written = options.yes === true;
    if (!written) say(previewWords(moved));
    refuseLeftOut(moved, rejected, written);
  });
}

/** What --yes would do, where it would do anything. */
const previewWords = ({ plan }: MovesDone): string =>
  plan.outcomes.some(({ kind }) => kind !== 'refused')
    ? 'Nothing is written. Write it: the same command with --yes\n'
    : 'Nothing is written, and --yes would write nothing.\n';

function movesAsked(options: MoveOptions): {
  readonly asked: readonly AskedMove[];
  readonly rejected: readonly Rejection[];
} {
  const { to, partner, reason, on, from, yes, dryRun } = options;
  if (yes === true && dryRun === true) {
    throw new AppError('option_invalid', '--yes and --dry-run exclude each other.', 'Leave one of them out.');
  }
  const named = to !== undefined || partner !== undefined || reason !== undefined || on !== undefined;
  if (from !== undefined && named) {
    throw new AppError(
      'option_invalid',
      '--from brings its own moves.',
      'Leave --to, --partner, --reason and --on out.',
    );
  }
  if (from !== undefined) {
    const { values, rejected } = readStageMoves({ name: from, text: readTextFile(from) });
    const asked = values.map(({ line, ...row }) => ({ ...row, source: `${from} line ${line}` }));
    return { asked, rejected };
  }
  if (to === undefined || partner === undefined) {
    throw new AppError(
      'option_invalid',
      'It is not said who moves where.',
      'Give --to and --partner, or a file with --from.',
    );
  }
  const asked = partner.map((one) => ({
    ...{ source: `--partner ${one}`, partner: one, to, reason: reason ?? null, at: on ?? null },
  }));
  return { asked, rejected: [] };
}

/** A preview ends as its --yes would. */
function refuseLeftOut({ plan, done }: MovesDone, rejected: readonly Rejection[], written: boolean): void {
  const refused = plan.outcomes.filter(({ kind }) => kind === 'refused').length;
  const left = refused + (done?.writes.refused ?? 0) + rejected.length;
  if (left === 0) return;
  throw new AppError(
    'programme_refused',
    `${many(left, 'move')} ${written ? 'could not be made; the rest is' : 'cannot be made'}.`,
    'Each is named above with its reason; mend those, and run the command again for them.',
  );
}
