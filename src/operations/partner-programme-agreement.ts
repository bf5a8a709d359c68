/** The agreement on a partner's card, in words. */
import {
  agreementStanding,
  complianceStates,
  dateNumber,
  displayDate,
  isoDate,
  type AgreementStanding,
  type ComplianceState,
} from '../domain/agreement.js';
import type { Instant } from '../domain/calendar.js';
import { dayCount, dayNumber } from '../domain/due-day.js';
import type { Mapping } from '../domain/mapping.js';
import { displayMoney, formatAmount } from '../domain/money.js';
import type { AgreementEnd } from '../domain/partner-programme.js';
import type { PartnerProgrammeFacts } from './read-partner-programme.js';
import type { AgreementForm, AgreementSection } from './views/programme-agreement-view.js';

/** Puts a partner's agreement in words. */
export function agreementSection(
  facts: PartnerProgrammeFacts,
  { fields }: Pick<Mapping, 'fields'>,
): AgreementSection {
  const { basics, profile, programme } = facts;
  const { account, inForce, asOf } = basics;
  const settings = inForce.policy.programme.agreements;
  const standing = agreementStanding(profile, programme, settings, asOf, account.timeZone);
  const states = complianceStates(programme, settings, asOf, account.timeZone);
  const theirs = (['signed', 'starts', 'ends'] as const).flatMap((field) => {
    const mapped = fields[field];
    return mapped?.mode === 'read' ? [`“${mapped.property}”`] : [];
  });
  const { signedAt = null, endsAt = null } = profile.agreement ?? {};
  return {
    headline: headlineOf(facts, standing),
    due: dueOf(facts, standing),
    facts: factsOf(facts, standing),
    document: programme.terms.document,
    compliance: states.map(complianceRow),
    past: programme.agreementEnds
      .toSorted((a, b) => b.endedAt - a.endedAt)
      .map((end) => pastRow(end, account.homeCurrency)),
    form: formOf(facts, states),
    canRenew: signedAt !== null && endsAt !== null,
    canEnd: signedAt !== null,
    keptIn:
      theirs.length === 0
        ? null
        : `Days of the agreement are kept in the portal’s own ${theirs.join(', ')}: change them there. What stands here besides is kept by Partnership Manager.`,
  };
}

const dateText = (at: Instant | null | undefined): string => (at == null ? 'Not said' : displayDate(at));

function headlineOf({ profile, programme }: PartnerProgrammeFacts, standing: AgreementStanding): string {
  const { endsAt = null, startsAt = null } = profile.agreement ?? {};
  const { renewsItself } = programme.terms;
  const { noticeBy, daysLeft, kind, concluded } = standing;
  switch (kind) {
    case 'none':
      return 'No agreement is written down yet.';
    case 'unsigned':
      return 'The agreement has days, but no day of signing yet.';
    case 'to_come':
      return `Signed; it starts on ${dateText(startsAt)}.`;
    case 'open_ended':
      return 'In force, without an end date.';
    case 'ended':
      return `It ended on ${dateText(endsAt)}.`;
    case 'in_force': {
      const left = daysLeft === 0 ? 'its last day is today' : `${dayCount(daysLeft ?? 0)} left`;
      const then = concluded
        ? ' It then ends, as was decided.'
        : !renewsItself
          ? ''
          : noticeBy === null
            ? ' It then renews itself.'
            : ` It then renews itself, unless notice is given by ${displayDate(noticeBy)}.`;
      return `In force until ${dateText(endsAt)}, ${left}.${then}`;
    }
  }
}

