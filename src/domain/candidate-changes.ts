/** The changes of one deal that are worth trying, nearest first; docs/adr/0006-counterfactual.md gives the reasons. */
import { DAY_MS, instant, type Instant } from './calendar.js';
import type { Classification, JudgedTouch } from './classify.js';
import { isSameTag, type DealChange } from './deal-change.js';
import type { DealFacts } from './deal.js';
import { groupBy } from './group-by.js';
import { compareIds, touchId, type PartnerId } from './ids.js';
import { windowOf, type PartnerDirectory, type Rules } from './rules.js';
import { statusCounts, TOUCH_KINDS, type Tag, type TagState, type Touch } from './touch.js';

/** A deal as it was classified. */
export interface ClassifiedDeal {
  readonly facts: DealFacts;
  readonly classification: Classification;
  readonly partners: PartnerDirectory;
  readonly rules: Rules;
  readonly asOf: Instant;
}

/** Changes of one step of the search, in the order in which they are tried. */
export interface Candidates {
  readonly changes: readonly DealChange[];
  /** Only a change that gives more to its own partner is taken. */
  readonly gainsOnly: boolean;
}

/** A move is near up to here. */
export const NEAR_MS = 30 * DAY_MS;

/** Every step of the search, in order: what is open, what came a little too late, what was missing, what could go. */
export function candidateChanges(deal: ClassifiedDeal): readonly Candidates[] {
  const { facts, classification } = deal;
  const judged = classification.judged.filter(({ standing }) => standing !== 'partner_is_customer');
  const gaining = judged.filter((one) => mayGain(one, deal));
  const losing = firstOfEach(judged.filter((one) => mayLose(one, deal)));
  const tags = distinctTags(facts.tags);
  const of = (changes: readonly DealChange[], gainsOnly = false): Candidates => ({ changes, gainsOnly });
  const removals = (state: TagState): readonly DealChange[] =>
    tags.filter((tag) => tag.state === state).map((tag) => ({ kind: 'tag_removed', tag }));
  return [
    of(tags.filter((tag) => tag.state === 'proposed').map((tag) => ({ kind: 'tag_confirmed', tag }))),
    of(approvals(judged)),
    of(movesTowards(gaining, boundsOf(deal, winningClaims(classification))), true),
    of(additions(deal, judged)),
    of(firstOfEach(judged.filter(counts)).map((touch) => ({ kind: 'touch_removed', touch }))),
    of(removals('confirmed')),
    of(removals('decided')),
    of(movesAway(losing, boundsOf(deal, classification.claims))),
  ];
}

const counts = ({ standing }: JudgedTouch): boolean =>
  standing === 'counts_for_sourcing' || standing === 'counts_for_influence';

/** Only a touch that may source lifts a deal that has an influencing partner already: other moves need no run. */
const mayGain = ({ touch }: JudgedTouch, { classification, rules }: ClassifiedDeal): boolean =>
  statusCounts(touch) &&
  (rules.sourcingKinds.has(touch.kind) ||
    (classification.class === 'direct' && rules.influenceKinds.has(touch.kind)));

/** A sourced deal stays so whatever merely influences it. */
const mayLose = (one: JudgedTouch, { classification, rules }: ClassifiedDeal): boolean =>
  counts(one) && (classification.class !== 'sourced' || rules.sourcingKinds.has(one.touch.kind));

function distinctTags(tags: readonly Tag[]): readonly Tag[] {
  const sorted = tags.toSorted(
    (a, b) =>
      compareIds(a.partnerId, b.partnerId) ||
      compareIds(b.role, a.role) ||
      compareIds(a.motion ?? '', b.motion ?? ''),
  );
  return sorted.filter((tag, place) => sorted.findIndex((one) => isSameTag(one, tag)) === place);
}

const approvals = (judged: readonly JudgedTouch[]): readonly DealChange[] =>
  judged
    .filter(({ touch }) => !statusCounts(touch))
    .map(({ touch }) => ({ kind: 'registration_approved', touch }));

const winningClaims = ({ claims, sourcingPartnerIds }: Classification): Classification['claims'] =>
  claims.filter((claim) => sourcingPartnerIds.includes(claim.partnerId));

