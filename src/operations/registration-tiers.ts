/** Which tiers a decision on a registration moves: by the credit of its deals, and by its counting as approved. */
import { approvedAt } from '../domain/approved-registration.js';
import type { Instant } from '../domain/calendar.js';
import type { PartnerId } from '../domain/ids.js';
import type { RegistrationRecord } from '../domain/registration-record.js';
import type { RegistrationStatus } from '../domain/registration.js';
import { achievedBetween } from '../domain/tier-achieved.js';
import { NO_SUMS } from '../domain/tier-shares.js';
import type { AchievedChange } from '../domain/tier-snapshot.js';
import type { CompanyRecord, Crm } from './crm-port.js';
import type { CardBasis, DealAround } from './deal-around.js';
import { fullNameOf, type DealCardFacts } from './deal-card-facts.js';
import { tierSentence, type TierOf } from './tier-effect.js';

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
  /** Its partner, so that its tier is told without a deal as well. */
  readonly partner: CompanyRecord | undefined;
}

/**
 * Says it, without a request; empty where no tier moves, or nothing recent is published of a partner.
 * @param sides the deals, linked or about to be; none of a registration that no deal came of yet.
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
  for (const change of approvedChanges(then)) add(then.record.partnerId, change);
  return [...changes].flatMap(([id, of]) => {
    const partner = partnerOf(id, sides, then);
    if (partner === null) return [];
    return tierSentence(crm, partner, of, { settings: policy.programme.tiers, asOf }) ?? [];
  });
}

/** By the card of a deal that it is on, else by the registration's own partner. */
function partnerOf(
  id: PartnerId,
  sides: readonly DealSides[],
  { record, partner }: RegistrationThen,
): TierOf | null {
  const side = sides.find(({ around }) => around.companies.has(id));
  if (side !== undefined) {
    const held = (side.after.partners.get(id) ?? side.before.partners.get(id))?.tier ?? null;
    return { company: side.around.companies.get(id), name: fullNameOf(side.after, id), held };
  }
  if (id !== record.partnerId || partner === undefined) return null;
  const name = partner.name ?? `Company without a name (ID ${id})`;
  return { company: partner, name, held: partner.partner?.tier ?? null };
}

/** As the review of tiers counts it: what was approved goes away on the day of that approval, what is comes on its own. */
function approvedChanges({ was, record, status }: RegistrationThen): readonly AchievedChange[] {
  const [before, after] = [was === null ? null : approvedAt(was), approvedAt({ ...record, status })];
  if (before === after) return [];
  const one = (at: Instant | null, registrationsApproved: number): readonly AchievedChange[] =>
    at === null ? [] : [{ ...NO_SUMS, at, registrationsApproved }];
  return [...one(before, -1), ...one(after, 1)];
}
