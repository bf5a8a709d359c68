/** What a partnership manager should look at on a deal, worked out of its classification and what lies around it. */
import { contestants } from './contestants.js';
import { DAY_MS } from './calendar.js';
import type { Classification, JudgedTouch } from './classify.js';
import type { DealFacts } from './deal.js';
import type { DealSurroundings } from './deal-surroundings.js';
import { daysToMs } from './decimal.js';
import { groupBy } from './group-by.js';
import { HYGIENE_CODES, type HygieneFinding } from './hygiene.js';
import { compareIds, touchId, type PartnerId } from './ids.js';
import { isExcluded, partnerOf, type PartnerDirectory, type Rules } from './rules.js';

export interface HygieneRequest {
  readonly facts: DealFacts;
  readonly classification: Classification;
  readonly surroundings: Pick<DealSurroundings, 'activities' | 'tagTimes'>;
  readonly partners: PartnerDirectory;
  readonly rules: Rules;
}

type FindingsOf = (request: HygieneRequest) => readonly HygieneFinding[];

/** Every finding on a deal, by code, then by partner; the order of what is given makes no difference. */
export const hygieneFindings: FindingsOf = (request) =>
  RULES.flatMap((rule) => rule(request)).sort(
    (a, b) =>
      HYGIENE_CODES.indexOf(a.code) - HYGIENE_CODES.indexOf(b.code) || compareIds(a.partnerId, b.partnerId),
  );

const counts = ({ standing }: JudgedTouch): boolean =>
  standing === 'counts_for_sourcing' || standing === 'counts_for_influence';

/**
 * Whether something came late to a won deal: after its close, or within the last days before it while the deal had stood
 * for as many days without it. On a deal that was shorter, everything is near its close. Both bounds are inclusive.
 */
function isLate({ facts: { deal }, rules }: HygieneRequest, at: number): boolean {
  if (deal.status !== 'won' || deal.closedAt === null) return false;
  if (at > deal.closedAt) return true;
  const nearMs = daysToMs(rules.policy.programme.hygiene.nearCloseDays);
  return at >= deal.closedAt - nearMs && at - deal.createdAt >= nearMs;
}

/** A tag that is known to have been set late, with no touch of its partner before it. */
const taggedNearClose: FindingsOf = (request) => {
  const { classification, surroundings, facts } = request;
  return classification.tags.flatMap(({ tag }): readonly HygieneFinding[] => {
    const tagged = surroundings.tagTimes.get(tag.partnerId);
    const { closedAt } = facts.deal;
    if (tagged === undefined || closedAt === null || !isLate(request, tagged.after)) return [];
    const earlier = classification.judged.some(
      (one) => one.touch.partnerId === tag.partnerId && counts(one) && one.touch.at <= tagged.by,
    );
    if (earlier) return [];
    return [{ code: 'tagged_near_close', partnerId: tag.partnerId, role: tag.role, tagged, closedAt }];
  });
};

/** Of each partner the earliest registration or referral that came late. */
const registeredNearClose: FindingsOf = (request) => {
  const { classification, facts, rules } = request;
  const { closedAt } = facts.deal;
  if (closedAt === null) return [];
  const late = classification.judged.filter(
    ({ touch, standing }) =>
      rules.sourcingKinds.has(touch.kind) &&
      standing !== 'status_does_not_count' &&
      standing !== 'partner_is_customer' &&
      isLate(request, touch.at),
  );
  return [...groupBy(late, ({ touch }) => touch.partnerId)].flatMap(([partnerId, own]) =>
    own
      .map(({ touch }) => touch)
      .sort((a, b) => a.at - b.at || compareIds(a.id, b.id))
      .slice(0, 1)
      .map(({ kind, at }): HygieneFinding => ({
        code: 'registered_near_close',
        partnerId,
        touchKind: kind,
        at,
        closedAt,
      })),
  );
};

const influencedWithoutTouch: FindingsOf = ({ classification }) => {
  const active = new Set(classification.judged.filter(counts).map(({ touch }) => touch.partnerId));
  return classification.influencingPartnerIds
    .filter((partnerId) => !active.has(partnerId))
    .map((partnerId) => ({ code: 'influenced_without_touch', partnerId }));
};

/**
 * Touches that count and were entered in the CRM much later than the date they claim, or only after the close that they
 * are dated before. What is logged within a day is not held against anybody.
 */
const backDatedTouch: FindingsOf = ({ classification, facts, surroundings, rules }) => {
  const counting = new Set(
    classification.judged.filter(counts).map(({ touch }) => `${touch.partnerId} ${touch.id}`),
  );
  const mostMs = daysToMs(rules.policy.programme.hygiene.backDatedDays);
  const { closedAt } = facts.deal;
  const entered = [
    ...new Map(surroundings.activities.map((one) => [`${one.partnerId} ${one.activityId}`, one])),
  ].flatMap(([key, { recordedAt, ...one }]) => {
    if (recordedAt === null || one.place !== 'touch' || !counting.has(key)) return [];
    const gapMs = recordedAt - one.at;
    const afterClose = closedAt !== null && one.at <= closedAt && recordedAt > closedAt && gapMs > DAY_MS;
    return gapMs > mostMs || afterClose ? [{ ...one, recordedAt, gapMs }] : [];
  });
  return [...groupBy(entered, ({ partnerId }) => partnerId)].flatMap(([partnerId, own]) =>
    own
      .toSorted((a, b) => b.gapMs - a.gapMs || compareIds(a.activityId, b.activityId))
      .slice(0, 1)
      .map(({ activityId, kind, at, recordedAt }): HygieneFinding => ({
        code: 'back_dated_touch',
        partnerId,
        touchId: touchId(activityId),
        touchKind: kind,
        at,
        recordedAt,
        touches: own.length,
      })),
  );
};

/** Whatever the policy does about it: one that counts is to be looked at all the more. */
const partnerIsCustomer: FindingsOf = ({ facts, classification, partners, rules }) => {
  const exclude = { ...rules.policy.exclude, partnerIsCustomer: true };
  const isCustomer = (id: PartnerId): boolean =>
    isExcluded(partnerOf(id, partners), facts.deal.customer, partners, exclude);
  const tagged = new Set(facts.tags.map(({ partnerId }) => partnerId).filter(isCustomer));
  const touches = groupBy(
    classification.judged.filter(({ touch }) => isCustomer(touch.partnerId)),
    ({ touch }) => touch.partnerId,
  );
  return [...new Set([...tagged, ...touches.keys()])].map((partnerId) => ({
    code: 'partner_is_customer',
    partnerId,
    tagged: tagged.has(partnerId),
    touches: touches.get(partnerId)?.length ?? 0,
  }));
};

/** As the flag `sourcing_conflict`. */
const partnersClaimDeal: FindingsOf = ({ classification }) => {
  const { sourcingPartnerIds } = classification;
  const winner = sourcingPartnerIds[0];
  const others = contestants(classification)
    .map(({ partnerId }) => partnerId)
    .filter((id) => !sourcingPartnerIds.includes(id));
  if (winner === undefined || others.length === 0) return [];
  return [{ code: 'partners_claim_deal', partnerId: winner, others }];
};

const RULES: readonly FindingsOf[] = [
  taggedNearClose,
  registeredNearClose,
  influencedWithoutTouch,
  backDatedTouch,
  partnerIsCustomer,
  partnersClaimDeal,
];
