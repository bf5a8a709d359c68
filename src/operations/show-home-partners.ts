/** The league table of the home page: partners by what the last sync published on them, a page at a time. */
import { displayMoney } from '../domain/money.js';
import { PARTNER_TIERS, PARTNER_TYPES } from '../domain/partner.js';
import { fullNameOf } from './company-card-facts.js';
import type { CompanyRecord, Crm } from './crm-port.js';
import { PAGE_RECORDS, pageOffset, rangeOf } from './home-pages.js';
import { countText } from './home-words.js';
import type { CompanyCondition, CompanyOrder } from './search-port.js';
import type { HomePartner, HomePartnersView } from './views/home-view.js';

export interface HomePartnersAsked {
  readonly sort: Exclude<CompanyOrder, 'id'>;
  readonly direction: 'ascending' | 'descending';
  /** From 1. */
  readonly page: number;
  /** The beginning of a word of the name; empty: all of them. */
  readonly filter: string;
}

/** One page, by one search. */
export async function showHomePartners(
  { crm }: { readonly crm: Crm },
  { sort, direction, page, filter }: HomePartnersAsked,
): Promise<HomePartnersView> {
  const like = filter.trim();
  const conditions: readonly CompanyCondition[] = [
    { kind: 'partner' },
    ...(like === '' ? [] : [{ kind: 'named' as const, like }]),
  ];
  const found = await crm.searchCompanies({
    anyOf: [conditions],
    order: { by: sort, direction },
    offset: pageOffset(page),
    limit: PAGE_RECORDS,
  });
  const companies = found.records.flatMap((raw) => crm.readCompany(raw).records);
  return {
    kind: 'home-partners',
    partners: companies.map((company) => partnerRow(crm, company)),
    ...rangeOf(found, page, 'partner'),
    note: 'Won deals of all time in the home currency, as of the last sync; influenced revenue is not additive over partners.',
  };
}

const NOT_YET = 'Not synced yet';

function partnerRow(crm: Crm, company: CompanyRecord): HomePartner {
  const numbers = crm.publishedNumbers(company);
  const money = (minor: number | undefined): string =>
    numbers === null || minor === undefined ? NOT_YET : displayMoney(minor, numbers.homeCurrency);
  const { tier, type } = company.partner ?? { tier: null, type: null };
  return {
    companyId: company.id,
    name: fullNameOf(company),
    tier: tier === null ? 'No tier' : PARTNER_TIERS[tier],
    type: type === null ? 'No type' : PARTNER_TYPES[type],
    sourced: money(numbers?.sourcedMinor),
    influenced: money(numbers?.influencedMinor),
    credit: money(numbers?.modelMinor),
    pipeline: money(numbers?.sourcedPipelineMinor),
    wonDeals: numbers === null ? NOT_YET : countText(numbers.wonDeals),
  };
}
