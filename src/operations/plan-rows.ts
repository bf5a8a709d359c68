/** Key results and initiatives of a joint plan as rows: what is measured, what the CRM says, and how it stands. */
import { dayOf as calendarDay, type Instant } from '../domain/calendar.js';
import { dayCount, daysBetween } from '../domain/due-day.js';
import { taskTitle, type InitiativeStanding, type InitiativeState } from '../domain/joint-plan.js';
import {
  kpiWords,
  TARGET_ASKED,
  targetForm,
  targetWords,
  type KeyResultStanding,
  type KeyResultState,
} from '../domain/key-result.js';
import { KPI_SOURCES, KPIS } from '../domain/kpi.js';
import { formatAmount } from '../domain/money.js';
import { dayOf, type CompanyBasics } from './company-card-facts.js';
import type { PlanRecordsRead } from './read-plan-records.js';
import type { PlanInitiative, PlanKeyResult, PlanState } from './views/programme-plan-view.js';

const KEY_RESULT_STATES: Readonly<Record<KeyResultState, PlanState>> = {
  late: { text: 'Late', variant: 'danger' },
  behind: { text: 'Behind', variant: 'warning' },
  unmeasured: { text: 'Not measured', variant: 'default' },
  under_way: { text: 'Under way', variant: 'default' },
  reached: { text: 'Reached', variant: 'success' },
};

const INITIATIVE_STATES: Readonly<Record<InitiativeState, PlanState>> = {
  late: { text: 'Late', variant: 'danger' },
  open: { text: 'Open', variant: 'default' },
  gone: { text: 'Not in HubSpot', variant: 'warning' },
  unread: { text: 'Not readable', variant: 'warning' },
  done: { text: 'Done', variant: 'success' },
};

/** A key result with what was measured of it. */
export function keyResultRow(basics: CompanyBasics, standing: KeyResultStanding): PlanKeyResult {
  const { keyResult, state } = standing;
  const { homeCurrency, timeZone } = basics.account;
  const { id, kpi, dueAt } = keyResult;
  const isDone = state === 'reached';
  return {
    id,
    label: KPIS[kpi].label,
    target: targetWords(keyResult, homeCurrency),
    targetTyped: typed(keyResult, homeCurrency),
    asks: TARGET_ASKED[targetForm(kpi)],
    progress: progressText(standing, homeCurrency),
    due: isDone ? dayOf(basics, dueAt) : dueText(basics, dueAt),
    dueOn: calendarDay(dueAt, timeZone),
    state: KEY_RESULT_STATES[state],
  };
}

function typed({ kpi, target }: KeyResultStanding['keyResult'], homeCurrency: string): string {
  const form = targetForm(kpi);
  if (form === 'money') return formatAmount(target, homeCurrency);
  // Twelve digits are more than anybody types, and hide what doubles do to a hundredth.
  return form === 'percent' ? `${Number((target * 100).toPrecision(12))}%` : `${target}`;
}

function progressText(
  { keyResult, measured, share, timeShare, state }: KeyResultStanding,
  currency: string,
): string {
  if (measured === null) return 'Measured by the next sync';
  if (measured.value === null) {
    const [missing] = measured.missing;
    return missing === undefined
      ? 'n/a: there is nothing to measure yet'
      : `n/a: the portal lacks ${KPI_SOURCES[missing]}`;
  }
  const value = kpiWords(keyResult.kpi, measured.value, currency);
  if (share === null) return value;
  const reached = `${value}, ${percent(share)} of the target`;
  return state === 'reached' || state === 'late'
    ? reached
    : `${reached} with ${percent(timeShare)} of the time gone`;
}

const percent = (share: number): string => `${Math.floor(share * 100).toLocaleString('en-US')}%`;

/** "31 Dec 2026, in 12 days", "31 Dec 2026, 3 days late", "No day" */
export function dueText(basics: CompanyBasics, dueAt: Instant | null): string {
  if (dueAt === null) return 'No day';
  const days = daysBetween(basics.asOf, dueAt, basics.account.timeZone);
  const day = dayOf(basics, dueAt);
  if (days === 0) return `${day}, today`;
  return days > 0 ? `${day}, in ${dayCount(days)}` : `${day}, ${dayCount(-days)} ago`;
}

/** An initiative as the CRM has it. */
export function initiativeRow(
  basics: CompanyBasics,
  { owners }: PlanRecordsRead,
  { link, state, task, event, dueAt }: InitiativeStanding,
): PlanInitiative {
  const { kind, recordId } = link;
  const known =
    task === null ? (event === null ? null : (event.name ?? 'An event without a name')) : taskTitle(task);
  const what = kind === 'task' ? 'Task' : event?.kind === 'campaign' ? 'Campaign' : 'Event';
  const isThere = task !== null || event !== null;
  return {
    ...{ kind, recordId, what },
    label: known ?? `${what} ${recordId}`,
    owner:
      task === null
        ? ''
        : task.ownerId === null
          ? 'Nobody'
          : (owners.get(task.ownerId) ?? 'Somebody who has left'),
    due: !isThere
      ? ''
      : state === 'done'
        ? dueAt === null
          ? ''
          : dayOf(basics, dueAt)
        : dueText(basics, dueAt),
    state:
      kind === 'event' && state === 'done' ? { text: 'Over', variant: 'success' } : INITIATIVE_STATES[state],
    canComplete: task !== null && !task.isDone,
  };
}
