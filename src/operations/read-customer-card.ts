/** What the card of a company that is no partner reads besides the company itself: two rounds. */
import { partnerId, type PartnerId } from '../domain/ids.js';
import type { CompanyBasics } from './company-card-facts.js';
import { dealsOfCustomer, partnersOn, publishedDeals } from './company-deals.js';
import type { CompanyRecord, Crm, PublishedDeal } from './crm-port.js';

export interface CustomerCardFacts {
  readonly basics: CompanyBasics;
  /** The latest by close date, at most `MOST_DEALS`. */
  readonly deals: readonly PublishedDeal[];
  readonly totalDeals: number;
  /** Companies around it that are partners, by partner id. */
  readonly partners: ReadonlyMap<PartnerId, CompanyRecord>;
  /** Its parent; null where it has none, or none that is there. */
  readonly parent: CompanyRecord | null;
}

/** Deals that are looked at for partners. */
export const MOST_DEALS = 100;
/** A group of more companies than this is nobody's to read on a card. */
const MOST_RELATIVES = 200;

/** Reads what the card of a customer shows. */
export async function readCustomerCard(crm: Crm, basics: CompanyBasics): Promise<CustomerCardFacts> {
  const { id, parentCompanyId } = basics.company;
  const [found, siblings] = await Promise.all([
    crm.searchDeals({
      anyOf: dealsOfCustomer(id),
      order: { by: 'closed', direction: 'descending' },
      offset: 0,
      limit: MOST_DEALS,
    }),
    parentCompanyId === null ? [] : crm.links('companies', 'companies', [parentCompanyId]),
  ]);
  const deals = publishedDeals(crm, found, basics);
  const family = [...new Map(siblings).values()].flat().map((link) => link.toId);
  const around = await crm.companiesById([
    ...partnersNamed(deals),
    ...(parentCompanyId === null ? [] : [parentCompanyId]),
    ...[...basics.relatives, ...family].slice(0, MOST_RELATIVES),
  ]);
  const partners = around.filter((one) => one.partner !== null && one.id !== id);
  return {
    basics,
    deals,
    totalDeals: found.total,
    partners: new Map(partners.map((one) => [partnerId(one.id), one])),
    parent: around.find((one) => one.id === parentCompanyId) ?? null,
  };
}

/** By a role, by an activity, by a ruling or by a suggestion. */
function partnersNamed(deals: readonly PublishedDeal[]): readonly PartnerId[] {
  const active = deals.flatMap(({ record }) => [
    ...touchesOf(record).map((touch) => touch.partnerId),
    ...suggestedOn(record).map((suggestion) => suggestion.partnerId),
  ]);
  return [...new Set([...partnersOn(deals), ...active])];
}

/** What partners did on a deal, as of the last sync. */
export const touchesOf = ({ publishedTouches }: PublishedDeal['record']) =>
  publishedTouches.kind === 'read' ? publishedTouches.touches : [];

/** Partners that may belong on a deal, and that nobody has dismissed. */
export const suggestedOn = ({ insights, dismissals }: PublishedDeal['record']) =>
  insights.kind !== 'read'
    ? []
    : insights.insights.suggestions.filter(
        ({ partnerId: id }) => !(dismissals ?? []).some((dismissed) => dismissed.partnerId === id),
      );
