/** What a review of tiers writes: the tier and its history, partner by partner; one that cannot be written stops no other. */
import type { Instant } from '../domain/calendar.js';
import type { PartnerId } from '../domain/ids.js';
import type { TierRecord } from '../domain/partner-programme.js';
import type { PartnerTier } from '../domain/partner.js';
import { isSameRecord, knownTier, recordAfter } from '../domain/tier-history.js';
import type { TierDecision } from '../domain/tier-review.js';
import type { TierStanding } from '../domain/tier-standing.js';
import { AppError } from '../errors.js';
import type { Account, Crm } from './crm-port.js';
import type { PlannedRecord } from './outbox-port.js';
import type { TierPartner } from './tier-basis.js';
import type { TierProperty } from './tier-property.js';

export interface TierPlan {
  readonly records: readonly PlannedRecord[];
  /** What cannot be written, and why. */
  readonly refused: readonly RefusedTier[];
  /** Where the mapping reads the portal's own tier: what to change there. */
  readonly byHand: readonly TierByHand[];
}

export interface RefusedTier {
  readonly partnerId: PartnerId;
  readonly name: string | null;
  readonly reason: string;
}

export interface TierByHand {
  readonly partnerId: PartnerId;
  readonly name: string | null;
  readonly from: PartnerTier | null;
  readonly to: PartnerTier | null;
}

export interface TierPlanBasis {
  readonly account: Pick<Account, 'homeCurrency'>;
  readonly heldIn: TierProperty;
  readonly asOf: Instant;
  readonly policyVersion: string;
  /** Who is named in the history; absent: the review. */
  readonly by?: string;
}

/** @param standings in the order of the partners. */
export function planTiers(
  crm: Pick<Crm, 'programmeChanges' | 'partnerProperties'>,
  partners: readonly TierPartner[],
  standings: readonly Pick<TierStanding, 'decision' | 'after' | 'held'>[],
  basis: TierPlanBasis,
): TierPlan {
  const records: PlannedRecord[] = [];
  const refused: RefusedTier[] = [];
  const byHand: TierByHand[] = [];
  partners.forEach((partner, place) => {
    const standing = standings[place];
    if (standing === undefined) throw new Error(`partner ${partner.profile.id} was not reviewed`);
    const { id: partnerId, name } = partner.profile;
    const moves = standing.after.tier !== standing.held;
    if (moves && basis.heldIn.kind === 'theirs') {
      byHand.push({ partnerId, name, from: standing.held, to: standing.after.tier });
    }
    try {
      const record = recordOf(crm, partner, standing, basis);
      if (record !== null) records.push(record);
    } catch (error) {
      if (!(error instanceof AppError)) throw error;
      refused.push({ partnerId, name, reason: `${error.message} ${error.next}` });
    }
  });
  return { records, refused, byHand };
}

function recordOf(
  crm: Pick<Crm, 'programmeChanges' | 'partnerProperties'>,
  partner: TierPartner,
  standing: Pick<TierStanding, 'decision' | 'after' | 'held'>,
  { account, heldIn, asOf, policyVersion, by }: TierPlanBasis,
): PlannedRecord | null {
  const { raw, record, kept, tiers, profile } = partner;
  const known = knownTier(tiers, profile.tier, asOf).record;
  const isTheirs = heldIn.kind === 'theirs';
  const named = by === undefined ? {} : { by };
  const after =
    isTheirs && MOVES.has(standing.decision.kind)
      ? stays(known, standing.decision.kind)
      : recordAfter(known, standing, { asOf, policyVersion, ...named });
  if (isSameRecord(tiers, after) && standing.after.tier === standing.held) return null;
  const properties = {
    ...crm.programmeChanges(record, { ...kept.programme, tiers: after }, account.homeCurrency),
    ...(isTheirs || standing.after.tier === standing.held
      ? {}
      : { [crm.partnerProperties.tier]: standing.after.tier }),
  };
  const changes = Object.entries(properties).map(([property, newValue]) => {
    const value = raw.properties[property] ?? null;
    return { property, oldValue: value === '' ? null : value, newValue };
  });
  return changes.length === 0 ? null : { objectType: 'companies', recordId: raw.id, changes };
}

const MOVES: ReadonlySet<TierDecision['kind']> = new Set(['promoted', 'demoted', 'override_ended']);

/** Until somebody has set the portal's own tier, what was decided stays to be decided. */
const stays = (known: TierRecord, kind: TierDecision['kind']): TierRecord =>
  kind === 'promoted' ? { ...known, warnedAt: null } : known;
