/** Registrations, joint plan, meetings and escalations of one partner in its review. */
import { displayDay } from '../domain/calendar.js';
import { dayCount } from '../domain/due-day.js';
import { escalationsOf } from '../domain/escalation.js';
import { planStanding, type PlannedEvent } from '../domain/joint-plan.js';
import type { ProgrammePartner, ProgrammeRegistration } from '../domain/programme-facts.js';
import { answerDueAt, displayMoment, protectionEndsAt } from '../domain/registration-deadlines.js';
import { REGISTRATION_STATUSES } from '../domain/registration.js';
import { dayOf } from './company-card-facts.js';
import { cadenceWords } from './partner-programme-cadence.js';
import type { PublishedPartnerProgramme } from './published-programme-port.js';
import { initiativeRow, keyResultRow } from './plan-rows.js';
import type { PartnerProgrammeFacts } from './read-partner-programme.js';
import type { PlanRecordsRead } from './read-plan-records.js';
import type { ReviewFacts } from './read-review.js';
import type { PartnerReview } from './review-model.js';

/** Not settled yet. */
const OPEN: ReadonlySet<string> = new Set(['submitted', 'approved', 'converted']);

/** Those that were submitted in the period or are not settled, the newest first. */
export function reviewRegistrations(
  { facts, period, asOf, account, policy }: ReviewFacts,
  { profile }: ProgrammePartner,
): PartnerReview['registrations'] {
  if (facts.missing.includes('registrations')) return null;
  const { timeZone } = account;
  const isShown = ({ submittedAt, status }: ProgrammeRegistration): boolean =>
    submittedAt <= asOf &&
    ((status !== null && OPEN.has(status)) || (submittedAt >= period.from && submittedAt < period.to));
  return facts.registrations
    .filter((one) => one.partnerId === profile.id && isShown(one))
    .toSorted((a, b) => b.submittedAt - a.submittedAt || (a.id < b.id ? -1 : 1))
    .map((one) => ({
      id: one.id,
      prospect: one.prospectName ?? 'Prospect not said',
      submitted: displayDay(one.submittedAt, timeZone),
      status: one.status === null ? 'Not said' : REGISTRATION_STATUSES[one.status],
      then: thenOf(one, timeZone, policy.programme.registrations),
    }));
}

function thenOf(
  one: ProgrammeRegistration,
  timeZone: string,
  settings: { readonly answerHours: number; readonly protectionDays: number },
): string {
  const { submittedAt, decidedAt, protectedUntil = null, disputedAt = null } = one;
  if (one.status === 'submitted')
    return `Answer due by ${displayMoment(answerDueAt({ submittedAt, disputedAt }, settings), timeZone)}`;
  if (one.status === 'approved') {
    const until = protectionEndsAt({ submittedAt, decidedAt, protectedUntil }, settings);
    return `Protected until ${displayDay(until, timeZone)}`;
  }
  return decidedAt === null ? '' : `Decided on ${displayDay(decidedAt, timeZone)}`;
}

/** Open objectives with what is measured, what is late first. */
export function reviewPlan(
  { facts, account, asOf }: ReviewFacts,
  card: PartnerProgrammeFacts,
  published: PublishedPartnerProgramme | null,
): PartnerReview['plan'] {
  const events = facts.events.map(({ id, name, at, kind }): [string, PlannedEvent] => [
    id,
    { id, name, at, kind },
  ]);
  const records: PlanRecordsRead = {
    tasks: facts.tasks === undefined ? null : new Map(facts.tasks.map((task) => [task.id, task])),
    events: facts.missing.includes('events') ? null : new Map(events),
    owners: facts.owners ?? new Map(),
    onCompany: new Set(),
  };
  const open = planStanding(card.programme.objectives, {
    ...{ measured: new Map(Object.entries(published?.keyResults ?? {})), records },
    ...{ asOf, timeZone: account.timeZone },
  }).filter(({ isOpen }) => isOpen);
  const late = open.filter(({ isLate }) => isLate).length;
  return {
    headline:
      open.length === 0
        ? 'There is no open objective.'
        : `${open.length} ${open.length === 1 ? 'objective' : 'objectives'} open, ${late === 0 ? 'nothing late' : `${late} late`}.`,
    objectives: open.map(({ objective, isLate, keyResults, initiatives }) => ({
      ...{ title: objective.title, isLate, since: dayOf(card.basics, objective.startsAt) },
      keyResults: keyResults.map((one) => keyResultRow(card.basics, one)),
      initiatives: initiatives.map((one) => initiativeRow(card.basics, records, one)),
    })),
  };
}

/** Meetings against the cadence. */
export function reviewMeetings(
  { facts, period, asOf }: ReviewFacts,
  card: PartnerProgrammeFacts,
): PartnerReview['meetings'] {
  const meetings = facts.meetings.filter(({ partnerId }) => partnerId === card.profile.id);
  const held = meetings.filter(
    (one) => one.held && one.at >= period.from && one.at < period.to && one.at <= asOf,
  );
  const { headline, rows } = cadenceWords(card, meetings);
  return {
    ...{ headline, rows, heldInPeriod: held.length },
    withExecutivesInPeriod: held.filter(({ withExecutive }) => withExecutive).length,
  };
}

/** Open ones, the oldest first. */
export function reviewEscalations(
  { facts, asOf, account: { timeZone } }: ReviewFacts,
  { profile }: ProgrammePartner,
): PartnerReview['escalations'] {
  const own = facts.tickets.filter(({ escalationOf }) => escalationOf === profile.id);
  const nameOf = (id: string | null): string =>
    id === null ? 'Nobody' : (facts.owners?.get(id) ?? 'Somebody who has left');
  return escalationsOf(own, asOf, timeZone)
    .filter(({ isOpen }) => isOpen)
    .map(({ ticket, days }) => ({
      title: ticket.title ?? 'A ticket without a title',
      owner: nameOf(ticket.ownerId),
      opened: displayDay(ticket.openedAt, timeZone),
      age: dayCount(days),
    }));
}
