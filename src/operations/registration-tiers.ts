/** Which tiers a decision on a registration moves: by the credit of its deals, and by its counting as approved. */
import type { PartnerId } from '../domain/ids.js';
import type { RegistrationRecord } from '../domain/registration-record.js';
import type { RegistrationStatus } from '../domain/registration.js';
import { achievedBetween } from '../domain/tier-achieved.js';
import { NO_SUMS } from '../domain/tier-shares.js';
import type { AchievedChange } from '../domain/tier-snapshot.js';
import { COUNTING_REGISTRATIONS } from '../domain/touch.js';
import type { Crm } from './crm-port.js';
import type { CardBasis, DealAround } from './deal-around.js';
import { fullNameOf, type DealCardFacts } from './deal-card-facts.js';
import { tierSentence } from './tier-effect.js';

/** A deal of the registration as it is and as it would be. */
export interface DealSides {
  readonly around: DealAround;
  readonly before: DealCardFacts;
  readonly after: DealCardFacts;
}

export interface RegistrationThen {
  /** Null of one that is not made yet. */
  readonly was: RegistrationRecord | null;
  readonly record: RegistrationRecord;
  readonly status: RegistrationStatus;
}

/**
 * Says it, without a request; empty where no tier moves, or nothing recent is published of a partner.
 * @param sides the deals, linked or about to be.
 */
export function registrationTiers(
  crm: Pick<Crm, 'publishedProgramme'>,
  { policy, asOf }: Pick<CardBasis, 'policy' | 'asOf'>,
  sides: readonly DealSides[],
  then: RegistrationThen,
): readonly string[] {
  const changes = new Map<PartnerId, readonly AchievedChange[]>();
  const add = (id: PartnerId, change: AchievedChange): void =>
    void changes.set(id, [...(changes.get(id) ?? []), change]);
  for (const { before, after } of sides) {
    const { result: was } = before.attributed;
    for (const [id, change] of achievedBetween(before.facts.deal, was, after.attributed.result))
      add(id, change);
  }
  const approved = sides.length === 0 ? 0 : approvedChange(then);
  const { partnerId, submittedAt } = then.record;
  if (approved !== 0) add(partnerId, { ...NO_SUMS, at: submittedAt, registrationsApproved: approved });
  return [...changes].flatMap(([id, of]) => {
    const side = sides.find(({ around }) => around.companies.has(id));
    if (side === undefined) return [];
    const held = (side.after.partners.get(id) ?? side.before.partners.get(id))?.tier ?? null;
    const partner = { company: side.around.companies.get(id), name: fullNameOf(side.after, id), held };
    return tierSentence(crm, partner, of, { settings: policy.programme.tiers, asOf }) ?? [];
  });
}

/** Only one with a deal counts, as in the review of tiers: +1, −1 or 0. */
function approvedChange({ was, status }: RegistrationThen): number {
  const before = was !== null && counts(was.status) && was.dealIds.length > 0;
  return Number(counts(status)) - Number(before);
}

const counts = (status: RegistrationStatus | null): boolean =>
  status !== null && COUNTING_REGISTRATIONS.has(status);
