/** Objectives of a joint plan: what becomes of them, or why a change is refused. */
import { assertNever } from './assert-never.js';
import { refusedChange, type ChangeContext, type ProgrammeVerdict } from './change-context.js';
import {
  addKeyResult,
  changeKeyResult,
  keyResultWords,
  readKeyResult,
  removeKeyResult,
} from './key-result-change.js';
import type { Objective, PartnerProgramme } from './partner-programme.js';
import {
  MOST_OPEN_OBJECTIVES,
  openObjective,
  readTitle,
  withObjective,
  type ObjectiveChange,
} from './plan-change-input.js';

/** Judges a change of an objective or of one of its key results. */
export function applyObjectiveChange(
  context: ChangeContext,
  programme: PartnerProgramme,
  change: ObjectiveChange,
): ProgrammeVerdict {
  switch (change.kind) {
    case 'add_objective':
      return addObjective(context, programme, change);
    case 'reopen_objective':
      return reopen(context, programme, change.objectiveId);
    case 'change_objective':
    case 'close_objective':
    case 'add_key_result':
    case 'change_key_result':
    case 'remove_key_result': {
      const found = openObjective(context, programme, change.objectiveId);
      return found.kind === 'refused' ? found : inObjective(context, programme, found.value, change);
    }
    default:
      return assertNever(change);
  }
}

type InObjective = Exclude<ObjectiveChange, { kind: 'add_objective' | 'reopen_objective' }>;

function inObjective(
  context: ChangeContext,
  programme: PartnerProgramme,
  objective: Objective,
  change: InObjective,
): ProgrammeVerdict {
  switch (change.kind) {
    case 'change_objective':
      return rename(programme, objective, change.title);
    case 'close_objective':
      return close(context, programme, objective);
    case 'add_key_result':
      return addKeyResult(context, programme, objective, change);
    case 'change_key_result':
      return changeKeyResult(context, programme, objective, change);
    case 'remove_key_result':
      return removeKeyResult(context, programme, objective, change.keyResultId);
    default:
      return assertNever(change);
  }
}

const open = ({ objectives }: PartnerProgramme): readonly Objective[] =>
  objectives.filter(({ closedAt }) => closedAt === null);

const sameTitle = (a: string, b: string): boolean => a.toLowerCase() === b.toLowerCase();

const titleTaken = (
  programme: PartnerProgramme,
  title: string,
  own: string | null,
): ProgrammeVerdict | null =>
  open(programme).some((one) => one.id !== own && sameTitle(one.title, title))
    ? refusedChange(
        `The joint plan has an open objective “${title}” already.`,
        'Add to that one, or choose another name.',
      )
    : null;

function addObjective(
  context: ChangeContext,
  programme: PartnerProgramme,
  asked: Extract<ObjectiveChange, { kind: 'add_objective' }>,
): ProgrammeVerdict {
  const { name, now, newId } = context;
  if (open(programme).length >= MOST_OPEN_OBJECTIVES) {
    return refusedChange(
      `The joint plan with ${name} has ${MOST_OPEN_OBJECTIVES} open objectives, and takes no more.`,
      'Close what is done or given up first.',
    );
  }
  const title = readTitle('objective', asked.title);
  if (title.kind === 'refused') return title;
  const taken = titleTaken(programme, title.value, null);
  if (taken !== null) return taken;
  const keyResult = asked.keyResult === null ? null : readKeyResult(context, asked.keyResult);
  if (keyResult?.kind === 'refused') return keyResult;
  const objective: Objective = {
    id: newId(),
    title: title.value,
    startsAt: now,
    keyResults: keyResult === null ? [] : [keyResult.value],
    initiatives: [],
    closedAt: null,
  };
  const said = keyResult === null ? [] : [keyResultWords(context, keyResult.value)];
  return {
    kind: 'changed',
    programme: { ...programme, objectives: [...programme.objectives, objective] },
    title: `Add the objective “${title.value}”`,
    sentences: [`The joint plan with ${name} gets the objective “${title.value}”.`, ...said],
    needsConfirmation: false,
  };
}

function rename(programme: PartnerProgramme, objective: Objective, text: string): ProgrammeVerdict {
  const title = readTitle('objective', text);
  if (title.kind === 'refused') return title;
  const taken = titleTaken(programme, title.value, objective.id);
  if (taken !== null) return taken;
  return {
    kind: 'changed',
    programme: withObjective(programme, { ...objective, title: title.value }),
    title: `Rename “${objective.title}”`,
    sentences: [`The objective “${objective.title}” is called “${title.value}”.`],
    needsConfirmation: false,
  };
}

function close(
  { name, now }: ChangeContext,
  programme: PartnerProgramme,
  objective: Objective,
): ProgrammeVerdict {
  const tasks = objective.initiatives.filter(({ kind }) => kind === 'task').length;
  return {
    kind: 'changed',
    programme: withObjective(programme, { ...objective, closedAt: now }),
    title: `Close the objective “${objective.title}”`,
    sentences: [
      `The objective “${objective.title}” of ${name} is closed: nothing of it is late any more.`,
      ...(tasks === 0
        ? []
        : [
            `Its ${tasks === 1 ? 'task stays' : `${tasks} tasks stay`} in HubSpot as ${tasks === 1 ? 'it is' : 'they are'}.`,
          ]),
    ],
    needsConfirmation: true,
  };
}

function reopen({ name }: ChangeContext, programme: PartnerProgramme, id: string): ProgrammeVerdict {
  const objective = programme.objectives.find((one) => one.id === id);
  if (objective === undefined || objective.closedAt === null) {
    return refusedChange(
      `The joint plan with ${name} has no such closed objective.`,
      'Look at the plan again: somebody else has changed it.',
    );
  }
  const taken = titleTaken(programme, objective.title, id);
  if (taken !== null) return taken;
  return {
    kind: 'changed',
    programme: withObjective(programme, { ...objective, closedAt: null }),
    title: `Open “${objective.title}” again`,
    sentences: [`The objective “${objective.title}” of ${name} is open again.`],
    needsConfirmation: false,
  };
}
