import { compareFractions, fractionOfNumber, fraction, ONE, plus, times, ZERO } from './fraction.js';
import { comparePartnerIds } from './partner-order.js';
import type { NaivePolicy } from './policy.js';
import type { NaiveDeal, NaivePartner, NaivePortal, NaiveTag, NaiveTouch } from './read-portal.js';

/** A touch that counts for influence, as the models take it. */
export interface CountingTouch {
  readonly id: string;
  readonly partnerId: string;
  readonly at: number;
  readonly kind: string;
}

/** §3: what a deal is, and by whom. */
export interface Classified {
  readonly status: 'open' | 'won' | 'lost';
  readonly dealClass: 'sourced' | 'influenced' | 'direct';
  readonly sourcing: readonly string[];
  readonly influencing: readonly string[];
  /** Those of sourcing and influencing partners, ordered by instant, partner id, touch id. */
  readonly counting: readonly CountingTouch[];
  readonly flags: ReadonlySet<string>;
}

const DAY = fraction(86_400_000n);
const APPROVED = ['approved', 'converted', 'won', 'lost'];

/** start + days ≤ t, exactly; `days` may be a fraction and below 0. */
function isAtOrAfter(t: number, start: number, days: number): boolean {
  const bound = plus(fraction(BigInt(start)), times(DAY, fractionOfNumber(days)));
  return compareFractions(bound, fraction(BigInt(t))) <= 0;
}

/** t ≤ start + days. */
function isAtOrBefore(t: number, start: number, days: number): boolean {
  const bound = plus(fraction(BigInt(start)), times(DAY, fractionOfNumber(days)));
  return compareFractions(fraction(BigInt(t)), bound) <= 0;
}

const domainOf = (domain: string): string => {
  const lower = domain.toLowerCase();
  return lower.startsWith('www.') ? lower.slice(4) : lower;
};

/** A partner without a company id has its partner id as company id. */
export const companyOf = (partner: NaivePartner): string =>
  partner.companyId === '' ? partner.id : partner.companyId;

/** §3.1 Exclusions. */
function isCustomer(
  partner: NaivePartner,
  deal: NaiveDeal,
  portal: NaivePortal,
  policy: NaivePolicy,
): boolean {
  if (policy.exclude.partnerIsCustomer) {
    if (deal.companyId !== '' && companyOf(partner) === deal.companyId) return true;
    const domain = domainOf(deal.companyDomain);
    if (domain !== '' && domainOf(partner.domain) === domain) return true;
  }
  if (policy.exclude.sharedParent && deal.companyParentId !== '' && partner.parentId !== '') {
    if (deal.companyParentId === partner.parentId) return true;
    const parent = portal.partners.get(partner.parentId);
    if (parent !== undefined && deal.companyParentId === companyOf(parent)) return true;
  }
  return false;
}

const counts = (touch: NaiveTouch): boolean =>
  touch.kind !== 'registration' || APPROVED.includes(touch.status);

/** §3.2 */
function countsForSourcing(touch: NaiveTouch, C: number, E: number, { sourcing }: NaivePolicy): boolean {
  if (!counts(touch) || !sourcing.kinds.includes(touch.kind)) return false;
  if (!isAtOrAfter(touch.at, C, -sourcing.lookbackDays)) return false;
  const late = touch.kind === 'registration' ? sourcing.lateClaimDays : 0;
  return isAtOrBefore(touch.at, C, late) && touch.at <= E;
}

/** §3.3 */
function countsForInfluence(touch: NaiveTouch, C: number, E: number, policy: NaivePolicy): boolean {
  if (countsForSourcing(touch, C, E, policy)) return true;
  if (!counts(touch) || !policy.influence.kinds.includes(touch.kind)) return false;
  return isAtOrAfter(touch.at, C, -policy.influence.lookbackDays) && touch.at <= E;
}

/** Everything that one partner has on one deal. */
interface Standing {
  readonly partnerId: string;
  readonly sourcing: readonly NaiveTouch[];
  readonly influence: readonly CountingTouch[];
  /** The tag that is left, if it stands. */
  readonly tag: NaiveTag | null;
}

/** §3.4: of several tags the one that is left, with its flags. */
function tagLeft(tags: readonly NaiveTag[], flags: Set<string>): NaiveTag | null {
  if (tags.some((tag) => tag.state === 'proposed')) flags.add('tag_proposed');
  const decided = tags.filter((tag) => tag.state === 'decided');
  const confirmed = tags.filter((tag) => tag.state === 'confirmed');
  const left = decided.length > 0 ? decided : confirmed;
  const sourced = left.find((tag) => tag.role === 'sourced');
  const influenced = left.find((tag) => tag.role === 'influenced');
  if (sourced !== undefined && influenced !== undefined) flags.add('tag_role_conflict');
  return sourced ?? influenced ?? null;
}

function standingOf(
  partnerId: string,
  touches: readonly NaiveTouch[],
  tags: readonly NaiveTag[],
  C: number,
  E: number,
  policy: NaivePolicy,
  flags: Set<string>,
): Standing {
  const sourcing = touches.filter((touch) => countsForSourcing(touch, C, E, policy));
  const influence: CountingTouch[] = touches.filter((touch) => countsForInfluence(touch, C, E, policy));
  const left = tagLeft(tags, flags);
  let tag: NaiveTag | null = null;
  if (left !== null) {
    const evidence = left.role === 'sourced' ? sourcing.length : influence.length;
    if (evidence === 0) flags.add('tag_without_evidence');
    if (left.state === 'decided' || policy.tags[left.role] === 'trusted' || evidence > 0) tag = left;
  }
  if (tag !== null && influence.length === 0 && policy.influence.kinds.includes('tag')) {
    influence.push({ id: '', partnerId, at: Math.min(C, E), kind: 'tag' });
  }
  return { partnerId, sourcing, influence, tag };
}

