/** The card of a company that is no partner, in words. */
import { partnerId } from '../domain/ids.js';
import { fullNameOf, nameOf, type CompanyBasics } from './company-card-facts.js';
import { dealNameOf, FIRST_DEALS, PAGE_DEALS, presentDeals } from './company-deals.js';
import { counted } from './deal-card-days.js';
import { listed } from './deal-card-facts.js';
import { suggestionSentence } from './insight-words.js';
import { partnersAround } from './partners-around.js';
import { suggestedOn, type CustomerCardFacts } from './read-customer-card.js';
import type { AccountSuggestion, CustomerCardView, PartnerAround } from './views/company-card-view.js';

/** Puts who is around a customer in words. */
export function presentCustomerCard(card: CustomerCardFacts): CustomerCardView {
  const { basics, deals, totalDeals, partners } = card;
  const around = partnersAround(card);
  const suggestions = suggestionsOf(card);
  return {
    kind: 'customer',
    companyId: basics.company.id,
    name: fullNameOf(basics.company),
    headline: headlineOf(basics, around),
    hints: hintsOf(card, around.length, suggestions.length),
    partners: around,
    suggestions,
    deals: presentDeals(basics, {
      asked: FIRST_DEALS,
      deals: deals.slice(0, PAGE_DEALS),
      total: totalDeals,
      partners,
    }),
    basis: basisOf(card),
  };
}

const MOST_NAMED = 3;

function headlineOf({ company }: CompanyBasics, around: readonly PartnerAround[]): string {
  if (around.length === 0) return `No partner is around ${nameOf(company)} yet.`;
  const named = around.slice(0, MOST_NAMED).map((one) => nameOf({ id: one.companyId, name: one.name }));
  const more = around.length - named.length;
  const names = listed(more > 0 ? [...named, `${more} more`] : named);
  const many = counted(around.length, 'partner');
  return `${many.charAt(0).toUpperCase()}${many.slice(1)} ${around.length === 1 ? 'is' : 'are'} around ${nameOf(company)}: ${names}.`;
}

function hintsOf(
  { deals, basics }: CustomerCardFacts,
  around: number,
  suggestions: number,
): readonly string[] {
  if (around > 0 || suggestions > 0) return [];
  if (deals.length === 0) {
    return [
      `${nameOf(basics.company)} has no deal yet. If a partner knows it, associate the partner’s people with the meeting: the next deal takes it up.`,
    ];
  }
  return [
    'If a partner brought one of its deals or helps with it, open the deal and tag the partner there.',
    'Meetings, calls and e-mails with a partner’s people count by themselves once they are associated with the deal.',
  ];
}

function suggestionsOf(card: CustomerCardFacts): readonly AccountSuggestion[] {
  const { deals, partners } = card;
  return deals.flatMap((deal) =>
    suggestedOn(deal.record).flatMap((suggestion): readonly AccountSuggestion[] => {
      const partner = partners.get(partnerId(suggestion.partnerId));
      if (partner === undefined) return [];
      return [
        {
          dealId: deal.record.deal.id,
          dealName: dealNameOf(deal),
          text: suggestionSentence(suggestion, {
            partner: () => nameOf(partner),
            timeZone: card.basics.account.timeZone,
          }),
        },
      ];
    }),
  );
}

function basisOf({ basics, deals, totalDeals }: CustomerCardFacts): string {
  const some =
    totalDeals > deals.length
      ? ` The ${deals.length} latest of ${totalDeals} deals were looked at for partners.`
      : '';
  return `Roles and activities as of the last sync, policy ${basics.inForce.policy.version}.${some}`;
}
