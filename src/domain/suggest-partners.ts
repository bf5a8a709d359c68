/** Which partners probably belong to a deal, and why: pure, over what lies around the deal. */
import { instant, DAY_MS, type Instant } from './calendar.js';
import type { Classification, JudgedTouch } from './classify.js';
import type { Deal } from './deal.js';
import type { DealSurroundings, PartnerActivity, SiblingDeal } from './deal-surroundings.js';
import { daysToMs } from './decimal.js';
import { groupBy } from './group-by.js';
import { compareIds, type PartnerId } from './ids.js';
import type { KnownOverlap, OverlapKind } from './overlap.js';
import { isExcluded, partnerOf, windowOf, type PartnerDirectory, type Rules } from './rules.js';
import type { Role } from './touch.js';
import {
  CUSTOMER_DEALS,
  STRAY_REASONS,
  type StrayReason,
  type Suggestion,
  type SuggestionReason,
  type SuggestionSettings,
} from './suggestion.js';

export interface SuggestionRequest {
  readonly deal: Deal;
  readonly classification: Pick<
    Classification,
    'judged' | 'tags' | 'sourcingPartnerIds' | 'influencingPartnerIds'
  >;
  /** Partners with any tag on the deal, proposed ones too. */
  readonly taggedPartnerIds: ReadonlySet<PartnerId>;
  readonly surroundings: DealSurroundings;
  readonly partners: PartnerDirectory;
  readonly rules: Rules;
  readonly asOf: Instant;
}

/** A reason with what it leaves of the doubt, 0–1. */
interface Weighed {
  readonly reason: SuggestionReason;
  readonly doubt: number;
}

/** What one won deal, another deal, and a touch just outside the window leave of the doubt. */
const WON_SIBLING = 0.7;
const OTHER_SIBLING = 0.85;
const NEAR_WINDOW = 0.4;
/** What an overlap leaves: lists name many partners for an account, and only those who sell there say much. */
const OVERLAPS: Readonly<Record<OverlapKind, number>> = {
  customer: 0.5,
  open_opportunity: 0.5,
  prospect: 0.8,
};

/** Deals that a reason names. */
const NAMED_DEALS = 5;

/**
 * Partners without any part in a deal for whom enough speaks; never the customer, nobody who is tagged, has a role or was
 * dismissed. The highest score first, then by partner id; the order of what is given makes no difference.
 */
export function suggestPartners(request: SuggestionRequest): readonly Suggestion[] {
  const { deal, classification, taggedPartnerIds, surroundings, partners, rules } = request;
  const { dismissed } = surroundings;
  if (dismissed === null) return [];
  const taken = new Set<PartnerId>([
    ...taggedPartnerIds,
    ...classification.sourcingPartnerIds,
    ...classification.influencingPartnerIds,
    ...dismissed,
  ]);
  const { programme, exclude } = rules.policy;
  const mayBe = (id: PartnerId): boolean =>
    !taken.has(id) &&
    !isExcluded(partnerOf(id, partners), deal.customer, partners, { ...exclude, partnerIsCustomer: true });
  return [...weighedByPartner(request, programme.suggestions)]
    .filter(([id]) => mayBe(id))
    .map(([id, weighed]) => suggestionOf(id, weighed))
    .filter(({ score }) => score >= programme.suggestions.minScore)
    .sort((a, b) => b.score - a.score || compareIds(a.partnerId, b.partnerId))
    .slice(0, programme.suggestions.most);
}

function suggestionOf(partnerId: PartnerId, weighed: readonly Weighed[]): Suggestion {
  const reasons = weighed
    .toSorted((a, b) => a.doubt - b.doubt || orderOf(a.reason) - orderOf(b.reason))
    .map(({ reason }) => reason);
  const role: Role = reasons.some(({ kind }) => kind === 'near_window') ? 'sourced' : 'influenced';
  return { partnerId, role, score: scoreOf(weighed.map(({ doubt }) => doubt)), reasons };
}

const KIND_ORDER = ['near_window', 'domain', 'activities', 'customer', 'overlap'] as const;

const orderOf = (reason: SuggestionReason): number =>
  KIND_ORDER.indexOf(reason.kind) * STRAY_REASONS.length +
  (reason.kind === 'activities' ? STRAY_REASONS.indexOf(reason.why) : 0);