/** A partner's claim to a deal: its strength and its date. */
interface Claim {
  readonly partnerId: string;
  readonly strength: number;
  readonly at: number;
}

const earliest = (touches: readonly NaiveTouch[], otherwise: number): number =>
  touches.length === 0 ? otherwise : Math.min(...touches.map((touch) => touch.at));

/** §3.5: the claim of a partner, if it has one. */
function claimOf({ partnerId, sourcing, tag }: Standing, C: number): Claim | null {
  const registrations = sourcing.filter((touch) => touch.kind === 'registration');
  if (tag?.role === 'influenced' && tag.state === 'decided') return null;
  const at = earliest(sourcing, C);
  if (tag?.role === 'sourced' && tag.state === 'decided') return { partnerId, strength: 4, at };
  if (registrations.length > 0) return { partnerId, strength: 3, at: earliest(registrations, C) };
  if (tag?.role === 'sourced') return { partnerId, strength: 2, at };
  // Only an influenced tag is left here: it cancels a claim of strength 1.
  return tag === null && sourcing.length > 0 ? { partnerId, strength: 1, at } : null;
}

/** §3.5: who sources the deal. */
function winnersOf(claims: readonly Claim[], policy: NaivePolicy): readonly Claim[] {
  const strongest = Math.max(...claims.map((claim) => claim.strength));
  const candidates = claims.filter((claim) => claim.strength === strongest);
  if (policy.sourcing.coSourcing === 'split') return candidates;
  candidates.sort((a, b) => a.at - b.at || comparePartnerIds(a.partnerId, b.partnerId));
  return candidates.slice(0, 1);
}

/** §3.6: whether a partner influences by its own evidence. */
function influences(
  { influence, tag }: Standing,
  { influence: { points, minPoints } }: NaivePolicy,
): boolean {
  if (tag?.role === 'influenced') return true;
  let sum = ZERO;
  for (const { kind } of influence) {
    const worth = points[kind];
    sum = plus(sum, worth === undefined ? ONE : fractionOfNumber(worth));
  }
  return compareFractions(sum, fractionOfNumber(minPoints)) >= 0;
}

/** From a deal to its class, §3.1 to §3.7. */
export function classify(
  deal: NaiveDeal,
  portal: NaivePortal,
  policy: NaivePolicy,
  asOf: number,
): Classified {
  const flags = new Set<string>();
  const closed = deal.closedAt !== null && deal.closedAt <= asOf;
  const status = closed ? deal.status : 'open';
  const C = deal.createdAt;
  const E = closed ? deal.closedAt : asOf;
  const known = portal.touches.filter((touch) => touch.dealId === deal.id && touch.at <= asOf);
  const tags = portal.tags.filter((tag) => tag.dealId === deal.id);
  const standings: Standing[] = [];
  const partnerIds = new Set([...known, ...tags].map(({ partnerId }) => partnerId));
  for (const partnerId of [...partnerIds].sort(comparePartnerIds)) {
    const nobody = { id: partnerId, companyId: '', domain: '', parentId: '' };
    const partner = portal.partners.get(partnerId) ?? nobody;
    if (isCustomer(partner, deal, portal, policy)) {
      flags.add('partner_is_customer');
      continue;
    }
    const own = known.filter((touch) => touch.partnerId === partnerId);
    if (status !== 'open' && own.some((touch) => touch.at > E)) flags.add('touch_after_close');
    const ownTags = tags.filter((tag) => tag.partnerId === partnerId);
    standings.push(standingOf(partnerId, own, ownTags, C, E, policy, flags));
  }

  const claims: Claim[] = [];
  for (const standing of standings) {
    const claim = claimOf(standing, C);
    if (claim !== null) claims.push(claim);
  }
  const winners = winnersOf(claims, policy);
  const losers = claims.filter((claim) => !winners.includes(claim));
  for (const { strength } of losers) {
    if (strength >= 2 || strength === winners[0]?.strength) flags.add('sourcing_conflict');
  }
  const sourcing = winners.map(({ partnerId }) => partnerId).sort(comparePartnerIds);
  const influencing: string[] = [];
  for (const standing of standings) {
    if (sourcing.includes(standing.partnerId)) continue;
    const lost = losers.some(({ partnerId }) => partnerId === standing.partnerId);
    if (lost || influences(standing, policy)) influencing.push(standing.partnerId);
  }
  const counting = standings
    .filter(({ partnerId }) => sourcing.includes(partnerId) || influencing.includes(partnerId))
    .flatMap(({ influence }) => influence)
    .sort(
      (a, b) => a.at - b.at || comparePartnerIds(a.partnerId, b.partnerId) || comparePartnerIds(a.id, b.id),
    );
  const dealClass = sourcing.length > 0 ? 'sourced' : influencing.length > 0 ? 'influenced' : 'direct';
  return { status, dealClass, sourcing, influencing, counting, flags };
}
