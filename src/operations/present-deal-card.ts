/** The deal card's words: sentences for the rep first, arithmetic, policy and lock behind “Why”. */
import { displayDay, instant } from '../domain/calendar.js';
import type { PartnerId } from '../domain/ids.js';
import { PARTNER_STAGES, PARTNER_TIERS, PARTNER_TYPES, type PartnerProfile } from '../domain/partner.js';
import { basisOf } from './deal-card-basis.js';
import { creditOf } from './deal-card-credit.js';
import { dayIn, fromCreation } from './deal-card-days.js';
import { evidenceOf, MOTION_LABELS } from './deal-card-evidence.js';
import { listed, nameOf, type DealCardFacts } from './deal-card-facts.js';
import { CLASS_TAGS, headlineOf, isWithoutPartner } from './deal-card-headline.js';
import { noticesOf } from './deal-card-notices.js';
import type { DealCardPartner, DealCardView } from './views/deal-card-view.js';
import { whySentences } from './deal-card-why.js';

/** Puts an attributed deal in words. */
export function presentDealCard(card: DealCardFacts): DealCardView {
  const { result } = card.attributed;
  if (isWithoutPartner(card)) {
    return {
      kind: 'empty',
      headline: headlineOf(card),
      hint: 'If a partner brought it or helps with it, add the partner under Companies with a “Partner …” label.',
      basis: basisOf(card),
    };
  }
  return {
    kind: 'ready',
    headline: headlineOf(card),
    classTag: CLASS_TAGS[result.class],
    sentences: [...helpSentences(card), ...contactSentences(card)],
    notices: noticesOf(card),
    partners: involved(card).map((id) => partnerRow(card, id)),
    credit: creditOf(card),
    evidence: evidenceOf(card),
    why: { sentences: whySentences(card), basis: basisOf(card) },
  };
}

// What each partner did, the source first.
function helpSentences(card: DealCardFacts): readonly string[] {
  const { sourcingPartnerIds, influencingPartnerIds } = card.attributed.result;
  const sourced = sourcingPartnerIds.map((id) => sourcedSentence(card, id));
  const also = sourcingPartnerIds.length > 0 ? 'also helped' : 'helped';
  const helped = influencingPartnerIds.slice(0, MOST_NAMED).map((id) => helpSentence(card, id, also));
  const more = influencingPartnerIds.length - MOST_NAMED;
  return [
    ...sourced,
    ...helped,
    ...(more > 0 ? [`${more} more partners helped; they are in the table.`] : []),
  ];
}

const MOST_NAMED = 3;

function helpSentence(card: DealCardFacts, id: PartnerId, helped: string): string {
  const deeds = deedsOf(card, id);
  if (deeds === '') return `${nameOf(card, id)} is tagged by your team, with no activity in the CRM yet.`;
  return `${nameOf(card, id)} ${helped}: ${deeds}.`;
}

function sourcedSentence(card: DealCardFacts, id: PartnerId): string {
  const first = card.attributed.classification.judged.find(
    ({ touch, standing }) => touch.partnerId === id && standing === 'counts_for_sourcing',
  )?.touch;
  if (first === undefined) return `${nameOf(card, id)} is tagged as the source by your team.`;
  const verb =
    first.kind === 'registration' ? 'Registered' : first.kind === 'referral' ? 'Referred' : 'First active';
  return `${verb} on ${dayIn(card, first.at)}, ${fromCreation(card, first.at)}.`;
}

// "demo on 2 Oct 2026 and 2 meetings (last on 5 Nov 2026)"; empty where only a tag speaks for the partner.
function deedsOf(card: DealCardFacts, id: PartnerId): string {
  const counting = card.attributed.classification.countingTouches.filter((touch) => touch.partnerId === id);
  const real = counting.filter((touch) => touch.kind !== 'tag');
  const kinds = [...new Set(real.map((touch) => touch.kind))];
  const deeds = kinds.map((kind) => {
    const same = real.filter((touch) => touch.kind === kind);
    const last = displayDay(same.at(-1)?.at ?? instant(0), card.account.timeZone);
    return same.length === 1 ? `${kind} on ${last}` : `${same.length} ${kind}s (last on ${last})`;
  });
  return listed(deeds);
}

function contactSentences(card: DealCardFacts): readonly string[] {
  const first = contactOf(card);
  const partner = first === undefined ? undefined : card.partners.get(first);
  if (first === undefined || partner === undefined) return [];
  const call = partner.phone === null ? [] : [`Call ${nameOf(card, first)} on ${partner.phone}.`];
  const manager = managerOf(card, partner);
  return [[...call, ...(manager === null ? [] : [`Our partner manager is ${manager}.`])].join(' ')].filter(
    (sentence) => sentence !== '',
  );
}

const managerOf = (card: DealCardFacts, partner: PartnerProfile): string | null =>
  card.owners.find((owner) => owner.id === partner.managerId)?.name ?? null;

/** Whom to call about the deal: never the customer itself. */
function contactOf(card: DealCardFacts): PartnerId | undefined {
  const { sourcingPartnerIds, influencingPartnerIds } = card.attributed.result;
  return sourcingPartnerIds[0] ?? influencingPartnerIds[0];
}

/** Partners with a role, the source first; then those that are on the deal without one. */
function involved(card: DealCardFacts): readonly PartnerId[] {
  const { result, classification } = card.attributed;
  const others = [...classification.judged.map(({ touch }) => touch), ...card.facts.tags].map(
    (one) => one.partnerId,
  );
  return [...new Set([...result.sourcingPartnerIds, ...result.influencingPartnerIds, ...others])];
}

const TIER_VARIANTS = {
  registered: 'default',
  silver: 'default',
  gold: 'warning',
  platinum: 'info',
} as const;

function partnerRow(card: DealCardFacts, id: PartnerId): DealCardPartner {
  const partner = card.partners.get(id);
  const touches = card.attributed.classification.judged.filter(({ touch }) => touch.partnerId === id);
  const last = touches.at(-1)?.touch.at;
  const { tier = null, type = null, stage = null } = partner ?? {};
  return {
    companyId: id,
    name: nameOf(card, id),
    tier: tier === null ? 'No tier' : PARTNER_TIERS[tier],
    tierVariant: tier === null ? 'default' : TIER_VARIANTS[tier],
    type: type === null ? 'No type' : PARTNER_TYPES[type],
    stage: stage === null ? 'Not set' : PARTNER_STAGES[stage],
    role: roleOf(card, id),
    manager: (partner === undefined ? null : managerOf(card, partner)) ?? 'Nobody yet',
    lastTouch: last === undefined ? 'None' : displayDay(last, card.account.timeZone),
  };
}

function roleOf(card: DealCardFacts, id: PartnerId): string {
  const { result, classification } = card.attributed;
  const tag = card.facts.tags.find((one) => one.partnerId === id && one.motion !== null);
  const referred = classification.judged.some(
    ({ touch, standing }) =>
      touch.partnerId === id && touch.kind === 'referral' && standing === 'counts_for_sourcing',
  );
  const motion = tag?.motion ?? (referred ? 'referral' : null);
  const suffix = motion === null ? '' : ` · ${MOTION_LABELS[motion]}`;
  if (result.sourcingPartnerIds.includes(id)) return `Sourced${suffix}`;
  if (result.influencingPartnerIds.includes(id)) return `Influenced${suffix}`;
  const isProposed = card.facts.tags.some((one) => one.partnerId === id && one.state === 'proposed');
  return isProposed ? 'Proposed' : 'No role';
}
