/** Reads the list of companies, a page at a time: all of them, or the partners alone. */
import { type ListQuery, PAGE_SIZE, pagesOf } from './list-address.js';
import type { CompaniesView } from './page-view.js';
import { type PortalApi, readProperties } from './portal-api.js';
import { searchRecords, wordFilters } from './portal-search.js';
import { EMPTY, formatProperty } from './value-format.js';

const COLUMNS = ['name', 'domain', 'partnership_type', 'partnership_tier', 'partnership_stage'] as const;

/** The filters of the list, by their names in the address. */
export const COMPANY_FILTERS = ['show'] as const;

/** A company with a partner type is a partner. */
const PARTNER_MARK = 'partnership_type';

export interface CompaniesRequest {
  readonly api: PortalApi;
  readonly portalId: number;
  readonly list: ListQuery;
}

/** Reads one page of companies, by name. */
export const readCompaniesPage = async ({
  api,
  portalId,
  list,
}: CompaniesRequest): Promise<CompaniesView> => {
  const properties = new Map((await readProperties(api, 'companies')).map((each) => [each.name, each]));
  const partnersAlone = list.chosen['show'] === 'partners' && properties.has(PARTNER_MARK);
  const { results, total } = await searchRecords(api, {
    type: 'companies',
    filters: [
      ...(partnersAlone ? [{ propertyName: PARTNER_MARK, operator: 'HAS_PROPERTY' as const }] : []),
      ...wordFilters('name', list.query),
    ],
    sort: { propertyName: 'name', direction: 'ASCENDING' },
    offset: (list.page - 1) * PAGE_SIZE,
    limit: PAGE_SIZE,
    properties: COLUMNS.filter((name) => properties.has(name)),
  });
  return {
    kind: 'companies',
    portalId,
    query: list.query,
    filters: [
      {
        name: 'show',
        label: 'Companies',
        value: partnersAlone ? 'partners' : '',
        choices: [{ value: 'partners', label: 'Partners only' }],
      },
    ],
    total,
    rows: results.map((company) => {
      const shown = (name: (typeof COLUMNS)[number]): string => {
        const property = properties.get(name);
        return property === undefined ? EMPTY : formatProperty(company, property);
      };
      return {
        href: `/record/companies/${company.id}`,
        name: company.properties['name'] ?? `Company ${company.id}`,
        domain: shown('domain'),
        partnerType: shown('partnership_type'),
        tier: shown('partnership_tier'),
        stage: shown('partnership_stage'),
      };
    }),
    ...pagesOf('/record/companies', list, results.length, total),
  };
};
