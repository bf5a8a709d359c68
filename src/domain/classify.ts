/**
 * From a deal to its class: attribution.md §3. The numbers in comments are the clauses of that page.
 */
import { instant, type Instant } from './calendar.js';
import type { DealClass } from './credit.js';
import type { DealFacts } from './deal.js';
import { sortFlags, type Flag } from './flag.js';
import { groupBy } from './group-by.js';
import { compareIds, touchId, type PartnerId } from './ids.js';
import {
  impliedTagDate,
  isExcluded,
  partnerOf,
  standingOf,
  windowOf,
  type DealWindow,
  type PartnerDirectory,
  type Rules,
  type Standing,
} from './rules.js';
import type { Role, Tag, Touch } from './touch.js';

/** 4 a decided sourced tag, 3 a registration, 2 a confirmed sourced tag that stands, 1 another sourcing touch. */
export type ClaimStrength = 1 | 2 | 3 | 4;

/** What speaks for a partner as the source of a deal. */
export interface Claim {
  readonly partnerId: PartnerId;
  readonly strength: ClaimStrength;
  /** Of the partner's earliest touch that counts for sourcing (for strength 3: registration), or C. */
  readonly at: Instant;
}

export interface JudgedTouch {
  readonly touch: Touch;
  readonly standing: Standing | 'partner_is_customer';
}

/** What the rules say about who took part in a deal. */
export interface Classification {
  readonly class: DealClass;
  /** In the order of ids. */
  readonly sourcingPartnerIds: readonly PartnerId[];
  readonly influencingPartnerIds: readonly PartnerId[];
  /** The touches that models look at: counting ones of partners with a role, by (instant, partner id, touch id). */
  readonly countingTouches: readonly Touch[];
  /** Every claim that was not cancelled, the winner's first. */
  readonly claims: readonly Claim[];
  /** The tag that is left of each partner, and whether it stands. */
  readonly tags: readonly { readonly tag: Tag; readonly stands: boolean }[];
  /** Every touch that is known at the as-of instant, with its standing; in the order of `countingTouches`. */
  readonly judged: readonly JudgedTouch[];
  /** Distinct and sorted; the deal's own are among them. */
  readonly flags: readonly Flag[];
}

/** What one partner brings to one deal. */
interface Involvement {
  readonly partnerId: PartnerId;
  readonly sourcing: readonly Touch[];
  readonly influence: readonly Touch[];
  readonly tag: Tag | null;
  readonly tagStands: boolean;
}

/**
 * Classifies one deal.
 * @param facts of a deal as it is known at `asOf` (see `dealAsOf`).
 * @param partners for the exclusions; a partner that is not there stands for itself.
 */
export function classify(
  facts: DealFacts,
  partners: PartnerDirectory,
  rules: Rules,
  asOf: Instant,
): Classification {
  const flags = new Set<Flag>(facts.deal.flags);
  const window = windowOf(facts.deal, asOf);
  const known = facts.touches.filter((touch) => touch.at <= asOf);
  const excluded = excludedPartners(facts, known, partners, rules);
  if (excluded.size > 0) flags.add('partner_is_customer');
  const judged = known.toSorted(compareTouches).map((touch): JudgedTouch => ({
    touch,
    standing: excluded.has(touch.partnerId) ? 'partner_is_customer' : standingOf(touch, window, rules),
  }));
  if (judged.some(({ standing }) => standing === 'after_close')) flags.add('touch_after_close');
  const tags = leftTags(
    facts.tags.filter((tag) => !excluded.has(tag.partnerId)),
    flags,
  );
  const involvements = involve(judged, tags, window, rules, flags);
  const claims = involvements.map((one) => claimOf(one, window)).filter((claim) => claim !== null);
  const sourcing = sourcingClaims(claims, rules.policy.sourcing.coSourcing);
  if (hasConflict(claims, sourcing)) flags.add('sourcing_conflict');
  return conclude(involvements, claims, sourcing, judged, rules, flags);
}

function conclude(
  involvements: readonly Involvement[],
  claims: readonly Claim[],
  sourcing: readonly Claim[],
  judged: readonly JudgedTouch[],
  rules: Rules,
  flags: ReadonlySet<Flag>,
): Classification {
  const sources = new Set(sourcing.map((claim) => claim.partnerId));
  const claimants = new Set(claims.map((claim) => claim.partnerId));
  const influencers = new Set(
    involvements
      .filter((one) => !sources.has(one.partnerId))
      .filter((one) => claimants.has(one.partnerId) || influences(one, rules))
      .map((one) => one.partnerId),
  );
  const withRole = involvements.filter((one) => sources.has(one.partnerId) || influencers.has(one.partnerId));
  return {
    class: sources.size > 0 ? 'sourced' : influencers.size > 0 ? 'influenced' : 'direct',
    sourcingPartnerIds: [...sources].sort(compareIds),
    influencingPartnerIds: [...influencers].sort(compareIds),
    countingTouches: withRole.flatMap((one) => one.influence).sort(compareTouches),
    claims: [...sourcing, ...claims.filter((claim) => !sources.has(claim.partnerId))],
    tags: involvements.flatMap((one) => (one.tag === null ? [] : [{ tag: one.tag, stands: one.tagStands }])),
    judged,
    flags: sortFlags(flags),
  };
}

/** By (instant, partner id, touch id). */
export const compareTouches = (a: Touch, b: Touch): number =>
  a.at - b.at || compareIds(a.partnerId, b.partnerId) || compareIds(a.id, b.id);

