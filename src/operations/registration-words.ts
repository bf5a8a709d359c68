/** Registrations as people read them: rules, what an approval does, and why something is refused. */
import { assertNever } from '../domain/assert-never.js';
import { displayDay, instant } from '../domain/calendar.js';
import { daysToMs } from '../domain/decimal.js';
import type { DealId } from '../domain/ids.js';
import { answerDueAt, displayMoment, protectionEndsAt } from '../domain/registration-deadlines.js';
import { ENGAGEMENT_RULES, type RuleVerdict } from '../domain/registration-rules.js';
import type { RegistrationRecord } from '../domain/registration-record.js';
import { AppError } from '../errors.js';
import type { CheckedRegistration } from './check-engagement.js';
import type { RegistrationCredit } from './registration-credit.js';
import type { RegistrationBasis } from './registration-deps.js';
import { companyName } from './registrations-kept.js';
import { possessive, spokenName } from './spoken-name.js';
import type { EffectCheck } from './views/effect-view.js';

/** Every rule with what it says; those that are broken first. */
export const checksOf = (verdicts: readonly RuleVerdict[]): readonly EffectCheck[] =>
  verdicts
    .map(({ rule, broken, sentence }) => ({
      ...{ rule: ENGAGEMENT_RULES[rule], isKept: broken === null, text: sentence },
    }))
    .toSorted((a, b) => Number(a.isKept) - Number(b.isKept));

const NEXT = {
  never:
    'Such a registration cannot be made; where the rule is wrong, change it in the policy or on the partner.',
  waits: 'Settle the other registration first.',
  reason: 'Say why it is approved all the same.',
} as const;

/** Why a registration is not made, or not approved: each rule with its reason. */
export function refusalOf(
  { record: { prospect, partnerId }, companies }: Pick<CheckedRegistration, 'record' | 'companies'>,
  broken: readonly RuleVerdict[],
): AppError {
  const name = spokenName(companyName(companies, partnerId));
  const [first] = broken;
  return new AppError(
    'registration_refused',
    `${spokenName(prospect.name ?? 'The prospect')} cannot be ${first?.broken === 'never' ? 'registered' : 'approved'} for ${name}: ${broken.map(({ sentence }) => sentence).join(' ')}`,
    NEXT[first?.broken ?? 'never'],
  );
}

/** What an approval would do, in sentences. */
export function approvalSentences(
  { account: { timeZone }, inForce: { policy }, now }: RegistrationBasis,
  { record, companies }: CheckedRegistration,
  credit: RegistrationCredit,
  dealIds: readonly DealId[],
): readonly string[] {
  const { protectionDays } = policy.programme.registrations;
  const name = spokenName(companyName(companies, record.partnerId));
  const until = displayMoment(instant(now + daysToMs(protectionDays)), timeZone);
  const protection = `Approved now, it protects ${spokenName(record.prospect.name ?? 'the prospect')} for ${name} until ${until}.`;
  if (dealIds.length > 0) {
    return [protection, ...credit.sentences];
  }
  const { kinds, lookbackDays } = policy.sourcing;
  const last = displayDay(instant(record.submittedAt + daysToMs(lookbackDays)), timeZone);
  return [
    protection,
    kinds.includes('registration')
      ? `No deal moves now. A deal of this company that is created by ${last} and linked to it is sourced by ${name}, unless another claim is stronger or earlier.`
      : 'No deal moves: under this policy a registration sources nothing.',
    ...credit.sentences,
  ];
}

type Deed = 'approve' | 'reject' | 'extend' | 'dispute' | 'convert';

const VERBS: Readonly<Record<Deed, string>> = {
  approve: 'Approve',
  reject: 'Reject',
  extend: 'Extend',
  dispute: 'Dispute',
  convert: 'Link a deal to',
};

const whose = ({ record, companies }: Pick<CheckedRegistration, 'record' | 'companies'>): string =>
  `${possessive(spokenName(companyName(companies, record.partnerId)))} registration of ${spokenName(record.prospect.name ?? 'its prospect')}`;

/** "Approve Northwind Systems’ registration of Acme" */
export const rulingTitle = (checked: CheckedRegistration, deed: Deed): string =>
  `${VERBS[deed]} ${whose(checked)}`;

/** What is so after a ruling, and what is to be done next. */
export function doneWords(
  { account: { timeZone }, inForce: { policy } }: RegistrationBasis,
  checked: CheckedRegistration,
  after: RegistrationRecord,
  deed: Deed,
): { readonly message: string; readonly next: string | null } {
  const what = whose(checked);
  const settings = policy.programme.registrations;
  const until = displayMoment(protectionEndsAt(after, settings), timeZone);
  const synced = after.dealIds.length > 0 ? 'The next sync brings its deal’s numbers up to date.' : null;
  switch (deed) {
    case 'approve':
      return checked.record.disputedAt !== null && checked.record.status !== 'rejected'
        ? { message: `${what} is upheld.`, next: synced }
        : { message: `${what} is approved: it protects until ${until}.`, next: synced ?? LINKED_LATER };
    case 'reject':
      return { message: `${what} is rejected: ${after.reason ?? ''}`, next: synced };
    case 'extend':
      return { message: `${what} is extended, once: it protects until ${until}.`, next: null };
    case 'dispute': {
      const due = displayMoment(answerDueAt(after, settings), timeZone);
      return {
        message: `${what} is disputed: what was decided stands until a partnership manager decides anew.`,
        next: `It is due by ${due}, and waits on the home page.`,
      };
    }
    case 'convert':
      return { message: `${what} is converted: it follows its deal from now on.`, next: synced };
    default:
      return assertNever(deed);
  }
}

const LINKED_LATER = 'A deal of this company that is created meanwhile is linked to it by the next sync.';
