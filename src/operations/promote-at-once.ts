/** Promotions by a sync, where the policy wants them at once: part of its plan, as every other value that it writes. */
import type { PartnerId } from '../domain/ids.js';
import { knownTier } from '../domain/tier-history.js';
import { reviewTier } from '../domain/tier-review.js';
import type { TierSnapshot } from '../domain/tier-snapshot.js';
import { earnedTier, isAbove } from '../domain/tiers.js';
import type { ComputeBasis, ComputeDeps } from './compute-deals.js';
import type { PlannedRecord } from './outbox-port.js';
import { planTiers } from './plan-tiers.js';
import { tierPartner, type TierPartner } from './tier-basis.js';
import { tierProperty } from './tier-property.js';

type Snapshots = ReadonlyMap<PartnerId, { readonly tiers: TierSnapshot | null }>;

/** Who a change of tier by a sync is by. */
const BY_SYNC = 'Sync';

/**
 * Adds the promotions to what a sync writes on companies. Partners that ended, hold an override, or whose promotion an undo
 * took back are left to the review; so is a tier that is the portal's own. Companies that would be promoted are read once more.
 */
export async function withPromotions(
  deps: ComputeDeps,
  basis: ComputeBasis,
  snapshots: Snapshots | undefined,
  planned: readonly PlannedRecord[],
): Promise<readonly PlannedRecord[]> {
  const { promotion } = basis.policy.programme.tiers;
  if (promotion !== 'at_once' || snapshots === undefined) return planned;
  if (tierProperty(deps.crm).kind === 'theirs') return planned;
  const ids = aboveTheirTier(basis, snapshots);
  if (ids.length === 0) return planned;
  const partners = (await deps.crm.recordsById('companies', ids)).flatMap(
    (raw) => tierPartner(deps.crm, basis.account, raw, new Map()) ?? [],
  );
  const records = await promotionsOf(deps, basis, snapshots, partners);
  return merged(planned, records);
}

function aboveTheirTier({ partners, policy }: ComputeBasis, snapshots: Snapshots): readonly PartnerId[] {
  const settings = policy.programme.tiers;
  return [...partners.values()].flatMap(({ id, tier, stage }) => {
    const snapshot = snapshots.get(id)?.tiers;
    const earned = snapshot == null ? null : earnedTier(settings, snapshot.achieved);
    const rises = earned !== null && stage !== 'ended' && (tier === null || isAbove(settings, earned, tier));
    return rises ? [id] : [];
  });
}

type Undone = ReadonlyMap<string, Readonly<Record<string, string | null>>>;

async function promotionsOf(
  { crm, store }: ComputeDeps,
  { account, policy, asOf, anew }: ComputeBasis,
  snapshots: Snapshots,
  partners: readonly TierPartner[],
): Promise<readonly PlannedRecord[]> {
  const ids = partners.map(({ profile }) => profile.id);
  const undone: Undone = anew ? new Map() : await store.undoneValues(account.portalId, 'companies', ids);
  const reviewed = partners.flatMap((partner) => {
    const snapshot = snapshots.get(partner.profile.id)?.tiers;
    if (snapshot == null || partner.profile.stage === 'ended') return [];
    const { held } = knownTier(partner.tiers, partner.profile.tier, asOf);
    const review = reviewTier(policy.programme.tiers, held, snapshot.achieved, asOf);
    const taken = undone.get(partner.profile.id) ?? {};
    const isUndone = taken[crm.partnerProperties.tier] === review.after.tier;
    return review.decision.kind !== 'promoted' || isUndone ? [] : [{ partner, held: held.tier, ...review }];
  });
  const plan = planTiers(
    crm,
    reviewed.map(({ partner }) => partner),
    reviewed,
    { account, heldIn: tierProperty(crm), asOf, policyVersion: policy.version, by: BY_SYNC },
  );
  return plan.records;
}

/** One record has all that a run writes on it. */
function merged(
  planned: readonly PlannedRecord[],
  records: readonly PlannedRecord[],
): readonly PlannedRecord[] {
  const more = new Map(records.map((record) => [record.recordId, record]));
  const all = planned.map((record) => {
    const own = more.get(record.recordId);
    more.delete(record.recordId);
    return own === undefined ? record : { ...record, changes: [...record.changes, ...own.changes] };
  });
  return [...all, ...more.values()];
}
