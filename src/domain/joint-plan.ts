/** The joint plan with a partner: objectives with key results and initiatives, what is late first (programme.md). */
import { displayDay, type Instant } from './calendar.js';
import { dayCount, daysBetween, isPast } from './due-day.js';
import { keyResultStanding, type KeyResultState, type KeyResultStanding } from './key-result.js';
import type { KpiValue } from './kpi.js';
import type { InitiativeLink, Objective } from './partner-programme.js';
import type { ProgrammeFacts, ProgrammeTask } from './programme-facts.js';
import type { QueueItem } from './programme-queue.js';

/** A campaign or an event that a plan names, as the CRM tells it. */
export interface PlannedEvent {
  readonly id: string;
  readonly name: string | null;
  readonly kind: 'event' | 'campaign';
  /** Null: it has no day yet. */
  readonly at: Instant | null;
}

/** What the CRM tells of initiatives, by record id; null where it does not let us read them. */
export interface PlanRecords {
  readonly tasks: ReadonlyMap<string, ProgrammeTask> | null;
  readonly events: ReadonlyMap<string, PlannedEvent> | null;
}

/** The same for a change that names them, with everybody who could own a task by id. */
export interface NamedRecords extends PlanRecords {
  readonly owners: ReadonlyMap<string, string>;
}

/** `gone`: the CRM has no such record any more. `unread`: it does not let us read it. */
export type InitiativeState = 'late' | 'open' | 'gone' | 'unread' | 'done';

export interface InitiativeStanding {
  readonly link: InitiativeLink;
  readonly state: InitiativeState;
  readonly task: ProgrammeTask | null;
  readonly event: PlannedEvent | null;
  readonly dueAt: Instant | null;
}

export interface ObjectiveStanding {
  readonly objective: Objective;
  readonly isOpen: boolean;
  /** Something of it is late. */
  readonly isLate: boolean;
  readonly keyResults: readonly KeyResultStanding[];
  readonly initiatives: readonly InitiativeStanding[];
}

interface PlanBasis {
  /** By key result id, each over its own period. */
  readonly measured: ReadonlyMap<string, KpiValue>;
  readonly records: PlanRecords;
  readonly asOf: Instant;
  readonly timeZone: string;
}

/** How a plan stands: open objectives before closed ones, late ones first, then by what is due first; the same inside of each. */
export function planStanding(
  objectives: readonly Objective[],
  basis: PlanBasis,
): readonly ObjectiveStanding[] {
  return objectives
    .map((objective) => objectiveStanding(objective, basis))
    .toSorted(
      (a, b) =>
        Number(b.isOpen) - Number(a.isOpen) ||
        Number(b.isLate) - Number(a.isLate) ||
        firstDue(a) - firstDue(b) ||
        a.objective.startsAt - b.objective.startsAt ||
        (a.objective.id < b.objective.id ? -1 : 1),
    );
}

const KEY_RESULT_ORDER: readonly KeyResultState[] = ['late', 'behind', 'unmeasured', 'under_way', 'reached'];
const INITIATIVE_ORDER: readonly InitiativeState[] = ['late', 'gone', 'unread', 'open', 'done'];

function objectiveStanding(
  objective: Objective,
  { measured, records, asOf, timeZone }: PlanBasis,
): ObjectiveStanding {
  const clock = { asOf, timeZone };
  const keyResults = objective.keyResults
    .map((one) => keyResultStanding(objective, one, measured.get(one.id) ?? null, clock))
    .toSorted(
      (a, b) =>
        KEY_RESULT_ORDER.indexOf(a.state) - KEY_RESULT_ORDER.indexOf(b.state) ||
        a.keyResult.dueAt - b.keyResult.dueAt,
    );
  const initiatives = objective.initiatives
    .map((link) => initiativeStanding(link, records, clock))
    .toSorted(
      (a, b) =>
        INITIATIVE_ORDER.indexOf(a.state) - INITIATIVE_ORDER.indexOf(b.state) ||
        (a.dueAt ?? Infinity) - (b.dueAt ?? Infinity) ||
        (a.link.recordId < b.link.recordId ? -1 : 1),
    );
  const isOpen = objective.closedAt === null;
  const isLate = isOpen && [...keyResults, ...initiatives].some(({ state }) => state === 'late');
  return { objective, isOpen, isLate, keyResults, initiatives };
}

