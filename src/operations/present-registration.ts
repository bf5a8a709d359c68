/** A registration in words, for every card and page that lists some. */
import { displayDay, type Instant } from '../domain/calendar.js';
import { displayMoney } from '../domain/money.js';
import type { RegistrationSettings } from '../domain/programme-settings.js';
import { answerDueAt, displayMoment, protectionEndsAt } from '../domain/registration-deadlines.js';
import { ALLOWED_MOVES } from '../domain/registration-moves.js';
import { REGISTRATION_DEEDS, type RegistrationRecord } from '../domain/registration-record.js';
import { REGISTRATION_STATUSES, type RegistrationStatus } from '../domain/registration.js';
import type { Actor } from './actor.js';
import { mayRunProgramme, mayTag } from './permissions.js';
import { companyName, type CompaniesById } from './registrations-kept.js';
import { spokenName } from './spoken-name.js';
import type { RegistrationAction, RegistrationRow } from './views/registration-view.js';

export interface RowBasis {
  readonly settings: RegistrationSettings;
  readonly timeZone: string;
  readonly now: Instant;
  readonly actor: Actor;
  readonly companies: CompaniesById;
}

const VARIANTS: Readonly<Record<RegistrationStatus, RegistrationRow['state']['variant']>> = {
  submitted: 'info',
  approved: 'success',
  rejected: 'danger',
  converted: 'success',
  won: 'success',
  lost: 'default',
  expired: 'default',
};

/** Puts one in words. */
export function registrationRow(record: RegistrationRecord, basis: RowBasis): RegistrationRow {
  const { partnerId, prospect } = record;
  const dueAt = dueOf(record, basis.settings);
  return {
    id: record.id ?? '',
    partner: { companyId: partnerId, name: companyName(basis.companies, partnerId) },
    prospect: {
      companyId: prospect.companyId,
      name: prospect.name ?? prospect.domain ?? 'Company without a name',
    },
    deals: record.dealIds.map((id, nth) => ({
      id,
      name: nth === 0 ? 'Linked deal' : `Linked deal ${nth + 1}`,
    })),
    state: stateOf(record),
    sentences: sentencesOf(record, basis),
    overdue: dueAt !== null && basis.now > dueAt,
    history: record.decisions
      .map(({ deed, at, by, reason, against, policyVersion }) => ({
        day: displayMoment(at, basis.timeZone),
        who: by ?? (deed === 'submitted' ? 'Somebody' : 'Partnership Manager'),
        text: [
          `${REGISTRATION_DEEDS[deed]}${reason === null ? '' : `: ${reason}`}`,
          ...(against.length === 0 ? [] : [`in spite of: ${against.join('; ')}`]),
          `policy ${policyVersion}`,
        ].join(' · '),
      }))
      .toReversed(),
    actions: actionsOf(record, basis.actor),
  };
}

function stateOf({ status, disputedAt }: RegistrationRecord): RegistrationRow['state'] {
  if (status === null) return { text: 'Unknown status', variant: 'warning' };
  const text = REGISTRATION_STATUSES[status];
  return disputedAt === null
    ? { text, variant: VARIANTS[status] }
    : { text: `${text}, disputed`, variant: 'warning' };
}

/** Until when somebody has to do something; null where nobody has to. */
export function dueOf(record: RegistrationRecord, settings: RegistrationSettings): Instant | null {
  if (record.disputedAt !== null || record.status === 'submitted') return answerDueAt(record, settings);
  return record.status === 'approved' ? protectionEndsAt(record, settings) : null;
}

function sentencesOf(record: RegistrationRecord, { settings, timeZone, now }: RowBasis): readonly string[] {
  const {
    submittedAt,
    submittedBy,
    status,
    disputedAt,
    amount,
    closesOn,
    products,
    country,
    reason,
    decisions,
  } = record;
  const by = submittedBy === null ? '' : ` by ${spokenName(submittedBy)}`;
  const due = dueOf(record, settings);
  const [is, ends] = due !== null && now > due ? ['was', 'ended'] : ['is', 'ends'];
  const expected = [
    ...(amount === null ? [] : [displayMoney(amount.minor, amount.currency)]),
    ...(closesOn === null ? [] : [`closing ${displayDay(closesOn, 'UTC')}`]),
    ...products,
    ...(country === null ? [] : [country]),
  ];
  const waits = status === 'submitted' || disputedAt !== null;
  const against = decisions.findLast(({ deed }) => deed === 'submitted')?.against ?? [];
  return [
    ...(waits && against.length > 0
      ? [`When it was submitted, this spoke against it: ${against.join('; ')}.`]
      : []),
    `Submitted on ${displayMoment(submittedAt, timeZone)}${by}.`,
    ...(due === null
      ? []
      : waits
        ? [`An answer ${is} due by ${displayMoment(due, timeZone)}.`]
        : [
            `Its protection ${ends} on ${displayMoment(due, timeZone)}${record.extended ? ', extended once' : ''}.`,
          ]),
    ...(expected.length === 0 ? [] : [`Expected: ${expected.join(' · ')}.`]),
    ...(status === 'rejected' && reason !== null ? [`Rejected: ${reason}`] : []),
  ];
}

const MANAGED: readonly RegistrationAction[] = ['approve', 'reject', 'extend', 'convert'];

function actionsOf(
  { status, disputedAt, extended }: RegistrationRecord,
  actor: Actor,
): readonly RegistrationAction[] {
  if (status === null) return [];
  const allowed: readonly string[] = ALLOWED_MOVES[disputedAt === null ? status : 'disputed'];
  const mine: readonly RegistrationAction[] = [
    ...(mayRunProgramme(actor) ? MANAGED : []),
    ...(mayTag(actor) ? (['dispute'] as const) : []),
  ];
  return mine.filter((action) => allowed.includes(action) && !(action === 'extend' && extended));
}

/** What waits first, by its day; then what protects, by its end; then what is settled, the newest first. */
export function inOrder(
  records: readonly RegistrationRecord[],
  settings: RegistrationSettings,
): readonly RegistrationRecord[] {
  const rank = ({ status, disputedAt }: RegistrationRecord): number =>
    disputedAt !== null || status === 'submitted' ? 0 : status === 'approved' ? 1 : 2;
  const place = (record: RegistrationRecord): number => dueOf(record, settings) ?? 0 - record.submittedAt;
  return records.toSorted(
    (a, b) => rank(a) - rank(b) || place(a) - place(b) || ((a.id ?? '') < (b.id ?? '') ? -1 : 1),
  );
}
