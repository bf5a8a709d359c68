/** The lifecycle on a partner's card: stage, checklist, moves and history, in words. */
import { DAY_MS, type Instant } from '../domain/calendar.js';
import { checklistStates, itemsOf, type ChecklistState } from '../domain/checklist.js';
import { dayCount } from '../domain/due-day.js';
import { currentStage, isSeenOnly, withSeenStage } from '../domain/lifecycle-change.js';
import { CHECKLIST_STAGES, ENDING_ITEM, stageName, stallOf, type StageMove } from '../domain/lifecycle.js';
import type { Mapping } from '../domain/mapping.js';
import type { PartnerStage } from '../domain/partner.js';
import { dayOf } from './company-card-facts.js';
import type { PartnerProgrammeFacts } from './read-partner-programme.js';
import type { ChecklistRow, LifecycleMove, LifecycleSection } from './views/programme-lifecycle-view.js';

/** Puts a partner's lifecycle in words. */
export function lifecycleSection(
  facts: PartnerProgrammeFacts,
  { fields }: Pick<Mapping, 'fields'>,
): LifecycleSection {
  const { basics, profile, programme, measured } = facts;
  const stage = currentStage(profile, programme);
  const { checklists } = basics.inForce.policy.programme.lifecycle;
  const states = checklistStates(itemsOf(checklists, stage), programme, measured);
  const [ending] = checklistStates([ENDING_ITEM], programme, measured);
  const moves = programme.moves.toSorted((a, b) => a.at - b.at);
  return {
    headline: headlineOf(facts, stage, moves.at(-1)),
    notices: noticesOf(facts),
    stages: stagesOf(stage),
    checklistTitle: states.length === 0 || stage === null ? null : `To leave ${stageName(stage)}`,
    checklist: states.map((state) => rowOf(facts, state)),
    moves: movesFrom(stage, states, ending),
    history: historyOf(facts, moves),
    movedIn:
      fields.stage?.mode === 'read'
        ? `The stage is kept in the portal’s own “${fields.stage.property}”: move the partner there. The history here follows.`
        : null,
  };
}

/** Example: "1 day". */
const daysText = (ms: number): string => {
  const days = Math.max(0, Math.floor(ms / DAY_MS));
  return `${days} ${days === 1 ? 'day' : 'days'}`;
};

function headlineOf(
  { basics, profile, programme }: PartnerProgrammeFacts,
  stage: PartnerStage | null,
  last: StageMove | undefined,
): string {
  if (stage === null) return 'It stands in no partner lifecycle stage yet.';
  if (last === undefined || isSeenOnly(profile, programme)) {
    return `${stageName(stage)}. When it got there is not known.`;
  }
  return `${stageName(stage)} since ${dayOf(basics, last.at)}, ${daysText(basics.asOf - last.at)}.`;
}

function noticesOf({ basics, profile, programme, lastActivityAt }: PartnerProgrammeFacts): readonly string[] {
  const { stallDays } = basics.inForce.policy.programme.lifecycle;
  const { moves } = withSeenStage(profile, programme, lastActivityAt ?? basics.asOf);
  const stall = stallOf(stallDays, moves, lastActivityAt, basics.asOf);
  return [
    ...(isSeenOnly(profile, programme)
      ? ['Somebody set this stage in HubSpot. The next change here adds it to the history, as seen then.']
      : []),
    ...(profile.stage === null && programme.moves.length > 0
      ? ['“Partner lifecycle stage” is empty in HubSpot; this is the last one that the history knows.']
      : []),
    ...(stall === null
      ? []
      : [
          `It stalls: no meeting, call or e-mail and no move since ${dayOf(basics, stall.since)}, ${dayCount(stall.days)} ago, where the policy allows ${stallDays[stall.stage] ?? 0}.`,
        ]),
  ];
}

function stagesOf(current: PartnerStage | null): LifecycleSection['stages'] {
  const here = current === null ? -1 : CHECKLIST_STAGES.findIndex((stage) => stage === current);
  const all: readonly PartnerStage[] =
    current === 'ended' ? [...CHECKLIST_STAGES, 'ended'] : CHECKLIST_STAGES;
  return all.map((stage, place) => ({
    stage,
    label: stageName(stage),
    state: stage === current ? 'here' : current === 'ended' || place < here ? 'past' : 'ahead',
  }));
}

function rowOf(
  { basics }: PartnerProgrammeFacts,
  { id, label, done, measured, at, by, text }: ChecklistState,
): ChecklistRow {
  const when = at === null ? null : dayOf(basics, at);
  const ticked = done ? [by ?? 'Somebody', when].filter((part) => part !== null).join(', ') : null;
  const told = text === null ? null : text.charAt(0).toUpperCase() + text.slice(1);
  const note = measured ? (told ?? '') : (ticked ?? told ?? 'Not done yet');
  return { item: id, label, done, measured, note };
}

function movesFrom(
  stage: PartnerStage | null,
  states: readonly ChecklistState[],
  ending: ChecklistState | undefined,
): readonly LifecycleMove[] {
  if (stage === 'ended') return [];
  const open = states.filter(({ done }) => !done).map(({ label }) => label);
  const end: LifecycleMove = {
    ...{ to: 'ended', label: 'End the partnership', kind: 'end' },
    missing: ending?.done === true ? [] : [ENDING_ITEM.label],
  };
  const [first] = CHECKLIST_STAGES;
  if (stage === null) {
    const begin = first === undefined ? [] : [moveTo(first, 'begin', [])];
    return [...begin, end];
  }
  const place = CHECKLIST_STAGES.indexOf(stage);
  const [next, back] = [CHECKLIST_STAGES[place + 1], CHECKLIST_STAGES[place - 1]];
  return [
    ...(next === undefined ? [] : [moveTo(next, 'forward', open)]),
    ...(back === undefined ? [] : [moveTo(back, 'back', [])]),
    end,
  ];
}

const moveTo = (
  to: PartnerStage,
  kind: LifecycleMove['kind'],
  missing: readonly string[],
): LifecycleMove => ({
  to,
  label: `${kind === 'back' ? 'Back' : 'Move'} to ${stageName(to)}`,
  kind,
  missing,
});

function historyOf(
  { basics, profile, programme }: PartnerProgrammeFacts,
  moves: readonly StageMove[],
): LifecycleSection['history'] {
  // Whoever set another stage in HubSpot ended the last visit, and nobody knows when.
  const last = isSeenOnly(profile, programme) ? null : basics.asOf;
  const until = (place: number): Instant | null => moves[place + 1]?.at ?? last;
  const spent = (from: Instant, to: Instant | null): string => (to === null ? '' : daysText(to - from));
  return moves
    .map(({ stage, at, reason, by }, place) => ({
      day: dayOf(basics, at),
      stage: stageName(stage),
      spent: stage === 'ended' ? '' : spent(at, until(place)),
      who: by ?? 'Not known',
      why: reason,
    }))
    .toReversed();
}
