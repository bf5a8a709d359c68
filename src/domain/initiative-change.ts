/** Initiatives of a joint plan: tasks in HubSpot, campaigns and events that it names. */
import { assertNever } from './assert-never.js';
import { displayDay, instant, type Instant } from './calendar.js';
import { refusedChange, type ChangeContext, type ProgrammeVerdict } from './change-context.js';
import { taskTitle, type NamedRecords } from './joint-plan.js';
import type { InitiativeLink, Objective, PartnerProgramme } from './partner-programme.js';
import {
  MOST_OF_OBJECTIVE,
  openObjective,
  readDueDay,
  readTitle,
  withObjective,
  type InitiativeChange,
} from './plan-change-input.js';

const NEW = 'new:';

/** Under what a task is planned that the CRM has not made yet. */
const newTask = (key: string): string => `${NEW}${key}`;

/** The end of a working day: HubSpot itself calls a task overdue from its hour on. */
const DUE_HOURS = 17;
const HOUR_MS = 3_600_000;

/** Judges a change of an initiative. */
export function applyInitiativeChange(
  context: ChangeContext,
  programme: PartnerProgramme,
  change: InitiativeChange,
): ProgrammeVerdict {
  const found = openObjective(context, programme, change.objectiveId);
  if (found.kind === 'refused') return found;
  const objective = found.value;
  switch (change.kind) {
    case 'add_initiative':
      return add(context, programme, objective, change);
    case 'link_initiative':
      return linkOne(context, programme, objective, change.initiative);
    case 'complete_initiative':
      return complete(context, programme, objective, change.recordId);
    case 'remove_initiative':
      return remove(context, programme, objective, change.recordId);
    default:
      return assertNever(change);
  }
}

const full = ({ title, initiatives }: Objective): ProgrammeVerdict | null =>
  initiatives.length < MOST_OF_OBJECTIVE
    ? null
    : refusedChange(
        `“${title}” has ${MOST_OF_OBJECTIVE} initiatives, and takes no more.`,
        'Take what is done off it, or add another objective.',
      );

const withLink = (
  programme: PartnerProgramme,
  objective: Objective,
  link: InitiativeLink,
): PartnerProgramme =>
  withObjective(programme, { ...objective, initiatives: [...objective.initiatives, link] });

function add(
  context: ChangeContext,
  programme: PartnerProgramme,
  objective: Objective,
  asked: Extract<InitiativeChange, { kind: 'add_initiative' }>,
): ProgrammeVerdict {
  const { name, newId, named, timeZone } = context;
  const tooMany = full(objective);
  if (tooMany !== null) return tooMany;
  const title = readTitle('initiative', asked.title);
  if (title.kind === 'refused') return title;
  const day = readDueDay(context, asked.dueOn);
  if (day.kind === 'refused') return day;
  const owner = asked.ownerId === null ? null : named?.owners.get(asked.ownerId);
  if (owner === undefined) {
    return refusedChange(
      `HubSpot has no user ${asked.ownerId ?? ''} who could own “${title.value}”.`,
      'Choose somebody from the list.',
    );
  }
  const key = newId();
  const note = `For the objective “${objective.title}” of the joint plan with ${name}.`;
  const dueAt = instant(day.value + DUE_HOURS * HOUR_MS);
  return {
    kind: 'changed',
    programme: withLink(programme, objective, { kind: 'task', recordId: newTask(key) }),
    tasks: [{ kind: 'make', key, title: title.value, note, dueAt, ownerId: asked.ownerId }],
    title: `Add “${title.value}” to “${objective.title}”`,
    sentences: [
      `HubSpot gets the task “${title.value}” on ${name}, due on ${displayDay(dueAt, timeZone)}, ${owner === null ? 'owned by nobody' : `for ${owner}`}.`,
      `It is an initiative of “${objective.title}”; who owns it, when it is due and whether it is done stays in HubSpot, and is read from there.`,
    ],
    needsConfirmation: true,
  };
}

