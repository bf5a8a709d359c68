/** The rules of engagement about other registrations of the same prospect: one's own, and those of other partners. */
import {
  day,
  kept,
  prospectName,
  registrationEvidence,
  type EngagementFacts,
  type Rule,
} from './engagement-rule.js';
import { compareIds } from './ids.js';
import { displayMoment, protectionEndsAt, protects } from './registration-deadlines.js';
import type { RegistrationRecord } from './registration-record.js';
import { sameCompany, SAME_BY } from './same-company.js';

/** The earlier first; one that is not made yet is the last of its instant. */
export function byReceipt(
  a: Pick<RegistrationRecord, 'submittedAt' | 'id'>,
  b: Pick<RegistrationRecord, 'submittedAt' | 'id'>,
): number {
  if (a.submittedAt !== b.submittedAt) return a.submittedAt - b.submittedAt;
  if (a.id === null || b.id === null) return (a.id === null ? 1 : 0) - (b.id === null ? 1 : 0);
  return compareIds(a.id, b.id);
}

const LIVE: ReadonlySet<string | null> = new Set(['submitted', 'approved', 'converted']);

/** The same partner's, of the same company. */
function ownEarlier({
  registration,
  others,
  settings,
  now,
}: EngagementFacts): RegistrationRecord | undefined {
  return others
    .filter(
      (other) =>
        other.partnerId === registration.partnerId &&
        LIVE.has(other.status) &&
        (other.status !== 'approved' || protects(other, settings, now)) &&
        isCompany(sameCompany(other.prospect, registration.prospect)) &&
        byReceipt(other, registration) < 0,
    )
    .toSorted(byReceipt)[0];
}

const isCompany = (by: ReturnType<typeof sameCompany>): boolean => by === 'id' || by === 'domain';

/** The same partner registered it already. */
export const duplicate: Rule = (facts) => {
  const { partner, nameOf } = facts;
  const first = ownEarlier(facts);
  if (first === undefined) {
    return kept('duplicate', `${nameOf(partner.id)} has not registered ${prospectName(facts)} before.`);
  }
  return {
    rule: 'duplicate',
    broken: 'never',
    sentence: `${nameOf(partner.id)} registered ${prospectName(facts)} on ${day(facts, first.submittedAt)} already (${first.name}, ${first.status ?? ''}).`,
    evidence: [registrationEvidence(first)],
  };
};

/** Another partner's, of the same company or family, that keeps others from it now. */
export const covered: Rule = (facts) => {
  const { registration, others, settings, now, nameOf } = facts;
  const found = others
    .filter((other) => other.partnerId !== registration.partnerId && protects(other, settings, now))
    .flatMap((other) => {
      const by = sameCompany(other.prospect, registration.prospect);
      return by === null ? [] : [{ other, by }];
    })
    .toSorted((a, b) => SAME_BY.indexOf(a.by) - SAME_BY.indexOf(b.by) || byReceipt(a.other, b.other))[0];
  if (found === undefined)
    return kept('covered', `${prospectName(facts)} is protected for no other partner.`);
  const { other, by } = found;
  const until =
    other.status === 'converted'
      ? 'which a deal came of'
      : `protected until ${displayMoment(protectionEndsAt(other, settings), facts.timeZone)}`;
  return {
    rule: 'covered',
    broken: by === 'sibling' ? 'reason' : 'waits',
    sentence: `${nameOf(other.partnerId)} registered ${other.prospect.name ?? prospectName(facts)} on ${day(facts, other.submittedAt)}, ${until}${WHY_SAME[by]}.`,
    evidence: [registrationEvidence(other)],
  };
};

const WHY_SAME = {
  id: '',
  domain: ': it has the same domain',
  parent: ': one is the other’s parent',
  sibling: ': both belong to the same parent',
} as const;

/** Between equals, who came first is answered first. */
export const earlierWaiting: Rule = (facts) => {
  const { registration, others, nameOf } = facts;
  const first = others
    .filter(
      (other) =>
        other.partnerId !== registration.partnerId &&
        other.status === 'submitted' &&
        isCompany(sameCompany(other.prospect, registration.prospect)) &&
        byReceipt(other, registration) < 0,
    )
    .toSorted(byReceipt)[0];
  if (first === undefined) {
    return kept('earlier_waiting', `No other partner’s registration of ${prospectName(facts)} waits.`);
  }
  return {
    rule: 'earlier_waiting',
    broken: 'waits',
    sentence: `${nameOf(first.partnerId)} registered ${prospectName(facts)} earlier, on ${displayMoment(first.submittedAt, facts.timeZone)}, and waits for its answer: who came first is answered first.`,
    evidence: [registrationEvidence(first)],
  };
};
