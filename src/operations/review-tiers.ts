/** A review of every partner's tier, and who would move under other thresholds; shows and writes nothing. */
import { formatInstant } from '../domain/calendar.js';
import { compareIds, type PartnerId, type PortalId } from '../domain/ids.js';
import type { PartnerProfile } from '../domain/partner.js';
import type { Policy } from '../domain/policy.js';
import type { HeldTier } from '../domain/tier-review.js';
import { standingOf, type TierStanding } from '../domain/tier-standing.js';
import type { Achievement } from '../domain/tier-window.js';
import { TIER_MEASURES, type TierMeasure, type TierSettings } from '../domain/tiers.js';
import { accountAsSynced } from './account-as-synced.js';
import { refuseOverflow } from './attribute-facts.js';
import type { Crm } from './crm-port.js';
import { ledgerEmpty } from './ledger-facts.js';
import type { Clock, Store } from './ports.js';
import { seenPartnerProfiles } from './seen-portal.js';
import { tierAchievements } from './tier-achievements.js';

export interface TierReviewDeps {
  readonly crm: Crm;
  readonly store: Store;
  readonly clock: Clock;
}

export interface TierReviewRequest {
  /** The policy in force. */
  readonly policy: Policy;
  /** Other thresholds that are tried; null: none. Only its `programme.tiers` is looked at. */
  readonly proposed: Policy | null;
}

/** One partner. Amounts are integer minor units of the home currency. */
export interface ReviewedPartner extends TierStanding {
  readonly partnerId: PartnerId;
  readonly name: string | null;
  /** Under the thresholds that are tried; null where none are. */
  readonly proposed: TierStanding | null;
}

export interface TierReviewReport {
  readonly portalId: PortalId;
  readonly homeCurrency: string;
  readonly timeZone: string;
  /** ISO 8601: the day of the review, on which the window ends. */
  readonly asOf: string;
  /** ISO 8601: as of when the last sync worked deals out. */
  readonly resultsAsOf: string;
  readonly policyVersion: string;
  readonly settings: TierSettings;
  /** What is tried; null where nothing is. */
  readonly tried: { readonly policyVersion: string; readonly settings: TierSettings } | null;
  /** What some level asks for and nothing here measures yet: nobody reaches such a level. */
  readonly notMeasured: readonly TierMeasure[];
  /** Where the tier that a partner holds is read. */
  readonly heldIn: TierProperty;
  /** In the order of ids; without those whose lifecycle stage is `ended`. */
  readonly partners: readonly ReviewedPartner[];
  readonly ended: number;
  readonly dealsWithoutHomeAmount: number;
  readonly dealsWithoutCloseDate: number;
}

/** Our own property, or the portal's, as the mapping says; `migrate`: theirs where ours is empty. */
export type TierProperty =
  { readonly kind: 'ours' } | { readonly kind: 'theirs' | 'ours_then_theirs'; readonly property: string };

/**
 * Reviews.
 * @throws AppError `ledger_empty` before the first sync, `total_overflow`, and what the CRM throws.
 */
export async function reviewTiers(
  { crm, store, clock }: TierReviewDeps,
  { policy, proposed }: TierReviewRequest,
): Promise<TierReviewReport> {
  const { account, state } = await accountAsSynced(crm, store);
  if (state === null || state.completeAt === null) throw ledgerEmpty();
  const { portalId, homeCurrency, timeZone } = account;
  const asOf = clock.now();
  const profiles = [...(await seenPartnerProfiles({ crm, store }, portalId)).values()];
  const { ofPartner, ...counts } = await tierAchievements(store, portalId);
  const reviewed = profiles.filter(({ stage }) => stage !== 'ended').sort((a, b) => compareIds(a.id, b.id));
  const stand = (one: PartnerProfile, settings: TierSettings): TierStanding =>
    refuseOverflow(() => standingOf(settings, heldBy(one), ofPartner.get(one.id) ?? NONE, asOf));
  const settings = policy.programme.tiers;
  const tried = proposed?.programme.tiers ?? null;
  return {
    ...{ portalId, homeCurrency, timeZone, policyVersion: policy.version, settings },
    asOf: formatInstant(asOf),
    resultsAsOf: formatInstant(state.computedAsOf ?? asOf),
    tried: proposed === null ? null : { policyVersion: proposed.version, settings: proposed.programme.tiers },
    notMeasured: askedButNotMeasured([settings, ...(tried === null ? [] : [tried])]),
    heldIn: tierProperty(crm),
    partners: reviewed.map((one) => ({
      ...{ partnerId: one.id, name: one.name },
      ...stand(one, settings),
      proposed: tried === null ? null : stand(one, tried),
    })),
    ended: profiles.length - reviewed.length,
    ...counts,
  };
}

const NONE: readonly Achievement[] = [];

/** Warnings and overrides are kept nowhere yet: every review sees a partner for the first time. */
const heldBy = ({ tier }: PartnerProfile): HeldTier => ({ tier, warnedAt: null, override: null });

function tierProperty({ mapping }: Crm): TierProperty {
  const { tier } = mapping.fields;
  if (tier === null || tier.mode === 'ignore') return { kind: 'ours' };
  const { property } = tier;
  return { kind: tier.mode === 'read' ? 'theirs' : 'ours_then_theirs', property };
}

const UNMEASURED: ReadonlySet<TierMeasure> = new Set(['certifiedPeople', 'satisfaction']);

const askedButNotMeasured = (all: readonly TierSettings[]): readonly TierMeasure[] =>
  TIER_MEASURES.filter(
    (measure) =>
      UNMEASURED.has(measure) &&
      all.some(({ levels }) => levels.some(({ requirements }) => requirements[measure] !== undefined)),
  );
