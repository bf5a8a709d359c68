import { displayDay } from '../domain/calendar.js';
import type { Claim } from '../domain/classify.js';
import type { PartnerId } from '../domain/ids.js';
import { assertNever } from '../domain/assert-never.js';
import { KIND_LABELS } from './deal-card-evidence.js';
import { listed, nameOf, type DealCardFacts } from './deal-card-facts.js';

/** The rule that gave the class, with the arithmetic of its window. */
export function whySentences(card: DealCardFacts): readonly string[] {
  const { result, classification } = card.attributed;
  const winners = classification.claims.filter((claim) =>
    result.sourcingPartnerIds.includes(claim.partnerId),
  );
  const losers = classification.claims.filter(
    (claim) => !result.sourcingPartnerIds.includes(claim.partnerId),
  );
  const lost = new Set(losers.map((claim) => claim.partnerId));
  return [
    ...winners.map((claim) => claimSentence(card, claim)),
    ...losers.map((claim) => lostSentence(card, claim, winners)),
    ...result.influencingPartnerIds.filter((id) => !lost.has(id)).map((id) => influenceSentence(card, id)),
    ...(result.class === 'direct' ? [directSentence(card)] : []),
    ...versionSentence(card),
  ];
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

// "Northwind’s referral of 12 Sep 2026 counts: the window is 180 days before the deal was created (15 Sep 2026)."
function evidenceSentence(card: DealCardFacts, claim: Claim, kind: 'registration' | null): string {
  const touch = sourcingTouch(card, claim, kind);
  if (touch === undefined) return '';
  const { lookbackDays, lateClaimDays } = card.policy.sourcing;
  const day = (at: typeof touch.at): string => displayDay(at, card.account.timeZone);
  const late = touch.kind === 'registration' && lateClaimDays > 0 ? `, and ${lateClaimDays} days after` : '';
  return (
    `The ${KIND_LABELS[touch.kind].toLowerCase()} of ${nameOf(card, claim.partnerId)} on ${day(touch.at)} counts: ` +
    `the window is ${lookbackDays} days before the deal was created (${day(card.facts.deal.createdAt)})${late}.`
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
  const count = classification.countingTouches.filter((touch) => touch.partnerId === id).length;
  const { lookbackDays, minPoints } = card.policy.influence;
  return (
    `${name} has ${count} ${count === 1 ? 'touch that counts' : 'touches that count'} for influence, from ${lookbackDays} days before the deal was created; ` +
    `the policy asks for ${minPoints} ${minPoints === 1 ? 'point' : 'points'}.`
  );
}

function directSentence(card: DealCardFacts): string {
  const { judged } = card.attributed.classification;
  const counting = judged.filter(
    ({ standing }) => standing === 'counts_for_sourcing' || standing === 'counts_for_influence',
  );
  if (counting.length === 0)
    return 'Nothing that partners did here counts, and no tag stands; the evidence below says why.';
  const { minPoints } = card.policy.influence;
  return `What counts here does not add up to the ${minPoints} ${minPoints === 1 ? 'point' : 'points'} that the policy asks of a partner, and no tag stands.`;
}

// A card and a sync under different policies would show different numbers without saying why.
function versionSentence({ record, policy }: DealCardFacts): readonly string[] {
  const { publishedPolicy } = record;
  if (publishedPolicy === null || publishedPolicy === policy.version) return [];
  return [`The last sync used policy ${publishedPolicy}; this card uses ${policy.version}.`];
}