function linkOne(
  { name, named, timeZone }: ChangeContext,
  programme: PartnerProgramme,
  objective: Objective,
  { kind, recordId }: InitiativeLink,
): ProgrammeVerdict {
  const tooMany = full(objective);
  if (tooMany !== null) return tooMany;
  const on = programme.objectives.find(
    (one) =>
      one.closedAt === null &&
      one.initiatives.some((link) => link.kind === kind && link.recordId === recordId),
  );
  if (on !== undefined) {
    return refusedChange(
      `“${on.title}” names it already.`,
      'Choose another one, or take it off there first.',
    );
  }
  const told = tellOf(named, { kind, recordId });
  if (told === null) {
    return kind === 'task'
      ? refusedChange(
          `HubSpot has no such task on ${name}.`,
          'Associate the task with the partner company in HubSpot first.',
        )
      : refusedChange(
          `${name} takes part in no such campaign or event.`,
          'Associate the marketing event with the partner company in HubSpot first.',
        );
  }
  const day =
    told.at === null
      ? ''
      : kind === 'task'
        ? `, due on ${displayDay(told.at, timeZone)},`
        : ` of ${displayDay(told.at, timeZone)}`;
  return {
    kind: 'changed',
    programme: withLink(programme, objective, { kind, recordId }),
    title: `Add “${told.title}” to “${objective.title}”`,
    sentences: [`“${told.title}”${day} is an initiative of “${objective.title}”.`],
    needsConfirmation: false,
  };
}

/** What the CRM tells of an initiative; null where it is not there. */
function tellOf(
  named: NamedRecords | undefined,
  { kind, recordId }: InitiativeLink,
): { readonly title: string; readonly at: Instant | null } | null {
  if (kind === 'task') {
    const task = named?.tasks?.get(recordId);
    return task === undefined ? null : { title: taskTitle(task), at: task.dueAt };
  }
  const event = named?.events?.get(recordId);
  return event === undefined ? null : { title: event.name ?? 'An event without a name', at: event.at };
}

const notThere = (objective: Objective): ProgrammeVerdict =>
  refusedChange(
    `“${objective.title}” has no such initiative any more.`,
    'Look at the plan again: somebody else has changed it.',
  );

function complete(
  { named }: ChangeContext,
  programme: PartnerProgramme,
  objective: Objective,
  recordId: string,
): ProgrammeVerdict {
  const link = objective.initiatives.find((one) => one.recordId === recordId && one.kind === 'task');
  if (link === undefined) return notThere(objective);
  const task = named?.tasks?.get(recordId);
  if (task === undefined) {
    return refusedChange(
      `The task of “${objective.title}” is not in HubSpot any more, or may not be read.`,
      'Take it off the plan, or restore it in HubSpot.',
    );
  }
  const title = taskTitle(task);
  if (task.isDone) return refusedChange(`“${title}” is done already.`, 'Nothing has to be done.');
  return {
    kind: 'changed',
    programme,
    tasks: [{ kind: 'complete', recordId }],
    title: `Complete “${title}”`,
    sentences: [`The task “${title}” is marked as completed in HubSpot.`],
    needsConfirmation: false,
  };
}

function remove(
  { named }: ChangeContext,
  programme: PartnerProgramme,
  objective: Objective,
  recordId: string,
): ProgrammeVerdict {
  const link = objective.initiatives.find((one) => one.recordId === recordId);
  if (link === undefined) return notThere(objective);
  const name = tellOf(named, link)?.title ?? 'An initiative';
  const initiatives = objective.initiatives.filter((one) => one !== link);
  return {
    kind: 'changed',
    programme: withObjective(programme, { ...objective, initiatives }),
    title: `Take “${name}” off “${objective.title}”`,
    sentences: [
      `“${name}” is no longer an initiative of “${objective.title}”; in HubSpot it stays as it is.`,
    ],
    needsConfirmation: false,
  };
}

/** The programme with the ids that the CRM gave to the tasks that a change has made, by their keys. */
export const withMadeTasks = (
  programme: PartnerProgramme,
  made: ReadonlyMap<string, string>,
): PartnerProgramme => ({
  ...programme,
  objectives: programme.objectives.map((objective) => ({
    ...objective,
    initiatives: objective.initiatives.map((link) => {
      const id = link.recordId.startsWith(NEW) ? made.get(link.recordId.slice(NEW.length)) : undefined;
      return id === undefined ? link : { ...link, recordId: id };
    }),
  })),
});
