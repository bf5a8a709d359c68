/** A company's deals, page by page: those with a role of a partner, or those of a customer. */
import { instant, type Instant } from '../domain/calendar.js';
import type { DealStatus } from '../domain/deal.js';
import { partnerId, type PartnerId } from '../domain/ids.js';
import { displayMoney } from '../domain/money.js';
import { dayOf, nameOf, type CompanyBasics } from './company-card-facts.js';
import type { CompanyRecord, Crm, FoundRecords, PublishedDeal } from './crm-port.js';
import { CLASS_TAGS } from './deal-card-headline.js';
import { MOST_FOUND, type DealCondition, type DealSearch } from './search-port.js';
import type { CompanyDealRow, CompanyDealsSort, CompanyDealsView } from './views/company-deals-view.js';

/** Which page of a company's deals, and in what order. */
export interface DealsAsked {
  /** From 1. */
  readonly page: number;
  readonly sort: CompanyDealsSort;
  readonly direction: 'ascending' | 'descending';
}

/** What a card opens with: the deals that close last. */
export const FIRST_DEALS: DealsAsked = { page: 1, sort: 'closed', direction: 'descending' };

/** Deals on one page. */
export const PAGE_DEALS = 10;

const LAST_PAGE = MOST_FOUND / PAGE_DEALS;

/** Deals on which a partner has a role, as the last sync published it. */
export const dealsOfPartner = (id: PartnerId): readonly (readonly DealCondition[])[] => [
  [{ kind: 'partner', role: 'sourced', partnerId: id }],
  [{ kind: 'partner', role: 'influenced', partnerId: id }],
];

/** Deals of a company that is no partner. */
export const dealsOfCustomer = (companyId: string): readonly (readonly DealCondition[])[] => [
  [{ kind: 'company', companyId }],
];

/** The search of a page. */
export const dealSearch = (
  anyOf: DealSearch['anyOf'],
  { page, sort, direction }: DealsAsked,
): DealSearch => ({
  anyOf,
  order: { by: sort, direction },
  offset: (Math.min(page, LAST_PAGE) - 1) * PAGE_DEALS,
  limit: PAGE_DEALS,
});

/** Deals of a page of a search that can be read; the others are in no number either. */
export const publishedDeals = (
  crm: Crm,
  found: FoundRecords,
  { account }: Pick<CompanyBasics, 'account'>,
): readonly PublishedDeal[] => found.records.flatMap((raw) => crm.publishedDeal(raw, account) ?? []);

/** What is needed to say who has which role on a deal of a customer. */
export type PartnersOnDeals = ReadonlyMap<PartnerId, CompanyRecord>;

/** Every partner with a role on some deals. */
export const partnersOn = (deals: readonly PublishedDeal[]): readonly PartnerId[] => [
  ...new Set(
    deals.flatMap(({ result }) =>
      result === null ? [] : [...result.sourcingPartnerIds, ...result.influencingPartnerIds],
    ),
  ),
];

interface DealsPage {
  readonly asked: DealsAsked;
  readonly deals: readonly PublishedDeal[];
  readonly total: number;
  /** Partners on the deals of a customer; a partner's own card names none. */
  readonly partners: PartnersOnDeals;
}

/** Puts a page of deals in words. */
export function presentDeals(
  basics: CompanyBasics,
  { asked, deals, total, partners }: DealsPage,
): CompanyDealsView {
  const isPartner = basics.company.partner !== null;
  const pageCount = Math.max(1, Math.ceil(Math.min(total, MOST_FOUND) / PAGE_DEALS));
  return {
    kind: 'deals',
    ...asked,
    page: Math.min(asked.page, LAST_PAGE),
    pageCount,
    rolesTitle: isPartner ? 'Role' : 'Partners',
    caption: captionOf(total, isPartner),
    rows: deals.map((deal) => rowOf(basics, deal, partners)),
  };
}

const whole = new Intl.NumberFormat('en-US');

function captionOf(total: number, isPartner: boolean): string {
  const what = isPartner ? 'with a role of this partner, as of the last sync' : 'of this company';
  if (total === 0) return `No deals ${what}.`;
  const many = `${whole.format(total)} ${total === 1 ? 'deal' : 'deals'} ${what}.`;
  if (total <= MOST_FOUND) return many;
  return `${many} HubSpot lists the first ${whole.format(MOST_FOUND)} of them: sort the other way to see the last.`;
}

const STATUS_TAGS: Readonly<Record<DealStatus, CompanyDealRow['status']>> = {
  won: { text: 'Won', variant: 'success' },
  open: { text: 'Open', variant: 'info' },
  lost: { text: 'Lost', variant: 'default' },
};

function rowOf(basics: CompanyBasics, deal: PublishedDeal, partners: PartnersOnDeals): CompanyDealRow {
  const { record, result } = deal;
  return {
    dealId: record.deal.id,
    name: dealNameOf(deal),
    status: STATUS_TAGS[record.deal.status],
    closes: closeDay(basics, deal),
    amount: amountOf(deal),
    classTag: result === null ? { text: 'Not synced yet', variant: 'default' } : CLASS_TAGS[result.class],
    roles:
      basics.company.partner === null ? rolesOn(deal, partners) : roleOf(deal, partnerId(basics.company.id)),
  };
}

/** A deal's name, however long. */
export const dealNameOf = ({ record }: PublishedDeal): string =>
  record.name === null || record.name.trim() === ''
    ? `Deal without a name (ID ${record.deal.id})`
    : record.name;

/** Example: "$16,000.00", in the deal's own currency. */
export const amountOf = ({ record: { deal } }: Pick<PublishedDeal, 'record'>): string =>
  deal.flags.includes('amount_missing') ? 'No amount' : displayMoney(deal.amountMinor, deal.currency);

function closeDay(basics: CompanyBasics, { record, closesAt }: PublishedDeal): string {
  if (closesAt === null) return 'No close date';
  const day = dayOf(basics, closesAt);
  return record.deal.status === 'open' ? `expected ${day}` : day;
}

/** When a deal closed or is to close; the earliest instant where it has no close date. */
export const closeOrder = ({ closesAt }: PublishedDeal): Instant => closesAt ?? instant(-Infinity);

function roleOf({ result }: PublishedDeal, id: PartnerId): string {
  if (result?.sourcingPartnerIds.includes(id) === true) return 'Sourced';
  return result?.influencingPartnerIds.includes(id) === true ? 'Influenced' : 'None';
}

// "Northwind Systems sourced; Contoso, Fabrikam influenced"
function rolesOn({ result }: PublishedDeal, partners: PartnersOnDeals): string {
  if (result === null) return 'Not known before the next sync';
  const named = (ids: readonly PartnerId[]): string =>
    ids.map((id) => nameOf(partners.get(id) ?? { id, name: null })).join(', ');
  const { sourcingPartnerIds: sourced, influencingPartnerIds: influenced } = result;
  const parts = [
    ...(sourced.length > 0 ? [`${named(sourced)} sourced`] : []),
    ...(influenced.length > 0 ? [`${named(influenced)} influenced`] : []),
  ];
  return parts.length === 0 ? 'None' : parts.join('; ');
}