/** Every bound of a window and every claim's date, and the milliseconds at both sides of each, as far as they are known. */
function boundsOf(
  { facts, rules, asOf }: ClassifiedDeal,
  claims: Classification['claims'],
): readonly Instant[] {
  const { createdAt, endsAt } = windowOf(facts.deal, asOf);
  const bounds = [
    createdAt - rules.sourcingLookbackMs,
    createdAt - rules.influenceLookbackMs,
    createdAt,
    createdAt + rules.lateClaimMs,
    endsAt,
    ...claims.map((claim) => claim.at),
  ];
  const sides = bounds.flatMap((at) => [at - 1, at, at + 1]).filter((at) => at <= asOf);
  return [...new Set(sides)].map(instant);
}

const likeOf = ({ touch, standing }: JudgedTouch): string =>
  JSON.stringify([touch.partnerId, touch.kind, standing]);

/** Of touches that are alike, the one that is nearest to a bound is the smallest move to it; the others are not tried. */
function movesTowards(judged: readonly JudgedTouch[], bounds: readonly Instant[]): readonly DealChange[] {
  const alike = [...groupBy(judged, likeOf).values()];
  const moves = bounds.flatMap((to) =>
    alike.flatMap((group) => {
      const touches = group.map(({ touch }) => touch).filter((touch) => touch.at !== to);
      const [first, ...others] = touches;
      if (first === undefined) return [];
      const closer = (a: Touch, b: Touch): Touch => (Math.abs(b.at - to) < Math.abs(a.at - to) ? b : a);
      return [{ kind: 'touch_moved' as const, touch: others.reduce(closer, first), to }];
    }),
  );
  return nearestFirst(moves);
}

const movesAway = (touches: readonly Touch[], bounds: readonly Instant[]): readonly DealChange[] =>
  nearestFirst(touches.flatMap((touch) => bounds.map((to) => ({ kind: 'touch_moved' as const, touch, to }))));

type Move = Extract<DealChange, { readonly kind: 'touch_moved' }>;
const distanceOf = ({ touch, to }: Move): number => Math.abs(to - touch.at);

const nearestFirst = (moves: readonly Move[]): readonly Move[] =>
  moves
    .filter((move) => move.to !== move.touch.at && distanceOf(move) <= NEAR_MS)
    .sort(
      (a, b) =>
        distanceOf(a) - distanceOf(b) ||
        compareIds(a.touch.partnerId, b.touch.partnerId) ||
        compareIds(a.touch.id, b.touch.id) ||
        a.to - b.to,
    );

/** Of touches that are alike, the earliest: it dates the claim, and weighs as much as any other. */
const firstOfEach = (judged: readonly JudgedTouch[]): readonly Touch[] =>
  [...groupBy(judged, likeOf).values()].flatMap(([first]) => (first === undefined ? [] : [first.touch]));

/**
 * One touch more, at the end of the deal, of each partner whose touches count and do not add up: of a kind that it has
 * on the deal already, or a meeting. What is worth less goes first.
 */
function additions(
  { facts, classification, rules, asOf }: ClassifiedDeal,
  judged: readonly JudgedTouch[],
): readonly DealChange[] {
  if (classification.class !== 'direct') return [];
  const { endsAt } = windowOf(facts.deal, asOf);
  const byPartner = groupBy(judged.filter(counts), ({ touch }) => touch.partnerId);
  const added = [...byPartner].flatMap(([partnerId, own]) => {
    const had = new Set(own.map(({ touch }) => touch.kind));
    return TOUCH_KINDS.filter((kind) => had.has(kind) || kind === 'meeting')
      .filter((kind) => !rules.sourcingKinds.has(kind))
      .map((kind) => ({ ...hypothetical(facts, partnerId), at: endsAt, kind }));
  });
  return added
    .sort(
      (a, b) =>
        Number(rules.pointsOf(a.kind) - rules.pointsOf(b.kind)) || compareIds(a.partnerId, b.partnerId),
    )
    .map((touch) => ({ kind: 'touch_added', touch }));
}

const hypothetical = ({ deal }: DealFacts, partnerId: PartnerId): Omit<Touch, 'at' | 'kind'> => ({
  id: touchId('one-more'),
  dealId: deal.id,
  partnerId,
  status: null,
  title: null,
});
