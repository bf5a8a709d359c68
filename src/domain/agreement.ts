/**
 * The agreement with a partner: whether it is in force, until when notice can be given, what is due and what is missing.
 * Its dates are calendar days as HubSpot keeps them, at 00:00Z, whatever the portal's time zone; the last day belongs to it.
 */
import { DAY_MS, displayDay, formatInstant, type Instant } from './calendar.js';
import { dayCount, dayNumber, startOfDayNumber } from './due-day.js';
import { COMPLIANCE_ITEMS, type ComplianceItem, type PartnerProgramme } from './partner-programme.js';
import type { PartnerProfile } from './partner.js';
import type { ProgrammeFacts } from './programme-facts.js';
import type { QueueItem } from './programme-queue.js';
import type { AgreementSettings } from './programme-settings.js';

/** Days since 1970-01-01 of a day that HubSpot keeps at 00:00Z. */
export const dateNumber = (date: Instant): number => Math.floor(date / DAY_MS);

/** A kept day as cards write it. Example: "31 Dec 2026". */
export const displayDate = (date: Instant): string => displayDay(date, 'UTC');

/** A kept day as forms and files have it. Example: "2026-12-31". */
export const isoDate = (date: Instant): string => formatInstant(date).slice(0, 10);

/** The instant in a portal's time zone at which a kept day begins: what lists are sorted by and show. */
export const startOfDate = (date: Instant, timeZone: string): Instant =>
  startOfDayNumber(dateNumber(date), timeZone);

export interface AgreementStanding {
  readonly kind: 'none' | 'unsigned' | 'to_come' | 'in_force' | 'open_ended' | 'ended';
  /** To the last day, 0 on it; negative after it; null where it has no end. */
  readonly daysLeft: number | null;
  /** The last day on which notice can be given; null where no notice or no end is agreed. */
  readonly noticeBy: Instant | null;
  /** The day that somebody has to decide by: that of the notice where it renews itself, else the last one. */
  readonly decideBy: Instant | null;
  /** The smallest of the policy's steps that it has come within: 60 of [90, 60, 30] with 47 days left; null: not due. */
  readonly step: number | null;
  /** Whether what becomes of it after its last day is recorded. */
  readonly concluded: boolean;
}

type Agreement = Pick<PartnerProfile, 'agreement'>;
type Kept = Pick<PartnerProgramme, 'terms' | 'agreementEnds'>;

/** How an agreement stands on the day of an instant in a time zone. */
export function agreementStanding(
  { agreement }: Agreement,
  { terms, agreementEnds }: Kept,
  { dueDays }: Pick<AgreementSettings, 'dueDays'>,
  asOf: Instant,
  timeZone: string,
): AgreementStanding {
  const { signedAt = null, startsAt = null, endsAt = null } = agreement ?? {};
  const today = dayNumber(asOf, timeZone);
  const daysLeft = endsAt === null ? null : dateNumber(endsAt) - today;
  const begins = startsAt ?? signedAt;
  const kind =
    signedAt === null
      ? endsAt === null && startsAt === null
        ? 'none'
        : 'unsigned'
      : daysLeft !== null && daysLeft < 0
        ? 'ended'
        : begins !== null && dateNumber(begins) > today
          ? 'to_come'
          : endsAt === null
            ? 'open_ended'
            : 'in_force';
  const noticeBy =
    endsAt === null || terms.noticeDays === null ? null : ((endsAt - terms.noticeDays * DAY_MS) as Instant);
  const canGiveNotice = noticeBy !== null && dateNumber(noticeBy) >= today;
  const decideBy = terms.renewsItself && canGiveNotice ? noticeBy : endsAt;
  const step = decideBy === null ? null : stepOf(dateNumber(decideBy) - today, dueDays);
  const concluded =
    endsAt !== null && agreementEnds.some((end) => dateNumber(end.endedAt) === dateNumber(endsAt));
  return { kind, daysLeft, noticeBy, decideBy, step: concluded ? null : step, concluded };
}

/** Example: 47 days left of [90, 60, 30] → 60, and 95 → null. */
export const stepOf = (daysLeft: number, dueDays: readonly number[]): number | null =>
  dueDays.toSorted((a, b) => a - b).find((days) => daysLeft <= days) ?? null;

export interface ComplianceState {
  readonly item: ComplianceItem;
  readonly label: string;
  readonly required: boolean;
  readonly kind: 'missing' | 'expired' | 'due' | 'in_force';
  /** Null where it is missing. */
  readonly until: Instant | null;
  readonly daysLeft: number | null;
  /** As of the agreement itself: the smallest of the policy's steps that it has come within; null: none. */
  readonly step: number | null;
}

const ITEMS = Object.keys(COMPLIANCE_ITEMS) as readonly ComplianceItem[];

