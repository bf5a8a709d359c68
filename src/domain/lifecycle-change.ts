/** Moves between stages, and items of checklists that people tick off: what becomes of them, or why they are refused. */
import { startOfDate } from './agreement.js';
import { displayDay, type Instant } from './calendar.js';
import { refusedChange, type ChangeContext, type ProgrammeVerdict } from './change-context.js';
import { allItems, checklistStates, completeItems, itemsOf, type ChecklistState } from './checklist.js';
import { assertNever } from './assert-never.js';
import { dayNumber } from './due-day.js';
import {
  CHECKLIST_STAGES,
  ENDING_ITEM,
  stageName,
  stageVerdict,
  type StageMove,
  type StageRefusal,
} from './lifecycle.js';
import type { PartnerProfile, PartnerStage } from './partner.js';
import type { PartnerProgramme } from './partner-programme.js';

export type LifecycleChange =
  | {
      readonly kind: 'move';
      readonly to: PartnerStage;
      /** Of a step back, and of an end. */
      readonly reason: string | null;
      /** The day on which it happened, at 00:00Z; null: now. */
      readonly at: Instant | null;
    }
  | { readonly kind: 'tick' | 'untick'; readonly item: string };

/** What a move says of itself that somebody made in HubSpot. */
export const SEEN_REASON = 'Seen in HubSpot';

const lastMove = (moves: readonly StageMove[]): StageMove | undefined =>
  moves.toSorted((a, b) => a.at - b.at).at(-1);

/** The stage in which a partner stands: as the portal says, else as the history does. */
export const currentStage = (
  { stage }: Pick<PartnerProfile, 'stage'>,
  { moves }: Pick<PartnerProgramme, 'moves'>,
): PartnerStage | null => stage ?? lastMove(moves)?.stage ?? null;

/** Whether somebody set the stage in HubSpot, where no history is kept. */
export const isSeenOnly = (
  { stage }: Pick<PartnerProfile, 'stage'>,
  { moves }: Pick<PartnerProgramme, 'moves'>,
): boolean => stage !== null && stage !== (lastMove(moves)?.stage ?? null);

/** The programme with the stage that somebody set in HubSpot as a move, dated when it was seen. */
export const withSeenStage = (
  profile: Pick<PartnerProfile, 'stage'>,
  programme: PartnerProgramme,
  now: Instant,
): PartnerProgramme =>
  profile.stage === null || !isSeenOnly(profile, programme)
    ? programme
    : {
        ...programme,
        moves: [...programme.moves, { stage: profile.stage, at: now, reason: SEEN_REASON, by: null }],
      };

/** Judges a change of the lifecycle. */
export function applyLifecycleChange(
  context: ChangeContext,
  programme: PartnerProgramme,
  change: LifecycleChange,
): ProgrammeVerdict {
  switch (change.kind) {
    case 'move':
      return move(context, programme, change);
    case 'tick':
    case 'untick':
      return tick(context, programme, change.item, change.kind === 'tick');
    default:
      return assertNever(change);
  }
}

type Move = Extract<LifecycleChange, { readonly kind: 'move' }>;

function move(context: ChangeContext, programme: PartnerProgramme, asked: Move): ProgrammeVerdict {
  const { settings, profile, measured, by } = context;
  const from = currentStage(profile, programme);
  const checklists = settings.lifecycle.checklists;
  const complete = completeItems(checklists, programme, measured);
  const verdict = stageVerdict(checklists, { from, to: asked.to, complete, reason: asked.reason });
  if (verdict.kind === 'refused') {
    const missing = checklistStates(verdict.missing, programme, measured);
    return refusedMove(context, { from, to: asked.to, why: verdict.why, missing });
  }
  const at = instantOf(context, programme, asked.at);
  const seen = lastMove(programme.moves);
  const misdated = dateRefusal(context, programme, at);
  if (misdated !== null) return misdated;
  const reason = asked.reason?.trim() ?? '';
  const entry: StageMove = { stage: asked.to, at, reason: reason === '' ? null : reason, by };
  // A renewal has a review of its own: what was ticked off for the one before does not count.
  const renewal = CHECKLIST_STAGES.at(-1);
  const again = asked.to === renewal ? itemsOf(checklists, asked.to).map(({ id }) => id) : [];
  return {
    kind: 'changed',
    programme: {
      ...programme,
      // What was seen in HubSpot began at the latest when the partner left it.
      moves: [
        ...programme.moves.map((one) =>
          one === seen && one.reason === SEEN_REASON && one.at > at ? { ...one, at } : one,
        ),
        entry,
      ],
      checklist: programme.checklist.filter(({ item }) => !again.includes(item)),
    },
    fields: { stage: asked.to },
    title: `Move ${context.name} to ${stageName(asked.to)}`,
    sentences: moveSentences(context, programme, entry, from),
    needsConfirmation: true,
  };
}

/** A day stands for its start in the portal's time zone, or for the move before it on the same day. */
function instantOf(
  { now, timeZone }: ChangeContext,
  { moves }: PartnerProgramme,
  day: Instant | null,
): Instant {
  if (day === null) return now;
  const at = startOfDate(day, timeZone);
  const before = lastMove(moves);
  const isSameDay = before !== undefined && dayNumber(before.at, timeZone) === dayNumber(at, timeZone);
  return isSameDay && before.reason !== SEEN_REASON ? before.at : at;
}

