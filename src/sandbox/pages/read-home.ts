/** Reads the list of deals, a page at a time, filtered by name. */
import type { HomeView } from './page-view.js';
import { type CrmRecord, type PortalApi, readProperties, readStages, searchDeals } from './portal-api.js';
import { EMPTY, formatAmount, formatDay, formatProperty } from './value-format.js';

const PAGE_SIZE = 25;

/** HubSpot's search answers no more than this, whatever it is asked. */
const SEARCH_LIMIT = 10_000;

const COLUMNS = [
  'dealname',
  'dealstage',
  'amount',
  'deal_currency_code',
  'closedate',
  'partnership_class',
  'partnership_sourcing_partner',
  'partnership_influencing_partners',
];

const homeHref = (query: string, page: number): string =>
  `/record/home?${new URLSearchParams({ ...(query === '' ? {} : { q: query }), page: String(page) }).toString()}`;

const partnerOf = (deal: CrmRecord): string =>
  deal.properties['partnership_sourcing_partner'] ??
  deal.properties['partnership_influencing_partners'] ??
  EMPTY;

export interface HomeRequest {
  readonly api: PortalApi;
  readonly portalId: number;
  readonly query: string;
  /** From 1. */
  readonly page: number;
}

const rangeOf = (offset: number, shown: number, total: number): string =>
  shown === 0 ? `0 of ${total}` : `${offset + 1}–${offset + shown} of ${total}`;

/** Reads one page of deals. */
export const readHomePage = async ({ api, portalId, query, page }: HomeRequest): Promise<HomeView> => {
  const offset = (page - 1) * PAGE_SIZE;
  const [properties, stages] = await Promise.all([readProperties(api, 'deals'), readStages(api)]);
  // A portal without our properties yet has no such columns to ask for.
  const known = new Set(properties.map((property) => property.name));
  const columns = COLUMNS.filter((name) => known.has(name));
  const { results, total } = await searchDeals(api, query, offset, PAGE_SIZE, columns);
  const classProperty = properties.find((property) => property.name === 'partnership_class');
  const reachable = Math.min(total, SEARCH_LIMIT);
  return {
    kind: 'home',
    portalId,
    query,
    total,
    rows: results.map((deal) => ({
      href: `/record/deals/${deal.id}`,
      name: deal.properties['dealname'] ?? `Deal ${deal.id}`,
      stage: stages.find((stage) => stage.id === deal.properties['dealstage'])?.label ?? EMPTY,
      amount: formatAmount(deal.properties['amount'], deal.properties['deal_currency_code']),
      closeDate: formatDay(deal.properties['closedate']),
      attribution: classProperty === undefined ? EMPTY : formatProperty(deal, classProperty),
      partner: partnerOf(deal) || EMPTY,
    })),
    previousHref: page > 1 ? homeHref(query, page - 1) : null,
    nextHref: offset + PAGE_SIZE < reachable ? homeHref(query, page + 1) : null,
    range: rangeOf(offset, results.length, total),
  };
};