/** How what must be in force besides the agreement stands, in the order of the items. */
export function complianceStates(
  { terms }: Pick<PartnerProgramme, 'terms'>,
  { dueDays, required }: AgreementSettings,
  asOf: Instant,
  timeZone: string,
): readonly ComplianceState[] {
  const today = dayNumber(asOf, timeZone);
  const soon = Math.max(0, ...dueDays);
  return ITEMS.map((item) => {
    const until = terms.compliance[item] ?? null;
    const daysLeft = until === null ? null : dateNumber(until) - today;
    const kind =
      daysLeft === null ? 'missing' : daysLeft < 0 ? 'expired' : daysLeft <= soon ? 'due' : 'in_force';
    const step = daysLeft === null ? null : stepOf(daysLeft, dueDays);
    const label = COMPLIANCE_ITEMS[item];
    return { item, label, required: required.includes(item), kind, until, daysLeft, step };
  });
}

type Facts = Pick<ProgrammeFacts, 'partners' | 'asOf' | 'timeZone'>;
type Partner = ProgrammeFacts['partners'][number];

/** Agreements and terms that are due or over, of partners that have not ended. */
export const agreementQueue = (
  facts: Facts,
  settings: { readonly agreements: AgreementSettings },
): readonly QueueItem[] =>
  facts.partners
    .filter(({ profile }) => profile.stage !== 'ended')
    .flatMap((partner) => [
      ...agreementDue(facts, partner, settings.agreements),
      ...complianceDue(facts, partner, settings.agreements),
    ]);

const itemOf = (
  partner: Partner,
  item: Pick<QueueItem, 'kind' | 'matter' | 'step' | 'text' | 'dueAt' | 'overdue'>,
): QueueItem => ({
  ...item,
  partnerId: partner.profile.id,
  record: { type: 'companies', id: partner.profile.companyId ?? partner.profile.id },
});

const nameOf = ({ profile }: Partner): string => profile.name ?? `Partner ${profile.id}`;

function agreementDue(
  { asOf, timeZone }: Facts,
  partner: Partner,
  settings: AgreementSettings,
): readonly QueueItem[] {
  const { profile, programme } = partner;
  const standing = agreementStanding(profile, programme, settings, asOf, timeZone);
  const { decideBy, step } = standing;
  const endsAt = profile.agreement?.endsAt ?? null;
  if (step === null || decideBy === null || endsAt === null) return [];
  const text = dueText(nameOf(partner), endsAt, standing, programme.terms.renewsItself);
  const overdue = dateNumber(decideBy) < dayNumber(asOf, timeZone);
  const dueAt = startOfDate(decideBy, timeZone);
  return [itemOf(partner, { kind: 'agreement_due', step, text, dueAt, overdue })];
}

/** Example: "The agreement with Contoso ends on 31 Dec 2026, in 47 days: renew it or end it." */
function dueText(
  name: string,
  endsAt: Instant,
  { daysLeft, noticeBy, decideBy }: AgreementStanding,
  renewsItself: boolean,
): string {
  const day = displayDate(endsAt);
  const left = daysLeft ?? 0;
  if (left < 0) {
    return renewsItself
      ? `The agreement with ${name} renewed itself after ${day}: record until when it holds now.`
      : `The agreement with ${name} ended on ${day}: record that it was renewed, or that it ended.`;
  }
  const when = left === 0 ? 'today' : `on ${day}, in ${dayCount(left)}`;
  if (!renewsItself) return `The agreement with ${name} ends ${when}: renew it or end it.`;
  return noticeBy !== null && decideBy === noticeBy
    ? `The agreement with ${name} renews itself ${when}: notice can be given until ${displayDate(noticeBy)}.`
    : `The agreement with ${name} renews itself ${when}: record until when it holds then.`;
}

function complianceDue(
  { asOf, timeZone }: Facts,
  partner: Partner,
  settings: AgreementSettings,
): readonly QueueItem[] {
  // Before an agreement is signed nothing has to be in force.
  if ((partner.profile.agreement?.signedAt ?? null) === null) return [];
  return complianceStates(partner.programme, settings, asOf, timeZone).flatMap((state) => {
    const { label, required, kind, until } = state;
    if (kind === 'in_force' || (kind === 'missing' && !required)) return [];
    const dueAt = until === null ? null : startOfDate(until, timeZone);
    const overdue = kind !== 'due';
    return [
      itemOf(partner, {
        kind: 'compliance_due',
        matter: state.item,
        ...(state.step === null ? {} : { step: state.step }),
        text: complianceText(partner, state, label),
        dueAt,
        overdue,
      }),
    ];
  });
}

function complianceText(partner: Partner, { kind, until, daysLeft }: ComplianceState, label: string): string {
  const name = nameOf(partner);
  if (until === null)
    return `${label} with ${name}: no record of it here yet. Enter until when it is in force.`;
  const day = displayDate(until);
  return kind === 'expired'
    ? `${label} with ${name}: over since ${day}. Renew it and enter until when.`
    : `${label} with ${name}: in force until ${day}, another ${dayCount(daysLeft ?? 0)}. Renew it.`;
}
