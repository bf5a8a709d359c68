/** Searches for lists: what operations ask for in their words, as HubSpot's filters and sorts. */
import type { FoundRecords } from '../operations/crm-port.js';
import { assertNever } from '../domain/assert-never.js';
import {
  MOST_FOUND,
  type CompanyCondition,
  type CompanyOrder,
  type CompanySearch,
  type DealCondition,
  type DealOrder,
  type DealSearch,
} from '../operations/search-port.js';
import type { Mapping } from '../domain/mapping.js';
import { AMOUNT } from './asked-properties.js';
import { hasMarks } from './partner-mark-values.js';
import { objectsPath } from './paths.js';
import { rawRecords, recordSearch } from './record-page.js';
import type { Reading } from './reading.js';
import { DEAL_RESULTS, PARTNER_RESULTS } from './schema.js';
import type { Transport } from './transport.js';

interface Filter {
  readonly propertyName: string;
  readonly operator: 'EQ' | 'NEQ' | 'IN' | 'CONTAINS_TOKEN' | 'GT' | 'HAS_PROPERTY';
  readonly value?: string;
  readonly values?: readonly string[];
}

const is = (propertyName: string, value: string): Filter => ({ propertyName, operator: 'EQ', value });
const isNot = (propertyName: string, value: string): Filter => ({ propertyName, operator: 'NEQ', value });
const contains = (propertyName: string, value: string): Filter => ({
  propertyName,
  operator: 'CONTAINS_TOKEN',
  value,
});

const STATUS_FILTERS = {
  won: [is('hs_is_closed_won', 'true')],
  open: [isNot('hs_is_closed', 'true')],
  lost: [is('hs_is_closed', 'true'), isNot('hs_is_closed_won', 'true')],
} as const;

function dealFilters(condition: DealCondition): readonly Filter[] {
  switch (condition.kind) {
    case 'partner': {
      const ids = {
        sourced: DEAL_RESULTS.sourcingPartnerIds,
        influenced: DEAL_RESULTS.influencingPartnerIds,
      };
      return [contains(ids[condition.role].name, condition.partnerId)];
    }
    case 'flag':
      return [contains(DEAL_RESULTS.flags.name, condition.flag)];
    case 'status':
      return STATUS_FILTERS[condition.status];
    case 'suggested':
      return [{ propertyName: DEAL_RESULTS.suggestedCount.name, operator: 'GT', value: '0' }];
    case 'finding':
      return [{ propertyName: DEAL_RESULTS.hygiene.name, operator: 'HAS_PROPERTY' }];
    case 'company':
      return [is('associations.company', condition.companyId)];
    default:
      return assertNever(condition);
  }
}

/** Where marks make partners, those that the last sync published as such. */
function partnerFilter(mapping: Mapping): Filter {
  const { partners } = mapping;
  return partners.from === 'object' || hasMarks(mapping)
    ? { propertyName: PARTNER_RESULTS.marker.name, operator: 'HAS_PROPERTY' }
    : { propertyName: partners.property, operator: 'IN', values: partners.values };
}

function companyFilters(condition: CompanyCondition, mapping: Mapping): readonly Filter[] {
  switch (condition.kind) {
    case 'child_of':
      return [is('hs_parent_company_id', condition.companyId)];
    case 'partner':
      return [partnerFilter(mapping)];
    case 'named':
      return [contains('name', `${condition.like}*`)];
    case 'domain':
      return [contains('domain', `*${condition.like}*`)];
    default:
      return assertNever(condition);
  }
}

const DEAL_ORDERS: Readonly<Record<DealOrder, string>> = {
  amount: 'amount_in_home_currency',
  closed: 'closedate',
  created: 'createdate',
  id: 'hs_object_id',
};
/** Only HubSpot's own amount is kept in the home currency, too; any other is ordered as it is written. */
const dealOrder = (by: DealOrder, { amount }: Mapping): string =>
  by === 'amount' && amount.property !== AMOUNT ? amount.property : DEAL_ORDERS[by];

const COMPANY_ORDERS: Readonly<Record<CompanyOrder, string>> = {
  name: 'name',
  sourced: PARTNER_RESULTS.sourcedRevenue.name,
  influenced: PARTNER_RESULTS.influencedRevenue.name,
  credit: PARTNER_RESULTS.modelCredit.name,
  pipeline: PARTNER_RESULTS.sourcedPipeline.name,
  won: PARTNER_RESULTS.wonDeals.name,
  id: 'hs_object_id',
};

/** Finds deals; what is found may lag behind. */
export const searchDeals = (
  transport: Transport,
  { asked, mapping }: Reading,
  search: DealSearch,
): Promise<FoundRecords> =>
  find(transport, {
    ...search,
    type: 'deals',
    groups: search.anyOf.map((all) => all.flatMap(dealFilters)),
    sortBy: dealOrder(search.order.by, mapping),
    properties: asked.deals,
  });

/** Finds companies; what is found may lag behind. */
export const searchCompanies = (
  transport: Transport,
  { asked, mapping }: Reading,
  search: CompanySearch,
): Promise<FoundRecords> =>
  find(transport, {
    ...search,
    type: 'companies',
    groups: search.anyOf.map((all) => all.flatMap((condition) => companyFilters(condition, mapping))),
    sortBy: COMPANY_ORDERS[search.order.by],
    properties: asked.companies,
  });

interface Asked extends Pick<DealSearch, 'offset' | 'limit'> {
  readonly type: 'deals' | 'companies';
  readonly groups: readonly (readonly Filter[])[];
  readonly order: { readonly direction: 'ascending' | 'descending' };
  readonly sortBy: string;
  readonly properties: readonly string[];
}

async function find(transport: Transport, asked: Asked): Promise<FoundRecords> {
  const { type, groups, order, sortBy, properties, offset } = asked;
  // HubSpot refuses a page that reaches beyond its last result.
  const limit = Math.min(asked.limit, MOST_FOUND - offset);
  if (limit <= 0) return { records: [], total: 0, next: null };
  const direction = order.direction === 'ascending' ? 'ASCENDING' : 'DESCENDING';
  const body = {
    filterGroups: groups.map((filters) => ({ filters })),
    sorts: [{ propertyName: sortBy, direction }],
    properties,
    limit,
    ...(offset === 0 ? {} : { after: String(offset) }),
  };
  const path = objectsPath(type, '/search');
  const { data } = await transport.call({
    method: 'POST',
    repeatable: true,
    path,
    body,
    schema: recordSearch,
  });
  const next = offset + data.results.length;
  const ends = data.results.length === 0 || next >= Math.min(data.total, MOST_FOUND);
  return { records: rawRecords(data.results), total: data.total, next: ends ? null : next };
}
