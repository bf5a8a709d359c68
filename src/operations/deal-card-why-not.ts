/** What was looked at and does not count, or counts for less than one might think: a sentence each. */
import { DAY_MS } from '../domain/calendar.js';
import type { JudgedTouch } from '../domain/classify.js';
import { groupBy } from '../domain/group-by.js';
import { isExcluded, partnerOf } from '../domain/rules.js';
import type { PartnerId } from '../domain/ids.js';
import type { Touch, TouchKind } from '../domain/touch.js';
import { counted, dayIn, fromCreation } from './deal-card-days.js';
import { KIND_LABELS } from './deal-card-evidence.js';
import { listed, nameOf, type DealCardFacts } from './deal-card-facts.js';

/**
 * In the order of the rules: exclusions, windows, tags, points, the close.
 * @param only the partner that is asked about; null for all on the deal.
 */
export function whyNotSentences(card: DealCardFacts, only: PartnerId | null = null): readonly string[] {
  const isAsked: IsAsked = (id) => only === null || id === only;
  return [
    ...firstFew(
      excludedPartners(card)
        .filter(isAsked)
        .map((id) => excludedSentence(card, id)),
    ),
    ...firstFew(
      missed(card)
        .filter(({ touch }) => isAsked(touch.partnerId))
        .map((one) => missedSentence(card, one)),
    ),
    ...firstFew(tagSentences(card, isAsked)),
    ...firstFew(tooFewSentences(card, isAsked)),
    ...afterCloseSentence(card, isAsked),
  ];
}

type IsAsked = (id: PartnerId) => boolean;

// The evidence tells of the others.
const firstFew = (sentences: readonly string[]): readonly string[] => [...new Set(sentences)].slice(0, 3);

/** Partners with a touch or tag on the deal that are its customer, or of the same group (attribution.md §3.1). */
export function excludedPartners({
  facts,
  attributed,
  partners,
  policy,
}: DealCardFacts): readonly PartnerId[] {
  const on = [...attributed.classification.judged.map(({ touch }) => touch), ...facts.tags];
  const ids = [...new Set(on.map((one) => one.partnerId))];
  const { customer } = facts.deal;
  return ids.filter((id) => isExcluded(partnerOf(id, partners), customer, partners, policy.exclude));
}

const excludedSentence = (card: DealCardFacts, id: PartnerId): string =>
  `${nameOf(card, id)} is the customer of this deal, or of the same group: it is taken out before anything else is looked at.`;

// Evidence that could have given a role, or a better one.
function missed({ attributed, policy }: DealCardFacts): readonly JudgedTouch[] {
  const sourcing: readonly TouchKind[] = policy.sourcing.kinds;
  return attributed.classification.judged.filter(
    ({ touch, standing }) =>
      standing === 'outside_window' ||
      standing === 'status_does_not_count' ||
      (standing === 'counts_for_influence' && sourcing.includes(touch.kind)),
  );
}

function missedSentence(card: DealCardFacts, { touch, standing }: JudgedTouch): string {
  const { sourcing, influence } = card.policy;
  const { createdAt } = card.facts.deal;
  const what = `The ${KIND_LABELS[touch.kind].toLowerCase()} of ${nameOf(card, touch.partnerId)} on ${dayIn(card, touch.at)}`;
  if (standing === 'status_does_not_count') return `${what} does not count: it is not approved.`;
  const effect =
    standing === 'counts_for_influence' ? 'counts for influence, not for sourcing' : 'does not count';
  const sources = (sourcing.kinds as readonly TouchKind[]).includes(touch.kind);
  const { lookbackDays } = sources ? sourcing : influence;
  const lateDays = counted(sourcing.lateClaimDays, 'day');
  const window =
    touch.at < createdAt
      ? `the window opens ${counted(lookbackDays, 'day')} before${isOnEdge(card, touch, lookbackDays) ? ', a moment later' : ''}`
      : touch.kind === 'registration'
        ? `a registration may come ${lateDays} after at the latest`
        : `only a registration may come after, up to ${lateDays}`;
  return `${what} ${effect}: it came ${fromCreation(card, touch.at)} (${dayIn(card, createdAt)}); ${window}.`;
}

// "90 days before, the window opens 90 days before" would read like a mistake.
const isOnEdge = ({ facts }: DealCardFacts, touch: Touch, lookbackDays: number): boolean =>
  Math.round((facts.deal.createdAt - touch.at) / DAY_MS) <= lookbackDays;

function tagSentences(card: DealCardFacts, isAsked: IsAsked): readonly string[] {
  const excluded = new Set(excludedPartners(card));
  const proposed = card.facts.tags
    .filter((tag) => tag.state === 'proposed' && !excluded.has(tag.partnerId) && isAsked(tag.partnerId))
    .map(
      ({ partnerId, role }) =>
        `${nameOf(card, partnerId)} is proposed as ${role}; that does nothing until somebody confirms it.`,
    );
  const fallen = card.attributed.classification.tags
    .filter(({ tag, stands }) => !stands && isAsked(tag.partnerId))
    .map(
      ({ tag }) =>
        `${nameOf(card, tag.partnerId)} is tagged as ${tag.role}, but the policy asks for a touch that counts for that role, and there is none.`,
    );
  return [...proposed, ...fallen];
}

// Partners whose touches count, and who have no part all the same.
function tooFewSentences(card: DealCardFacts, isAsked: IsAsked): readonly string[] {
  const { result, classification } = card.attributed;
  const withPart = new Set([...result.sourcingPartnerIds, ...result.influencingPartnerIds]);
  const counting = classification.judged.filter(
    ({ touch: { partnerId: id }, standing }) =>
      standing === 'counts_for_influence' && !withPart.has(id) && isAsked(id),
  );
  return [...groupBy(counting, ({ touch }) => touch.partnerId)].map(
    ([id, touches]) =>
      `${pointsSentence(
        card,
        id,
        touches.map(({ touch }) => touch.kind),
      )}, so it has no part.`,
  );
}

/** "Fabrikam has two touches that count for influence (from 90 days before …), worth 2 points; the policy asks for 1" */
export function pointsSentence(card: DealCardFacts, id: PartnerId, kinds: readonly TouchKind[]): string {
  const { points, minPoints, lookbackDays } = card.policy.influence;
  const sum = kinds.reduce((all, kind) => all + (points[kind] ?? 1), 0);
  // Tenths do not add up in doubles; nobody sets points to a millionth.
  const worth = Math.round(sum * 1e6) / 1e6;
  return (
    `${nameOf(card, id)} has ${counted(kinds.length, 'touch', 'touches')} that ${kinds.length === 1 ? 'counts' : 'count'} for influence ` +
    `(from ${counted(lookbackDays, 'day')} before the deal was created to its end), ` +
    `worth ${worth} ${worth === 1 ? 'point' : 'points'}; the policy asks for ${minPoints}`
  );
}

function afterCloseSentence(card: DealCardFacts, isAsked: IsAsked): readonly string[] {
  const late = card.attributed.classification.judged.filter(
    ({ touch, standing }) => standing === 'after_close' && isAsked(touch.partnerId),
  );
  const { closedAt } = card.facts.deal;
  if (late.length === 0 || closedAt === null) return [];
  const names = listed([...new Set(late.map(({ touch }) => nameOf(card, touch.partnerId)))].slice(0, 3));
  return [`What ${names} did after the deal closed (${dayIn(card, closedAt)}) is shown, and does not count.`];
}