/** A move is neither of the future nor before the one before it. */
function dateRefusal(
  { now, timeZone, name }: ChangeContext,
  { moves }: PartnerProgramme,
  at: Instant,
): ProgrammeVerdict | null {
  if (at > now) {
    return refusedChange(
      `${name} cannot have moved on ${displayDay(at, timeZone)}: that day is still to come.`,
      'Give the day on which it moved, or none for today.',
    );
  }
  // What was seen in HubSpot is dated when we saw it, which is no bound for when it happened.
  const before = lastMove(moves.filter(({ reason }) => reason !== SEEN_REASON));
  if (before === undefined || at >= before.at) return null;
  return refusedChange(
    `${name} cannot have moved on ${displayDay(at, timeZone)}: it entered ${stageName(before.stage)} on ${displayDay(before.at, timeZone)}.`,
    'Give a day after that, or none for today.',
  );
}

function moveSentences(
  { name, timeZone, measured, settings }: ChangeContext,
  programme: PartnerProgramme,
  { stage, at, reason }: StageMove,
  from: PartnerStage | null,
): readonly string[] {
  const before = from === null ? 'no stage' : stageName(from);
  const day = displayDay(at, timeZone);
  const why = reason === null ? '' : ` Reason: ${reason}`;
  const first = `${name} moves from ${before} to ${stageName(stage)} on ${day}.${why}`;
  const next = checklistStates(itemsOf(settings.lifecycle.checklists, stage), programme, measured)
    .filter(({ done }) => !done)
    .map(({ label }) => label);
  if (stage === 'ended') {
    return [first, 'A partnership that ended stays ended, and the partner counts as active no longer.'];
  }
  return next.length === 0 ? [first] : [first, `To leave it, it then needs: ${next.join('; ')}.`];
}

interface RefusedMove {
  readonly from: PartnerStage | null;
  readonly to: PartnerStage;
  readonly why: StageRefusal;
  readonly missing: readonly ChecklistState[];
}

/** Example: "Need identified; Training done (Ana Ruiz lacks “Implementation”)" */
const missingWords = (missing: readonly ChecklistState[]): string =>
  missing
    .map(({ label, measured, text }) => (measured && text !== null ? `${label} (${text})` : label))
    .join('; ');

const HOW_TO_COMPLETE =
  'Tick off what is done under the checklist; what the portal itself tells is done there, as it says beside it.';

function refusedMove({ name }: ChangeContext, { from, to, why, missing }: RefusedMove): ProgrammeVerdict {
  const here = from === null ? 'no stage' : stageName(from);
  switch (why) {
    case 'same_stage':
      return refusedChange(`${name} stands in ${here} already.`, 'Choose another stage.');
    case 'ended':
      return refusedChange(
        `The partnership with ${name} has ended, and stays so.`,
        'Where it begins anew, set “Partner lifecycle stage” of the company in HubSpot: the history then shows it as seen there.',
      );
    case 'checklist_open':
      return refusedChange(
        to === 'ended'
          ? `The partnership with ${name} cannot end yet. Still missing: ${missingWords(missing)}.`
          : `${name} cannot leave ${here} yet. Still missing: ${missingWords(missing)}.`,
        to === 'ended' && missing.every((item) => !item.measured)
          ? `Tick off “${ENDING_ITEM.label}” once its open deals have gone to somebody else, then end it.`
          : HOW_TO_COMPLETE,
      );
    case 'reason_missing':
      return refusedChange(
        to === 'ended'
          ? `Ending the partnership with ${name} needs a reason.`
          : `Moving ${name} back to ${stageName(to)} needs a reason.`,
        'Say why in a sentence: it is kept with the move.',
      );
    case 'more_than_one_stage':
      return refusedChange(
        `${name} stands in ${here} and moves one stage at a time, so not to ${stageName(to)}.${
          missing.length === 0 ? '' : ` Still missing to leave ${here}: ${missingWords(missing)}.`
        }`,
        'Move it to the stage next to its own.',
      );
    case 'not_the_first':
      return refusedChange(
        `${name} stands in no stage yet, and begins with ${stageName('discovery_qualification')}.`,
        'Move it there first, or set “Partner lifecycle stage” of the company in HubSpot where it is further already.',
      );
    default:
      return assertNever(why);
  }
}

function tick(
  { settings, measured, now, by, name }: ChangeContext,
  programme: PartnerProgramme,
  id: string,
  done: boolean,
): ProgrammeVerdict {
  const item = allItems(settings.lifecycle.checklists).find((one) => one.id === id);
  if (item === undefined) {
    return refusedChange(
      `No checklist of the policy has the item “${id}”.`,
      'Reload the page: the policy may have changed.',
    );
  }
  const [state] = checklistStates([item], programme, measured);
  if (state?.measured === true) {
    return refusedChange(
      `“${item.label}” of ${name} is told by the portal itself, and nobody ticks it: ${state.text ?? ''}`,
      'Do it in HubSpot, and it is done here, too.',
    );
  }
  if ((state?.done === true) === done) {
    return refusedChange(
      `“${item.label}” of ${name} is ${done ? 'ticked off already' : 'not ticked off'}.`,
      'Reload the card: somebody else was there before you.',
    );
  }
  const rest = programme.checklist.filter((one) => one.item !== id);
  return {
    kind: 'changed',
    programme: { ...programme, checklist: done ? [...rest, { item: id, at: now, by }] : rest },
    title: `${done ? 'Tick off' : 'Take back'} “${item.label}”`,
    sentences: [`“${item.label}” of ${name} is ${done ? 'done' : 'no longer done'}.`],
    needsConfirmation: false,
  };
}
