/** What people change in a joint plan, and what such a change has to find before it is worked out. */
import { displayDay, type Instant } from './calendar.js';
import { refusedChange, type ChangeContext, type ProgrammeVerdict } from './change-context.js';
import { isPast, parseDay } from './due-day.js';
import type { KpiId } from './kpi.js';
import type { InitiativeLink, Objective, PartnerProgramme } from './partner-programme.js';

/** A key result as somebody asks for it: the target as it is typed, the day as `YYYY-MM-DD`. */
export interface AskedKeyResult {
  readonly kpi: KpiId;
  readonly target: string;
  readonly dueOn: string;
}

export type ObjectiveChange =
  | { readonly kind: 'add_objective'; readonly title: string; readonly keyResult: AskedKeyResult | null }
  | { readonly kind: 'change_objective'; readonly objectiveId: string; readonly title: string }
  | { readonly kind: 'close_objective'; readonly objectiveId: string }
  | { readonly kind: 'reopen_objective'; readonly objectiveId: string }
  | ({ readonly kind: 'add_key_result'; readonly objectiveId: string } & AskedKeyResult)
  | ({
      readonly kind: 'change_key_result';
      readonly objectiveId: string;
      readonly keyResultId: string;
    } & Omit<AskedKeyResult, 'kpi'>)
  | { readonly kind: 'remove_key_result'; readonly objectiveId: string; readonly keyResultId: string };

export type InitiativeChange =
  /** Makes a task on the partner company. */
  | {
      readonly kind: 'add_initiative';
      readonly objectiveId: string;
      readonly title: string;
      readonly dueOn: string;
      readonly ownerId: string | null;
    }
  /** Puts a task, a campaign or an event on the plan that the CRM has on the partner company already. */
  | {
      readonly kind: 'link_initiative';
      readonly objectiveId: string;
      readonly initiative: InitiativeLink;
    }
  | {
      readonly kind: 'complete_initiative' | 'remove_initiative';
      readonly objectiveId: string;
      readonly recordId: string;
    };

export type PlanChange = ObjectiveChange | InitiativeChange;

/** More of them is a list and no plan; the property holds 64,000 characters. */
export const MOST_OPEN_OBJECTIVES = 20;
export const MOST_OF_OBJECTIVE = 25;
export const LONGEST_TITLE = 200;

type Found<T> =
  { readonly kind: 'found'; readonly value: T } | Extract<ProgrammeVerdict, { kind: 'refused' }>;

const refused = (message: string, next: string): Found<never> =>
  refusedChange(message, next) as Extract<ProgrammeVerdict, { kind: 'refused' }>;

const RELOAD = 'Look at the plan again: somebody else has changed it.';

/** The open objective of an id. */
export function openObjective(
  { name }: ChangeContext,
  { objectives }: PartnerProgramme,
  id: string,
): Found<Objective> {
  const objective = objectives.find((one) => one.id === id);
  if (objective === undefined)
    return refused(`The joint plan with ${name} has no such objective any more.`, RELOAD);
  if (objective.closedAt === null) return { kind: 'found', value: objective };
  return refused(
    `“${objective.title}” of ${name} is closed.`,
    'Open it again first, or add a new objective.',
  );
}

/** A name as it is kept: without spaces around it, and none twice. */
export function readTitle(what: string, text: string): Found<string> {
  const title = text.trim().replace(/\s+/g, ' ');
  if (title === '') return refused(`The ${what} has no name.`, 'Say in a few words what it is.');
  if (title.length <= LONGEST_TITLE) return { kind: 'found', value: title };
  return refused(
    `The name of the ${what} has ${title.length.toLocaleString('en-US')} characters; it takes at most ${LONGEST_TITLE}.`,
    'Shorten it.',
  );
}

/** A day on which something is to be done: today or later, and within ten years. */
export function readDueDay({ now, timeZone }: ChangeContext, text: string): Found<Instant> {
  const at = parseDay(text, timeZone);
  if (at === null) return refused(`“${text}” is no day.`, 'Choose a day, such as 2027-03-31.');
  if (isPast(at, now, timeZone)) {
    return refused(
      `${displayDay(at, timeZone)} is past, so nothing can be due then.`,
      'Choose today or a later day.',
    );
  }
  const LAST_YEARS = 10;
  const far = new Date(now);
  far.setUTCFullYear(far.getUTCFullYear() + LAST_YEARS);
  return at <= far.getTime()
    ? { kind: 'found', value: at }
    : refused(`${displayDay(at, timeZone)} is more than ${LAST_YEARS} years away.`, 'Choose a nearer day.');
}

/** The programme with one objective put in place of the one of its id. */
export const withObjective = (programme: PartnerProgramme, objective: Objective): PartnerProgramme => ({
  ...programme,
  objectives: programme.objectives.map((one) => (one.id === objective.id ? objective : one)),
});