/**
 * How sure a suggestion is, 0–100: 100 × (1 − the product of what its reasons leave of the doubt), rounded. Activities
 * leave 2^−p, p the policy's influence points of their kinds (halved for those on several deals or outside the window);
 * n people of the partner's domain leave 2^−n; each won deal of the customer with the partner leaves 0.7, each other one
 * 0.85; a touch just outside the sourcing window leaves 0.4; an overlap list leaves 0.5 where the customer is the partner's
 * customer or open opportunity, 0.8 where it is its prospect.
 *
 * Worked example: two meetings on several deals (2 × ½ = 1 point: 0.5) and one won deal of the customer (0.7) leave 0.35:
 * 65. A proportion of such partners that truly belong there is not claimed by it: that is what the precision is for.
 */
export const scoreOf = (doubts: readonly number[]): number =>
  Math.round(100 * (1 - doubts.toSorted((a, b) => a - b).reduce((left, doubt) => left * doubt, 1)));

function weighedByPartner(
  request: SuggestionRequest,
  settings: SuggestionSettings,
): ReadonlyMap<PartnerId, readonly Weighed[]> {
  const { surroundings } = request;
  const all = [
    ...strayReasons(request, settings),
    ...domainReasons(request),
    ...customerReasons(surroundings.siblings),
    ...nearReasons(request, settings),
    ...overlapReasons(surroundings.overlaps, request),
  ];
  const groups = groupBy(all, ([id]) => id);
  return new Map([...groups].map(([id, own]) => [id, own.map(([, weighed]) => weighed)]));
}

type OfPartner = readonly [PartnerId, Weighed];

/** A partner's activity, why it does not count, and how much it says. */
interface Stray {
  readonly activity: PartnerActivity;
  readonly why: StrayReason;
  readonly points: number;
}

function strayReasons(request: SuggestionRequest, settings: SuggestionSettings): readonly OfPartner[] {
  const judged = new Map(
    request.classification.judged.map((one) => [`${one.touch.partnerId} ${one.touch.id}`, one]),
  );
  const distinct = new Map(
    request.surroundings.activities.map((one) => [`${one.partnerId} ${one.activityId}`, one]),
  );
  const strays = [...distinct].flatMap(([key, activity]) =>
    strayOf(request, settings, activity, judged.get(key)),
  );
  return [...groupBy(strays, ({ activity, why }) => `${activity.partnerId} ${why}`).values()].flatMap(
    (own): readonly OfPartner[] => {
      const [first] = own;
      if (first === undefined) return [];
      const reason: SuggestionReason = {
        kind: 'activities',
        why: first.why,
        activities: own.length,
        people: new Set(own.flatMap(({ activity }) => activity.people)).size,
        last: latest(own.map(({ activity }) => activity.at)),
      };
      return [[first.activity.partnerId, { reason, doubt: 2 ** -sumOf(own.map(({ points }) => points)) }]];
    },
  );
}

// Sorted first: sums of fractions do not depend on the order of what is given then.
const sumOf = (values: readonly number[]): number =>
  values.toSorted((a, b) => a - b).reduce((sum, value) => sum + value, 0);

const latest = (instants: readonly Instant[]): Instant =>
  instant(instants.reduce((last, at) => Math.max(last, at), -Infinity));

function strayOf(
  { deal, rules, asOf }: SuggestionRequest,
  settings: SuggestionSettings,
  activity: PartnerActivity,
  judged: JudgedTouch | undefined,
): readonly Stray[] {
  const { kind, at, place } = activity;
  if (at > asOf || !rules.influenceKinds.has(kind)) return [];
  const points = rules.policy.influence.points[kind] ?? 1;
  const { createdAt, endsAt } = windowOf(deal, asOf);
  const from = createdAt - rules.influenceLookbackMs;
  const inside = at >= from && at <= endsAt;
  const nearMs = daysToMs(settings.nearDays);
  if (at < from - nearMs || at > endsAt + nearMs) return [];
  if (place === 'touch') {
    // A touch that is not judged any more was hidden.
    if (judged === undefined) return [];
    return inside
      ? [{ activity, why: 'too_few', points }]
      : [{ activity, why: 'outside_window', points: points / 2 }];
  }
  if (place === 'on_several_deals') return [{ activity, why: place, points: points / 2 }];
  return inside ? [{ activity, why: place, points }] : [];
}

