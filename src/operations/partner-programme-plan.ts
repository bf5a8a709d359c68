/** The joint plan on a partner's card: objectives with what is measured, tasks and events as the CRM has them now. */
import { dayOf as calendarDay } from '../domain/calendar.js';
import { planStanding, taskState, taskTitle, type ObjectiveStanding } from '../domain/joint-plan.js';
import { KPI_IDS, KPIS } from '../domain/kpi.js';
import { TARGET_ASKED, targetForm } from '../domain/key-result.js';
import { dayOf } from './company-card-facts.js';
import type { ProgrammeAsSynced } from './programme-as-synced.js';
import { dueText, initiativeRow, keyResultRow } from './plan-rows.js';
import type { PartnerProgrammeFacts } from './read-partner-programme.js';
import type { PlanRecordsRead } from './read-plan-records.js';
import type { PlanChoice, PlanChoices, PlanObjective, PlanSection } from './views/programme-plan-view.js';

/** Puts a joint plan in words. */
export function planSection(
  facts: PartnerProgrammeFacts,
  records: PlanRecordsRead,
  synced: ProgrammeAsSynced,
): PlanSection {
  const { basics, programme } = facts;
  const { asOf, account } = basics;
  const plan = planStanding(programme.objectives, {
    ...{ measured: synced.keyResults, records, asOf, timeZone: account.timeZone },
  });
  const open = plan.filter(({ isOpen }) => isOpen);
  return {
    headline: headlineOf(open),
    notices: noticesOf(records, synced, open),
    objectives: open.map((one) => objectiveRow(facts, records, one)),
    closed: plan
      .filter(({ isOpen }) => !isOpen)
      .map(({ objective: { id, title, closedAt, startsAt } }) => ({
        ...{ id, title },
        note: `${dayOf(basics, startsAt)} to ${dayOf(basics, closedAt ?? asOf)}`,
      })),
    choices: choicesOf(facts, records),
  };
}

function headlineOf(open: readonly ObjectiveStanding[]): string {
  if (open.length === 0)
    return 'There is no open objective. Add the first: what do you want to reach together?';
  const late = open.filter(({ isLate }) => isLate).length;
  const objectives = `${open.length} ${open.length === 1 ? 'objective' : 'objectives'} open`;
  if (late === 0) return `${objectives}, nothing late.`;
  return open.length === 1 ? `${objectives}, and late.` : `${objectives}, ${late} of them late.`;
}

function noticesOf(
  { tasks, events }: PlanRecordsRead,
  { asOf }: ProgrammeAsSynced,
  open: readonly ObjectiveStanding[],
): readonly string[] {
  const hasKeyResults = open.some(({ keyResults }) => keyResults.length > 0);
  return [
    ...(tasks === null
      ? [
          'HubSpot does not let this app read tasks: initiatives cannot be shown or added. An administrator can allow it (contacts scope).',
        ]
      : []),
    ...(events === null
      ? [
          'HubSpot does not let this app read marketing events: campaigns and events cannot be put on the plan. All else works.',
        ]
      : []),
    ...(hasKeyResults && asOf === null ? ['Key results are measured by the next sync.'] : []),
  ];
}

const objectiveRow = (
  facts: PartnerProgrammeFacts,
  records: PlanRecordsRead,
  { objective, isLate, keyResults, initiatives }: ObjectiveStanding,
): PlanObjective => ({
  id: objective.id,
  title: objective.title,
  isLate,
  since: `Since ${dayOf(facts.basics, objective.startsAt)}`,
  keyResults: keyResults.map((one) => keyResultRow(facts.basics, one)),
  initiatives: initiatives.map((one) => initiativeRow(facts.basics, records, one)),
});

function choicesOf(facts: PartnerProgrammeFacts, records: PlanRecordsRead): PlanChoices {
  const { basics, programme, profile } = facts;
  const { timeZone } = basics.account;
  const taken = new Set(
    programme.objectives
      .filter(({ closedAt }) => closedAt === null)
      .flatMap(({ initiatives }) => initiatives.map(({ kind, recordId }) => `${kind} ${recordId}`)),
  );
  const isFree = (kind: 'task' | 'event', id: string): boolean =>
    records.onCompany.has(id) && !taken.has(`${kind} ${id}`);
  const tasks = [...(records.tasks?.values() ?? [])]
    .filter((task) => isFree('task', task.id) && taskState(task, basics.asOf, timeZone) !== 'done')
    .map((task): PlanChoice => ({
      id: task.id,
      label: `${taskTitle(task)} (${dueText(basics, task.dueAt)})`,
    }));
  const events = [...(records.events?.values() ?? [])]
    .filter(({ id }) => isFree('event', id))
    .map(({ id, name, at }): PlanChoice => ({
      id,
      label: `${name ?? 'An event without a name'} (${dueText(basics, at)})`,
    }));
  const { managerId } = profile;
  return {
    numbers: KPI_IDS.map((id) => ({ id, label: KPIS[id].label, asks: TARGET_ASKED[targetForm(id)] })),
    owners: basics.owners.map(({ id, name }) => ({ id, label: name })),
    ownerId: managerId !== null && records.owners.has(managerId) ? managerId : null,
    ...{ tasks, events, today: calendarDay(basics.asOf, timeZone) },
  };
}
