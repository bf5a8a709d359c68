/** Registrations that wait for a partnership manager: to be answered, about to expire, disputed. */
import { daysToMs } from './decimal.js';
import type { ProgrammeFacts, ProgrammeRegistration } from './programme-facts.js';
import type { QueueItem } from './programme-queue.js';
import type { ProgrammeSettings } from './programme-settings.js';
import { answerDueAt, displayMoment, protectionEndsAt } from './registration-deadlines.js';

/** Days before its protection ends at which a registration without a deal is told. */
const EXPIRING_DAYS = 14;

/** One item for each that waits; `compareQueue` orders them. */
export function registrationQueue(
  facts: Pick<ProgrammeFacts, 'registrations' | 'partners' | 'asOf' | 'timeZone'>,
  { registrations: settings }: Pick<ProgrammeSettings, 'registrations'>,
): readonly QueueItem[] {
  const names = new Map(facts.partners.map(({ profile }) => [profile.id, profile.name]));
  return facts.registrations.flatMap((one) => {
    const partner = names.get(one.partnerId) ?? `Company without a name (ID ${one.partnerId})`;
    return itemOf(one, partner, facts, settings) ?? [];
  });
}

function itemOf(
  registration: ProgrammeRegistration,
  partner: string,
  { asOf, timeZone }: Pick<ProgrammeFacts, 'asOf' | 'timeZone'>,
  settings: ProgrammeSettings['registrations'],
): QueueItem | null {
  const { id, partnerId, submittedAt, decidedAt, disputedAt = null, status, prospectName } = registration;
  const what = `${partner}’s registration of ${prospectName ?? 'a prospect without a name'}`;
  const base = { partnerId, record: { type: 'registrations' as const, id } };
  const moment = (at: Parameters<typeof displayMoment>[0]): string => displayMoment(at, timeZone);
  if (disputedAt !== null || status === 'submitted') {
    const dueAt = answerDueAt({ submittedAt, disputedAt }, settings);
    const overdue = asOf > dueAt;
    const [by, was] = [moment(dueAt), overdue ? 'was due' : 'is due'];
    return disputedAt === null
      ? {
          ...{ ...base, kind: 'registration_due', dueAt, overdue },
          text: `${what} of ${moment(submittedAt)} waits: an answer ${was} by ${by}. Approve or reject it.`,
        }
      : {
          ...{ ...base, kind: 'registration_disputed', dueAt, overdue },
          text: `${what} is disputed since ${moment(disputedAt)}: a decision ${was} by ${by}. Uphold it or decide anew.`,
        };
  }
  if (status !== 'approved' || registration.dealId !== null) return null;
  const { protectedUntil = null } = registration;
  const dueAt = protectionEndsAt({ protectedUntil, decidedAt, submittedAt }, settings);
  if (asOf > dueAt || dueAt - asOf > daysToMs(EXPIRING_DAYS)) return null;
  const next = registration.extended === true ? 'Link its deal.' : 'Link its deal or extend it.';
  return {
    ...{ ...base, kind: 'registration_expiring', dueAt, overdue: false },
    text: `${what} protects until ${moment(dueAt)}, and no deal has come of it. ${next}`,
  };
}
