/** Reads the list of deals, a page at a time, filtered by name, stage and attribution. */
import { type ListQuery, PAGE_SIZE, pagesOf } from './list-address.js';
import type { CardOnRecord, DealsView, ListFilter } from './page-view.js';
import {
  type CrmProperty,
  type CrmRecord,
  type CrmStage,
  type PortalApi,
  readProperties,
  readStages,
} from './portal-api.js';
import { searchRecords, wordFilters } from './portal-search.js';
import { EMPTY, formatAmount, formatDay, formatProperty } from './value-format.js';

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

/** The filters of the list, by their names in the address. */
export const DEAL_FILTERS = ['stage', 'attribution'] as const;

const FILTERED: Readonly<Record<(typeof DEAL_FILTERS)[number], string>> = {
  stage: 'dealstage',
  attribution: 'partnership_class',
};

const partnerOf = (deal: CrmRecord): string =>
  [deal.properties['partnership_sourcing_partner'], deal.properties['partnership_influencing_partners']].find(
    (names) => names !== null && names !== undefined && names !== '',
  ) ?? EMPTY;

export interface DealsRequest {
  readonly api: PortalApi;
  readonly portalId: number;
  readonly list: ListQuery;
  readonly bulkActions: readonly CardOnRecord[];
}

const choicesOf = (
  { chosen }: ListQuery,
  stages: readonly CrmStage[],
  classes: CrmProperty | undefined,
): readonly ListFilter[] => [
  {
    name: 'stage',
    label: 'Deal stage',
    value: chosen['stage'] ?? '',
    choices: stages.map(({ id, label }) => ({ value: id, label })),
  },
  ...(classes === undefined
    ? []
    : [
        {
          name: 'attribution',
          label: classes.label,
          value: chosen['attribution'] ?? '',
          choices: classes.options ?? [],
        },
      ]),
];

/** Reads one page of deals, newest close date first. */
export const readDealsPage = async ({
  api,
  portalId,
  list,
  bulkActions,
}: DealsRequest): Promise<DealsView> => {
  const [properties, stages] = await Promise.all([readProperties(api, 'deals'), readStages(api)]);
  // A portal without our properties yet has no such columns to ask for.
  const known = new Set(properties.map((property) => property.name));
  const classes = properties.find((property) => property.name === 'partnership_class');
  const { results, total } = await searchRecords(api, {
    type: 'deals',
    filters: [
      ...DEAL_FILTERS.flatMap((name) => {
        const value = list.chosen[name];
        if (value === undefined || !known.has(FILTERED[name])) return [];
        return [{ propertyName: FILTERED[name], operator: 'EQ' as const, value }];
      }),
      ...wordFilters('dealname', list.query),
    ],
    sort: { propertyName: 'closedate', direction: 'DESCENDING' },
    offset: (list.page - 1) * PAGE_SIZE,
    limit: PAGE_SIZE,
    properties: COLUMNS.filter((name) => known.has(name)),
  });
  return {
    kind: 'deals',
    objectTypeId: '0-3',
    portalId,
    query: list.query,
    filters: choicesOf(list, stages, classes),
    total,
    bulkActions,
    rows: results.map((deal) => ({
      id: deal.id,
      href: `/record/deals/${deal.id}`,
      name: deal.properties['dealname'] ?? `Deal ${deal.id}`,
      stage: stages.find((stage) => stage.id === deal.properties['dealstage'])?.label ?? EMPTY,
      amount: formatAmount(deal.properties['amount'], deal.properties['deal_currency_code']),
      closeDate: formatDay(deal.properties['closedate']),
      attribution: classes === undefined ? EMPTY : formatProperty(deal, classes),
      partner: partnerOf(deal),
    })),
    ...pagesOf('/record/deals', list, results.length, total),
  };
};