function dueOf(
  { basics, programme }: PartnerProgrammeFacts,
  { step, decideBy, daysLeft }: AgreementStanding,
): AgreementSection['due'] {
  if (step === null || decideBy === null) return null;
  const left = dateNumber(decideBy) - dayNumber(basics.asOf, basics.account.timeZone);
  if (left < 0 || (daysLeft ?? 0) < 0) {
    return {
      text: 'Its end is over, and nobody has said what became of it: renew it or end it.',
      variant: 'error',
    };
  }
  const what = programme.terms.renewsItself ? 'Decide whether it goes on' : 'Renew it or end it';
  return {
    text: `${what} by ${displayDate(decideBy)}: due within ${step} days, ${dayCount(left)} left.`,
    variant: 'warning',
  };
}

function factsOf(
  { profile, programme: { terms } }: PartnerProgrammeFacts,
  { noticeBy }: AgreementStanding,
): AgreementSection['facts'] {
  const { signedAt, startsAt, endsAt } = profile.agreement ?? {};
  const notice =
    terms.noticeDays === null
      ? 'Not said'
      : `${dayCount(terms.noticeDays)}${noticeBy === null ? '' : `, so by ${displayDate(noticeBy)}`}`;
  return [
    { label: 'Signed', value: dateText(signedAt) },
    { label: 'Starts', value: dateText(startsAt) },
    { label: 'Ends', value: dateText(endsAt) },
    { label: 'Notice', value: notice },
    { label: 'Renews itself', value: terms.renewsItself ? 'Yes' : 'No' },
    {
      label: 'Value a year',
      value: terms.value === null ? 'Not said' : displayMoney(terms.value.minor, terms.value.currency),
    },
  ];
}

const COMPLIANCE_STATUS = {
  missing: 'danger',
  expired: 'danger',
  due: 'warning',
  in_force: 'success',
} as const satisfies Record<ComplianceState['kind'], string>;
const COMPLIANCE_TEXT = {
  missing: 'Missing',
  expired: 'Over',
  due: 'Due soon',
  in_force: 'In force',
} as const satisfies Record<ComplianceState['kind'], string>;

function complianceRow({
  label,
  kind,
  required,
  until,
  daysLeft,
}: ComplianceState): AgreementSection['compliance'][number] {
  if (kind === 'missing' && !required) {
    return { label, status: { text: 'Not required', variant: 'default' }, until: 'Nothing is kept' };
  }
  const left = daysLeft === null || daysLeft < 0 ? '' : `, ${dayCount(daysLeft)} left`;
  return {
    label,
    status: { text: COMPLIANCE_TEXT[kind], variant: COMPLIANCE_STATUS[kind] },
    until: until === null ? 'Nothing is kept' : `Until ${displayDate(until)}${left}`,
  };
}

const OUTCOMES = {
  renewed: 'Renewed',
  changed: 'Renewed on other terms',
  ended: 'Ended',
} as const satisfies Record<AgreementEnd['outcome'], string>;

const pastRow = (
  { endedAt, outcome, valueMinor, by }: AgreementEnd,
  homeCurrency: string,
): AgreementSection['past'][number] => ({
  until: displayDate(endedAt),
  outcome: OUTCOMES[outcome],
  value: valueMinor === null ? 'Not known' : displayMoney(valueMinor, homeCurrency),
  who: by ?? 'Not known',
});

const dayOrEmpty = (at: Instant | null | undefined): string => (at == null ? '' : isoDate(at));

function formOf(
  { basics, profile, programme: { terms } }: PartnerProgrammeFacts,
  states: readonly ComplianceState[],
): AgreementForm {
  const { signedAt, startsAt, endsAt } = profile.agreement ?? {};
  const { value } = terms;
  return {
    signedAt: dayOrEmpty(signedAt),
    startsAt: dayOrEmpty(startsAt),
    endsAt: dayOrEmpty(endsAt),
    noticeDays: terms.noticeDays === null ? '' : String(terms.noticeDays),
    renewsItself: terms.renewsItself,
    amount: value === null ? '' : formatAmount(value.minor, value.currency),
    currency: value?.currency ?? basics.account.homeCurrency,
    document: terms.document ?? '',
    compliance: states.map(({ item, label, until }) => ({ item, label, until: dayOrEmpty(until) })),
  };
}
