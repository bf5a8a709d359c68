/** A review of every partner's tier, and who would move under other thresholds; shows and writes nothing. */
import { formatInstant, type Instant } from '../domain/calendar.js';
import type { PartnerId, PortalId } from '../domain/ids.js';
import type { Policy } from '../domain/policy.js';
import { heldAsOf, heldSince, knownTier, type KnownTier } from '../domain/tier-history.js';
import { STANDING_MEASURES } from '../domain/tier-measures.js';
import { standingOf, type TierStanding } from '../domain/tier-standing.js';
import type { TierMeasure, TierSettings } from '../domain/tiers.js';
import { AppError } from '../errors.js';
import { refuseOverflow } from './attribute-facts.js';
import type { Crm } from './crm-port.js';
import { planTiers, type TierPlan } from './plan-tiers.js';
import type { Clock, Store } from './ports.js';
import { readTierBasis, type TierBasis, type TierPartner } from './tier-basis.js';
import { tierProperty, type TierProperty } from './tier-property.js';

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
  /** An earlier day on which it is reviewed, with the tiers of then; absent: now. */
  readonly asOf?: Instant;
}

/** One partner. Amounts are integer minor units of the home currency. */
export interface ReviewedPartner extends TierStanding {
  readonly partnerId: PartnerId;
  readonly name: string | null;
  /** Since when it holds its tier; null where that is not known. */
  readonly since: Instant | null;
  /** Since when it is warned, before this review; null: it is not. */
  readonly warnedAt: Instant | null;
  /** Somebody set the tier in HubSpot, and the history did not know it yet. */
  readonly adopted: boolean;
  /** False of an earlier day on which the history had not begun: then nothing is decided. */
  readonly isHeldKnown: boolean;
  /** Under the thresholds that are tried; null where none are. */
  readonly proposed: TierStanding | null;
}

export interface TierReviewReport {
  readonly portalId: PortalId;
  readonly homeCurrency: string;
  readonly timeZone: string;
  /** ISO 8601: the day of the review, on which the window ends. */
  readonly asOf: string;
  /** Whether that day is an earlier one. */
  readonly isPast: boolean;
  /** ISO 8601: as of when the last sync worked deals out. */
  readonly resultsAsOf: string;
  readonly policyVersion: string;
  readonly settings: TierSettings;
  /** What is tried; null where nothing is. */
  readonly tried: { readonly policyVersion: string; readonly settings: TierSettings } | null;
  /** What some level asks for and this portal tells of nobody: nobody reaches such a level. */
  readonly notMeasured: readonly TierMeasure[];
  /** Where the tier that a partner holds is read. */
  readonly heldIn: TierProperty;
  /** In the order of ids; without those whose lifecycle stage is `ended`. */
  readonly partners: readonly ReviewedPartner[];
  readonly ended: number;
  readonly dealsWithoutHomeAmount: number;
  readonly dealsWithoutCloseDate: number;
  /** What writing it would change; null of an earlier day. */
  readonly plan: TierPlan | null;
}

/**
 * Reviews.
 * @throws AppError `ledger_empty` before the first sync, `as_of_in_future`, `total_overflow`, and what the CRM throws.
 */
export async function reviewTiers(
  deps: TierReviewDeps,
  request: TierReviewRequest,
): Promise<TierReviewReport> {
  const now = deps.clock.now();
  const asOf = request.asOf ?? now;
  if (asOf > now) throw inFuture(asOf);
  return reportOf(deps.crm, await readTierBasis(deps, asOf, policiesOf(request)), {
    ...request,
    asOf,
    isPast: asOf < now,
  });
}

const policiesOf = ({ policy, proposed }: TierReviewRequest): readonly [Policy, ...Policy[]] =>
  proposed === null ? [policy] : [policy, proposed];

const inFuture = (asOf: Instant): AppError =>
  new AppError(
    'as_of_in_future',
    `${formatInstant(asOf)} lies ahead: nobody knows what partners will have achieved by then.`,
    'Give an earlier instant with --as-of, or leave it out.',
  );

interface ReviewOn extends TierReviewRequest {
  readonly asOf: Instant;
  readonly isPast: boolean;
}

/** The report over a basis that is there. */
export function reportOf(
  crm: Crm,
  basis: TierBasis,
  { policy, proposed, asOf, isPast }: ReviewOn,
): TierReviewReport {
  const settings = policy.programme.tiers;
  const tried = proposed?.programme.tiers ?? null;
  const { partners, ended, dealsWithoutCloseDate, dealsWithoutHomeAmount } = basis;
  const { portalId, homeCurrency, timeZone } = basis.account;
  const reviewed = partners.map((one) => reviewedPartner(basis, one, { policy, proposed, asOf, isPast }));
  const heldIn = tierProperty(crm);
  const under = { account: basis.account, heldIn, asOf, policyVersion: policy.version };
  return {
    ...{ portalId, homeCurrency, timeZone, policyVersion: policy.version, settings },
    asOf: formatInstant(asOf),
    isPast,
    resultsAsOf: formatInstant(basis.resultsAsOf ?? asOf),
    tried: proposed === null ? null : { policyVersion: proposed.version, settings: proposed.programme.tiers },
    notMeasured: askedButNotMeasured([settings, ...(tried === null ? [] : [tried])], reviewed),
    heldIn,
    partners: reviewed,
    ...{ ended, dealsWithoutCloseDate, dealsWithoutHomeAmount },
    plan: isPast ? null : planTiers(crm, partners, reviewed, under),
  };
}

function reviewedPartner(basis: TierBasis, one: TierPartner, on: ReviewOn): ReviewedPartner {
  const { policy, proposed, asOf, isPast } = on;
  const { id, name } = one.profile;
  const known = knownTier(one.tiers, one.profile.tier, asOf);
  const past = isPast ? heldAsOf(one.tiers, asOf) : null;
  const held = isPast ? (past ?? { tier: null, warnedAt: null, override: null }) : known.held;
  const stand = (by: Policy): TierStanding => {
    const achieved = { achievements: one.achievements, measures: basis.measuresOf(id, by) };
    return refuseOverflow(() => standingOf(by.programme.tiers, held, achieved, asOf));
  };
  return {
    ...{ partnerId: id, name },
    ...stand(policy),
    since: isPast ? null : sinceOf(known),
    warnedAt: held.warnedAt,
    adopted: !isPast && known.adopted !== null,
    isHeldKnown: !isPast || past !== null,
    proposed: proposed === null ? null : stand(proposed),
  };
}

/** What was just found in HubSpot stands there since nobody knows when. */
const sinceOf = ({ record, adopted }: KnownTier): Instant | null =>
  adopted === null ? heldSince(record) : null;

/** A partner whom nobody asked has no satisfaction; a portal in which nobody has any tells nothing. */
const askedButNotMeasured = (
  all: readonly TierSettings[],
  reviewed: readonly ReviewedPartner[],
): readonly TierMeasure[] =>
  STANDING_MEASURES.filter(
    (measure) =>
      reviewed.every(({ achieved }) => achieved[measure] === null) &&
      all.some(({ levels }) => levels.some(({ requirements }) => requirements[measure] !== undefined)),
  );