const firstDue = ({ keyResults, initiatives, objective }: ObjectiveStanding): number =>
  objective.closedAt === null
    ? Math.min(
        ...keyResults.filter(({ state }) => state !== 'reached').map(({ keyResult }) => keyResult.dueAt),
        ...initiatives
          .filter(({ state }) => state === 'open' || state === 'late')
          .map(({ dueAt }) => dueAt ?? Number.MAX_SAFE_INTEGER),
        Number.MAX_SAFE_INTEGER,
      )
    : 0 - objective.closedAt;

function initiativeStanding(
  link: InitiativeLink,
  { tasks, events }: PlanRecords,
  { asOf, timeZone }: { readonly asOf: Instant; readonly timeZone: string },
): InitiativeStanding {
  if (link.kind === 'task') {
    const task = tasks?.get(link.recordId) ?? null;
    const dueAt = task?.dueAt ?? null;
    return {
      link,
      task,
      event: null,
      dueAt,
      state: task === null ? absent(tasks) : taskState(task, asOf, timeZone),
    };
  }
  const event = events?.get(link.recordId) ?? null;
  const state = event === null ? absent(events) : event.at !== null && event.at <= asOf ? 'done' : 'open';
  return { link, task: null, event, dueAt: event?.at ?? null, state };
}

const absent = (records: ReadonlyMap<string, unknown> | null): InitiativeState =>
  records === null ? 'unread' : 'gone';

/** A task is late once the day on which it is due is over. */
export function taskState(
  { isDone, dueAt }: Pick<ProgrammeTask, 'isDone' | 'dueAt'>,
  asOf: Instant,
  timeZone: string,
): Extract<InitiativeState, 'late' | 'open' | 'done'> {
  if (isDone) return 'done';
  return dueAt !== null && isPast(dueAt, asOf, timeZone) ? 'late' : 'open';
}

/** Tasks of open objectives whose day is over, each on the task. */
export function initiativeQueue(facts: ProgrammeFacts): readonly QueueItem[] {
  const { asOf, timeZone, owners } = facts;
  const tasks = new Map((facts.tasks ?? []).map((task) => [task.id, task] as const));
  return facts.partners.flatMap(({ profile, programme }) => {
    if (profile.stage === 'ended') return [];
    const open = programme.objectives.filter(({ closedAt }) => closedAt === null);
    return open.flatMap(({ title, initiatives }) =>
      initiatives.flatMap(({ kind, recordId }): readonly QueueItem[] => {
        const task = kind === 'task' ? tasks.get(recordId) : undefined;
        const dueAt = task?.dueAt ?? null;
        if (task === undefined || dueAt === null || taskState(task, asOf, timeZone) !== 'late') return [];
        const owner = task.ownerId === null ? null : (owners?.get(task.ownerId) ?? null);
        const days = dayCount(daysBetween(dueAt, asOf, timeZone));
        const whose =
          task.ownerId === null
            ? 'Nobody owns it: give it an owner, or'
            : owner === null
              ? 'Finish it, or'
              : `Ask ${owner} to finish it, or`;
        return [
          {
            kind: 'initiative_late',
            partnerId: profile.id,
            record: { type: 'tasks', id: recordId },
            text: `“${taskTitle(task)}” of the objective “${title}” was due on ${displayDay(dueAt, timeZone)}, ${days} ago. ${whose} move its due date.`,
            dueAt,
            overdue: true,
          },
        ];
      }),
    );
  });
}

/** A task's name in a sentence. */
export const taskTitle = ({ title }: Pick<ProgrammeTask, 'title'>): string => {
  const text = title?.trim() ?? '';
  return text === '' ? 'A task without a name' : text;
};
