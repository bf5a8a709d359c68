import { displayDay } from '../domain/calendar.js';
import type { PartnerId } from '../domain/ids.js';
import { PARTNER_STAGES, PARTNER_TIERS, PARTNER_TYPES } from '../domain/partner.js';
import type { Actor } from './actor.js';
import { MOTION_LABELS } from './deal-card-evidence.js';
import { fullNameOf, listed, nameOf, type DealCardFacts } from './deal-card-facts.js';
import { partnerWhy } from './deal-card-partner-why.js';
import { managerOf } from './deal-card-sentences.js';
import { tagOf } from './deal-card-tagging.js';
import { isCut } from './spoken-name.js';
import type { DealCardPartner } from './views/deal-card-view.js';

/** Partners with a role, the source first; then those that are on the deal without one. */
export function involvedPartners(card: DealCardFacts): readonly PartnerId[] {
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

/** Who a partner is, whatever deal it is on. */
export function tierWords(card: DealCardFacts, id: PartnerId): Pick<DealCardPartner, 'tier' | 'tierVariant'> {
  const tier = card.partners.get(id)?.tier ?? null;
  return tier === null
    ? { tier: 'No tier', tierVariant: 'default' }
    : { tier: PARTNER_TIERS[tier], tierVariant: TIER_VARIANTS[tier] };
}

/** One row of the card's table. */
export function partnerRow(card: DealCardFacts, id: PartnerId, actor: Actor): DealCardPartner {
  const partner = card.partners.get(id);
  const touches = card.attributed.classification.judged.filter(({ touch }) => touch.partnerId === id);
  const last = touches.at(-1)?.touch.at;
  const { type = null, stage = null } = partner ?? {};
  const via = card.via?.get(id) ?? [];
  return {
    companyId: id,
    name: fullNameOf(card, id),
    shortName: nameOf(card, id),
    isShortened: isCut(fullNameOf(card, id)),
    ...tierWords(card, id),
    type: type === null ? 'No type' : PARTNER_TYPES[type],
    stage: stage === null ? 'Not set' : PARTNER_STAGES[stage],
    role: roleOf(card, id),
    manager: (partner === undefined ? null : managerOf(card, partner)) ?? 'Nobody yet',
    ...(via.length === 0 ? {} : { via: `via ${listed(via)}` }),
    lastTouch: last === undefined ? 'None' : displayDay(last, card.account.timeZone),
    why: partnerWhy(card, id),
    tag: tagOf(card, id, actor),
  };
}

/** "Sourced · referral". */
export function roleOf(card: DealCardFacts, id: PartnerId): string {
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
