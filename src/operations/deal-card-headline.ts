import type { DealClass } from '../domain/credit.js';
import type { PartnerId } from '../domain/ids.js';
import { PARTNER_TIERS } from '../domain/partner.js';
import { listed, nameOf, type DealCardFacts } from './deal-card-facts.js';

/** A deal's class as the card's label shows it. */
export const CLASS_TAGS: Readonly<
  Record<DealClass, { readonly text: string; readonly variant: 'success' | 'info' | 'default' }>
> = {
  sourced: { text: 'Partner-sourced', variant: 'success' },
  influenced: { text: 'Partner-influenced', variant: 'info' },
  direct: { text: 'Direct', variant: 'default' },
};

/** Whether nothing at all names a partner on the deal. */
export const isWithoutPartner = ({ attributed, facts }: DealCardFacts): boolean =>
  attributed.classification.judged.length === 0 && facts.tags.length === 0;

/** Whose deal it is. Example: "Northwind Systems (Gold) sourced this deal." */
export function headlineOf(card: DealCardFacts): string {
  const { attributed } = card;
  if (attributed.result.flags.includes('legacy') && attributed.result.class !== 'direct') {
    const unnamed = [...attributed.result.sourcingPartnerIds, ...attributed.result.influencingPartnerIds];
    if (unnamed.length === 0)
      return `A partner ${attributed.result.class} this deal, says the portal’s own field; it names nobody.`;
  }
  if (isWithoutPartner(card)) return 'No partner on this deal.';
  const { sourcingPartnerIds, influencingPartnerIds } = attributed.result;
  const named = (id: PartnerId): string => {
    const tier = card.partners.get(id)?.tier;
    return tier == null ? nameOf(card, id) : `${nameOf(card, id)} (${PARTNER_TIERS[tier]})`;
  };
  const together = sourcingPartnerIds.length > 1 ? ' together' : '';
  if (sourcingPartnerIds.length > 0)
    return `${listed(sourcingPartnerIds.map(named))} sourced this deal${together}.`;
  if (influencingPartnerIds.length > 3)
    return `${influencingPartnerIds.length} partners influenced this deal.`;
  if (influencingPartnerIds.length > 0)
    return `${listed(influencingPartnerIds.map(named))} influenced this deal.`;
  return 'No partner has a role on this deal.';
}
