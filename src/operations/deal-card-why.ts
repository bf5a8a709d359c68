import type { Claim } from '../domain/classify.js';
import type { PartnerId } from '../domain/ids.js';
import { assertNever } from '../domain/assert-never.js';
import { counterfactualSentence } from './deal-card-counterfactual.js';
import { counted, dayIn, fromCreation } from './deal-card-days.js';
import { KIND_LABELS } from './deal-card-evidence.js';
import { listed, nameOf, type DealCardFacts } from './deal-card-facts.js';
import { isWithoutPartner } from './deal-card-headline.js';
import { legacyOf, legacyRoleSentences, legacySentences } from './deal-card-legacy.js';
import { pointsSentence, whyNotSentences } from './deal-card-why-not.js';

/** Why a deal has its class: the rules that gave it, and what would have changed it. */
export interface Why {
  /** The rule that gave the class, with the arithmetic of its window; then what does not count. */
  readonly rules: readonly string[];
  /** "Registered three days earlier, this deal would be sourced by Northwind."; null where nothing near changes it. */
  readonly counterfactual: string | null;
}

/** Says why; the one wording that cards and `explain` share. */
export const whyOf = (card: DealCardFacts): Why => ({
  rules: ruleSentences(card),
  // Nothing that the rules look at changes what was said then.
  counterfactual: legacyOf(card) === null ? counterfactualSentence(card) : null,
});

/** The same as a card has it: what would have changed the outcome stands at the end. */
export function whySentences(card: DealCardFacts): readonly string[] {
  const { rules, counterfactual } = whyOf(card);
  return counterfactual === null ? rules : [...rules, counterfactual];
}

/** Why one partner has its role; empty where nothing gives it one. */
export function roleSentences(card: DealCardFacts, id: PartnerId): readonly string[] {
  if (legacyOf(card) !== null) return legacyRoleSentences(card, id);
  const { winners, losers, influencers } = parts(card);
  return [
    ...winners.filter((claim) => claim.partnerId === id).map((claim) => claimSentence(card, claim)),
    ...losers.filter((claim) => claim.partnerId === id).map((claim) => lostSentence(card, claim, winners)),
    ...(influencers.includes(id) ? [influenceSentence(card, id)] : []),
  ];
}

function ruleSentences(card: DealCardFacts): readonly string[] {
  const said = legacyOf(card);
  if (said !== null) return [...legacySentences(card, said), ...versionSentence(card)];
  const { winners, losers, influencers } = parts(card);
  return [
    ...winners.map((claim) => claimSentence(card, claim)),
    ...losers.map((claim) => lostSentence(card, claim, winners)),
    ...influencers.map((id) => influenceSentence(card, id)),
    ...(card.attributed.result.class === 'direct' ? [directSentence(card)] : []),
    ...whyNotSentences(card),
    ...versionSentence(card),
  ];
}

/** Claims that won and lost, and who influences the deal without a claim. */
function parts({ attributed: { result, classification } }: DealCardFacts) {
  const sources = (claim: Claim): boolean => result.sourcingPartnerIds.includes(claim.partnerId);
  const winners = classification.claims.filter(sources);
  const losers = classification.claims.filter((claim) => !sources(claim));
  const lost = new Set(losers.map((claim) => claim.partnerId));
  return { winners, losers, influencers: result.influencingPartnerIds.filter((id) => !lost.has(id)) };
}

function claimSentence(card: DealCardFacts, claim: Claim): string {
  const name = nameOf(card, claim.partnerId);
  switch (claim.strength) {
    case 4:
      return `The partnership manager decided that ${name} sourced this deal.`;
    case 3:
      return `${evidenceSentence(card, claim, 'registration')} A registration goes before a tag.`;
    case 2:
      return `${name} is tagged as sourced, and that tag stands. ${sourcingEvidence(card, claim)}`.trimEnd();
    case 1:
      return evidenceSentence(card, claim, null);
    default:
      return assertNever(claim.strength);
  }
}

const sourcingTouch = (card: DealCardFacts, claim: Claim, kind: 'registration' | null) =>
  card.attributed.classification.judged.find(
    ({ touch, standing }) =>
      touch.partnerId === claim.partnerId &&
      standing === 'counts_for_sourcing' &&
      (kind === null || touch.kind === kind),
  )?.touch;

const sourcingEvidence = (card: DealCardFacts, claim: Claim): string =>
  sourcingTouch(card, claim, null) === undefined
    ? 'No touch of it counts for sourcing, so the claim is dated when the deal was created.'
    : evidenceSentence(card, claim, null);

// "The referral of Northwind on 12 Sep 2026, three days before the deal was created, counts: …"
function evidenceSentence(card: DealCardFacts, claim: Claim, kind: 'registration' | null): string {
  const touch = sourcingTouch(card, claim, kind);
  if (touch === undefined) return '';
  const { lookbackDays, lateClaimDays } = card.policy.sourcing;
  const late =
    touch.kind === 'registration' && lateClaimDays > 0 ? `, and ${counted(lateClaimDays, 'day')} after` : '';
  return (
    `The ${KIND_LABELS[touch.kind].toLowerCase()} of ${nameOf(card, claim.partnerId)} on ${dayIn(card, touch.at)}, ` +
    `${fromCreation(card, touch.at)} (${dayIn(card, card.facts.deal.createdAt)}), counts: ` +
    `the window is ${counted(lookbackDays, 'day')} before${late}.`
  );
}

function lostSentence(card: DealCardFacts, claim: Claim, winners: readonly Claim[]): string {
  const [winner] = winners;
  const names = listed(winners.map((one) => nameOf(card, one.partnerId)));
  const why =
    winner !== undefined && winner.strength > claim.strength
      ? `the claim of ${names} is stronger`
      : winner?.at === claim.at
        ? `both claims have the same date, and ${names} has the smaller record ID`
        : `the claim of ${names} is earlier`;
  return `${nameOf(card, claim.partnerId)} claims this deal too, and counts as an influencer: ${why}.`;
}

function influenceSentence(card: DealCardFacts, id: PartnerId): string {
  const { classification } = card.attributed;
  const standing = classification.tags.find(({ tag, stands }) => stands && tag.partnerId === id)?.tag;
  const name = nameOf(card, id);
  if (standing?.role === 'influenced') {
    return standing.state === 'decided'
      ? `The partnership manager decided that ${name} influenced this deal.`
      : `${name} is tagged as influenced, and that tag stands.`;
  }
  const kinds = classification.countingTouches
    .filter((touch) => touch.partnerId === id)
    .map((touch) => touch.kind);
  return `${pointsSentence(card, id, kinds)}.`;
}

function directSentence(card: DealCardFacts): string {
  const { judged } = card.attributed.classification;
  if (isWithoutPartner(card))
    return 'No activity, referral, registration or tag names a partner on this deal.';
  const counting = judged.filter(
    ({ standing }) => standing === 'counts_for_sourcing' || standing === 'counts_for_influence',
  );
  if (counting.length === 0) return 'Nothing that partners did here counts, and no tag stands.';
  const { minPoints } = card.policy.influence;
  return `What counts here does not add up to the ${minPoints} ${minPoints === 1 ? 'point' : 'points'} that the policy asks of a partner, and no tag stands.`;
}

// A card and a sync under different policies would show different numbers without saying why.
function versionSentence({ record, policy }: DealCardFacts): readonly string[] {
  const { publishedPolicy } = record;
  if (publishedPolicy === null || publishedPolicy === policy.version) return [];
  return [`The last sync used policy ${publishedPolicy}; this card uses ${policy.version}.`];
}