// §3.1: any touch or tag, counting or not.
function excludedPartners(
  facts: DealFacts,
  known: readonly Touch[],
  partners: PartnerDirectory,
  rules: Rules,
): ReadonlySet<PartnerId> {
  const { customer } = facts.deal;
  const present = new Set([...known, ...facts.tags].map((one) => one.partnerId));
  return new Set(
    [...present].filter((id) =>
      isExcluded(partnerOf(id, partners), customer, partners, rules.policy.exclude),
    ),
  );
}

// §3.4: of several tags of one partner, decided goes before confirmed, then sourced before influenced.
function leftTags(tags: readonly Tag[], flags: Set<Flag>): ReadonlyMap<PartnerId, Tag> {
  if (tags.some((tag) => tag.state === 'proposed')) flags.add('tag_proposed');
  const left = new Map<PartnerId, Tag>();
  for (const state of ['confirmed', 'decided'] as const) {
    const ofState = groupBy(
      tags.filter((tag) => tag.state === state),
      (tag) => tag.partnerId,
    );
    for (const [partnerId, same] of ofState) {
      left.set(partnerId, same.find((tag) => tag.role === 'sourced') ?? (same[0] as Tag));
    }
  }
  const conflicting = tags.some((tag) => {
    const kept = left.get(tag.partnerId);
    return kept?.state === tag.state && kept.role !== tag.role;
  });
  if (conflicting) flags.add('tag_role_conflict');
  return left;
}

function involve(
  judged: readonly JudgedTouch[],
  tags: ReadonlyMap<PartnerId, Tag>,
  window: DealWindow,
  rules: Rules,
  flags: Set<Flag>,
): readonly Involvement[] {
  const counting = judged.filter(
    ({ standing }) => standing === 'counts_for_sourcing' || standing === 'counts_for_influence',
  );
  const byPartner = groupBy(counting, ({ touch }) => touch.partnerId);
  const ids = new Set([...byPartner.keys(), ...tags.keys()]);
  return [...ids].map((partnerId) => {
    const influence = byPartner.get(partnerId) ?? [];
    const sourcing = influence.filter(({ standing }) => standing === 'counts_for_sourcing');
    const tag = tags.get(partnerId) ?? null;
    const evidence: Readonly<Record<Role, number>> = {
      sourced: sourcing.length,
      influenced: influence.length,
    };
    if (tag !== null && evidence[tag.role] === 0) flags.add('tag_without_evidence');
    const tagStands = tag !== null && stands(tag, evidence[tag.role] > 0, rules);
    const touches = influence.map(({ touch }) => touch);
    const implied =
      tag !== null && tagStands && touches.length === 0 && rules.influenceKinds.has('tag')
        ? [impliedTouch(tag, window)]
        : [];
    return {
      partnerId,
      sourcing: sourcing.map(({ touch }) => touch),
      influence: [...touches, ...implied],
      tag,
      tagStands,
    };
  });
}

const stands = (tag: Tag, hasEvidence: boolean, rules: Rules): boolean =>
  tag.state === 'decided' || rules.policy.tags[tag.role] === 'trusted' || hasEvidence;

const impliedTouch = (tag: Tag, window: DealWindow): Touch => ({
  id: touchId(''),
  dealId: tag.dealId,
  partnerId: tag.partnerId,
  at: impliedTagDate(window),
  kind: 'tag',
  status: null,
  title: null,
});

// §3.5
function claimOf(one: Involvement, window: DealWindow): Claim | null {
  const registrations = one.sourcing.filter((touch) => touch.kind === 'registration');
  const tag = one.tagStands ? one.tag : null;
  const decided = tag?.state === 'decided';
  if (decided && tag.role === 'influenced') return null;
  const claim = (strength: ClaimStrength, evidence: readonly Touch[]): Claim => ({
    partnerId: one.partnerId,
    strength,
    at: evidence.length === 0 ? window.createdAt : instant(Math.min(...evidence.map((touch) => touch.at))),
  });
  if (decided) return claim(4, one.sourcing);
  if (registrations.length > 0) return claim(3, registrations);
  if (tag?.role === 'sourced') return claim(2, one.sourcing);
  if (one.sourcing.length > 0 && tag === null) return claim(1, one.sourcing);
  return null;
}

function sourcingClaims(claims: readonly Claim[], coSourcing: 'earliest' | 'split'): readonly Claim[] {
  const strongest = Math.max(...claims.map((claim) => claim.strength));
  const candidates = claims
    .filter((claim) => claim.strength === strongest)
    .sort((a, b) => a.at - b.at || compareIds(a.partnerId, b.partnerId));
  return coSourcing === 'split' ? candidates : candidates.slice(0, 1);
}

function hasConflict(claims: readonly Claim[], sourcing: readonly Claim[]): boolean {
  const [winner] = sourcing;
  if (winner === undefined) return false;
  const winners = new Set(sourcing.map((claim) => claim.partnerId));
  return claims
    .filter((claim) => !winners.has(claim.partnerId))
    .some((claim) => claim.strength >= 2 || claim.strength === winner.strength);
}

// §3.6: an influenced tag that stands, or touches that add up.
function influences(one: Involvement, rules: Rules): boolean {
  if (one.tagStands && one.tag?.role === 'influenced') return true;
  const points = one.influence.reduce((sum, touch) => sum + rules.pointsOf(touch.kind), 0n);
  return points >= rules.minPoints;
}
