import type { Deal } from './deal.js';
import { daysToMs, toCommonIntegers } from './decimal.js';
import { instant, type Instant } from './calendar.js';
import type { PartnerId } from './ids.js';
import { companyIdOf, normalizeDomain, type Company, type Partner } from './partner.js';
import type { Policy } from './policy.js';
import type { TouchKind } from './touch.js';

/** A policy made ready for many deals: windows in milliseconds, points as integers over a common scale. */
export interface Rules {
  readonly policy: Policy;
  readonly sourcingKinds: ReadonlySet<TouchKind>;
  readonly influenceKinds: ReadonlySet<TouchKind>;
  readonly sourcingLookbackMs: number;
  readonly lateClaimMs: number;
  readonly influenceLookbackMs: number;
  readonly pointsOf: (kind: TouchKind) => bigint;
  readonly minPoints: bigint;
  /** Whether points fit doubles exactly, added up over any deal: all but decimals of many digits do. */
  readonly pointsAreSmall: boolean;
}

/** A deal has fewer than 2^22 touches, so sums of such points stay below 2^53. */
const SMALL_POINTS = 2n ** 31n;

/** Makes a policy ready for use; the policy itself is kept beside what was derived from it. */
export function compileRules(policy: Policy): Rules {
  const named = Object.entries(policy.influence.points) as [TouchKind, number][];
  const integers = toCommonIntegers([policy.influence.minPoints, 1, ...named.map(([, points]) => points)]);
  const [minPoints = 0n, one = 1n] = integers;
  const points = new Map(named.map(([kind], index) => [kind, integers[index + 2] ?? one]));
  return {
    policy,
    sourcingKinds: new Set<TouchKind>(policy.sourcing.kinds),
    influenceKinds: new Set(policy.influence.kinds),
    sourcingLookbackMs: daysToMs(policy.sourcing.lookbackDays),
    lateClaimMs: daysToMs(policy.sourcing.lateClaimDays),
    influenceLookbackMs: daysToMs(policy.influence.lookbackDays),
    pointsOf: (kind) => points.get(kind) ?? one,
    minPoints,
    pointsAreSmall: integers.every((value) => value <= SMALL_POINTS),
  };
}

/** Where a deal stands in time: C and E. */
export interface DealWindow {
  readonly createdAt: Instant;
  /** The close date, or the as-of instant of an open deal. */
  readonly endsAt: Instant;
}

/** The deal as it was known at an instant: null if created later, open if closed later. */
export function dealAsOf(deal: Deal, asOf: Instant): Deal | null {
  if (deal.createdAt > asOf) return null;
  if (deal.closedAt === null || deal.closedAt <= asOf) return deal;
  return { ...deal, status: 'open', closedAt: null };
}

/** C and E of a deal; E of an open deal is the as-of instant. */
export const windowOf = (deal: Deal, asOf: Instant): DealWindow => ({
  createdAt: deal.createdAt,
  endsAt: deal.closedAt ?? asOf,
});

/** The date of the touch that a standing tag implies: C, or E if the deal closed before it was created. */
export const impliedTagDate = (window: DealWindow): Instant =>
  instant(Math.min(window.createdAt, window.endsAt));

/** Partners by id, with what the exclusions need. */
export type PartnerDirectory = ReadonlyMap<PartnerId, Partner>;

/** The partner behind an id; one that the directory does not know stands for itself. */
export const partnerOf = (id: PartnerId, partners: PartnerDirectory): Partner =>
  partners.get(id) ?? { id, name: null, companyId: null, domain: null, parentId: null };

/** Whether a partner is the deal's customer and is taken out before anything else is looked at (§3.1). */
export function isExcluded(
  partner: Partner,
  customer: Company | null,
  partners: PartnerDirectory,
  exclude: Policy['exclude'],
): boolean {
  if (customer === null) return false;
  if (exclude.partnerIsCustomer && isSameCompany(partner, customer)) return true;
  return exclude.sharedParent && sharesParent(partner, customer, partners);
}

function isSameCompany(partner: Partner, customer: Company): boolean {
  if (companyIdOf(partner) === customer.companyId) return true;
  const domain = normalizeDomain(partner.domain);
  return domain !== null && domain === normalizeDomain(customer.domain);
}

function sharesParent(partner: Partner, customer: Company, partners: PartnerDirectory): boolean {
  if (partner.parentId === null) return false;
  if (partner.parentId === customer.parentCompanyId) return true;
  const parent = partners.get(partner.parentId as PartnerId);
  return parent !== undefined && companyIdOf(parent) === customer.parentCompanyId;
}