function domainReasons({ deal, surroundings, rules, asOf }: SuggestionRequest): readonly OfPartner[] {
  const { createdAt, endsAt } = windowOf(deal, asOf);
  const sightings = surroundings.domains.filter(
    ({ at }) => at >= createdAt - rules.influenceLookbackMs && at <= endsAt && at <= asOf,
  );
  return [...groupBy(sightings, ({ partnerId }) => partnerId)].flatMap(([id, own]): readonly OfPartner[] => {
    const domain = own.map((one) => one.domain).sort()[0] ?? '';
    const people = new Set(own.map(({ person }) => person)).size;
    const reason: SuggestionReason = {
      kind: 'domain',
      domain,
      people,
      activities: new Set(own.map(({ activityId }) => activityId)).size,
      last: latest(own.map(({ at }) => at)),
    };
    return [[id, { reason, doubt: 2 ** -people }]];
  });
}

function customerReasons(siblings: readonly SiblingDeal[]): readonly OfPartner[] {
  if (siblings.length >= CUSTOMER_DEALS) return [];
  const tagged = siblings.flatMap((deal) => deal.partnerIds.map((id) => ({ id, deal })));
  return [...groupBy(tagged, ({ id }) => id)].map(([id, own]): OfPartner => {
    const deals = [...new Map(own.map(({ deal }) => [deal.id, deal])).values()].sort((a, b) =>
      compareIds(a.id, b.id),
    );
    const won = deals.filter((deal) => deal.won).length;
    const reason: SuggestionReason = {
      kind: 'customer',
      deals: deals.length,
      won,
      dealIds: deals.slice(0, NAMED_DEALS).map((deal) => deal.id),
    };
    return [id, { reason, doubt: WON_SIBLING ** won * OTHER_SIBLING ** (deals.length - won) }];
  });
}

const OVERLAP_ORDER: readonly OverlapKind[] = ['customer', 'open_opportunity', 'prospect'];

/** Of each partner the entry that says the most; lists that came after the instant say nothing yet. */
function overlapReasons(
  overlaps: readonly KnownOverlap[],
  { partners, asOf }: Pick<SuggestionRequest, 'partners' | 'asOf'>,
): readonly OfPartner[] {
  const own = overlaps.filter(({ partnerId, importedAt }) => partners.has(partnerId) && importedAt <= asOf);
  return [...groupBy(own, ({ partnerId }) => partnerId)].flatMap(([id, entries]): readonly OfPartner[] => {
    const best = entries.toSorted(
      (a, b) =>
        OVERLAP_ORDER.indexOf(a.kind) - OVERLAP_ORDER.indexOf(b.kind) ||
        b.importedAt - a.importedAt ||
        compareIds(a.source, b.source),
    )[0];
    if (best === undefined) return [];
    const { kind: overlap, source, importedAt: at } = best;
    return [[id, { reason: { kind: 'overlap', overlap, source, at }, doubt: OVERLAPS[overlap] }]];
  });
}

/** Of each partner the touch of a sourcing kind that lies the least outside its window. */
function nearReasons(
  { deal, classification, rules }: SuggestionRequest,
  settings: SuggestionSettings,
): readonly OfPartner[] {
  const nearMs = daysToMs(settings.nearDays);
  const near = classification.judged.flatMap(({ touch, standing }) => {
    if (!rules.sourcingKinds.has(touch.kind) || standing === 'status_does_not_count') return [];
    const lateMs = touch.kind === 'registration' ? rules.lateClaimMs : 0;
    const early = deal.createdAt - rules.sourcingLookbackMs - touch.at;
    const late = touch.at - deal.createdAt - lateMs;
    const outsideMs = Math.max(early, late);
    return outsideMs > 0 && outsideMs <= nearMs ? [{ touch, outsideMs }] : [];
  });
  return [...groupBy(near, ({ touch }) => touch.partnerId)].flatMap(([id, own]): readonly OfPartner[] => {
    const nearest = own.toSorted(
      (a, b) => a.outsideMs - b.outsideMs || a.touch.at - b.touch.at || compareIds(a.touch.id, b.touch.id),
    )[0];
    if (nearest === undefined) return [];
    const { touch, outsideMs } = nearest;
    const days = Math.ceil(outsideMs / DAY_MS);
    const reason: SuggestionReason = { kind: 'near_window', touchKind: touch.kind, at: touch.at, days };
    return [[id, { reason, doubt: NEAR_WINDOW }]];
  });
}
