/** Reads what a record page shows: the record in front, its neighbours around it. */
import {
  type CrmProperty,
  type CrmRecord,
  type CrmStage,
  type PortalApi,
  readOwners,
  readProperties,
  readRecord,
  readStages,
} from './portal-api.js';
import type { CardOnRecord, PropertyEdit, PropertyGroup, RecordView } from './page-view.js';
import { COMPANIES, CONTACTS, DEALS, readActivities, readNeighbours, text } from './read-neighbours.js';
import { dayOf, EMPTY, formatAmount, formatDay, formatProperty } from './value-format.js';

const groupOf = (
  title: string,
  record: CrmRecord,
  properties: readonly CrmProperty[],
  names: readonly string[],
  words: Readonly<Record<string, string>> = {},
  edits: Readonly<Record<string, PropertyEdit>> = {},
): PropertyGroup => {
  const byName = new Map(properties.map((property) => [property.name, property]));
  return {
    title,
    properties: names.flatMap((name) => {
      const property = byName.get(name);
      if (property === undefined) return [];
      const value = words[name] ?? formatProperty(record, property);
      return [{ label: property.label, value, edit: edits[name] ?? null }];
    }),
  };
};

/** Our own properties are whatever setup created, but for the long texts and ids, which hold data for machines. */
const partnershipNames = (properties: readonly CrmProperty[]): readonly string[] =>
  properties
    .filter(({ name, fieldType }) => name.startsWith('partnership_') && fieldType !== 'textarea')
    .map((property) => property.name)
    .filter((name) => !/_(touches|ids)$/.test(name));

/** What the portal's own people made; on the demo's records there is nothing of it. */
const theirNames = (properties: readonly CrmProperty[]): readonly string[] =>
  properties
    .filter(({ name, hubspotDefined }) => hubspotDefined === false && !name.startsWith('partnership_'))
    .map(({ name }) => name);

/** What a person may change on a deal, right in the page. */
const dealEdits = (deal: CrmRecord, stages: readonly CrmStage[]): Readonly<Record<string, PropertyEdit>> => {
  const edit = (property: string, kind: PropertyEdit['kind'], value: string): PropertyEdit => ({
    property,
    kind,
    value,
    options: kind === 'choice' ? stages.map(({ id, label }) => ({ value: id, label })) : [],
  });
  return {
    dealname: edit('dealname', 'text', text(deal, 'dealname')),
    amount: edit('amount', 'number', text(deal, 'amount')),
    closedate: edit('closedate', 'date', dayOf(deal.properties['closedate'])),
    dealstage: edit('dealstage', 'choice', text(deal, 'dealstage')),
  };
};

const DEAL_ABOUT = [
  'dealname',
  'amount',
  'dealstage',
  'closedate',
  'createdate',
  'dealtype',
  'hubspot_owner_id',
] as const;

export interface RecordRequest {
  readonly api: PortalApi;
  readonly portalId: number;
  readonly id: string;
  readonly cards: readonly CardOnRecord[];
}

const filledGroups = (groups: readonly PropertyGroup[]) =>
  groups.filter((group) => group.properties.length > 0);

/** Reads the page of one deal. */
export const readDealPage = async ({ api, portalId, id, cards }: RecordRequest): Promise<RecordView> => {
  const [properties, stages, owners] = await Promise.all([
    readProperties(api, 'deals'),
    readStages(api),
    readOwners(api),
  ]);
  const ours = partnershipNames(properties);
  const theirs = theirNames(properties);
  const asked = [...DEAL_ABOUT, 'deal_currency_code', ...ours, ...theirs];
  const deal = await readRecord(api, 'deals', id, asked);
  const [companies, contacts, activities] = await Promise.all([
    readNeighbours(api, 'deals', id, COMPANIES),
    readNeighbours(api, 'deals', id, CONTACTS),
    readActivities(api, 'deals', id),
  ]);
  const amount = formatAmount(deal.properties['amount'], deal.properties['deal_currency_code']);
  const stage = stages.find((each) => each.id === deal.properties['dealstage'])?.label ?? EMPTY;
  const owner = owners.get(text(deal, 'hubspot_owner_id')) ?? EMPTY;
  const words = { amount, dealstage: stage, hubspot_owner_id: owner };
  return {
    kind: 'record',
    portalId,
    objectType: 'deals',
    objectTypeId: '0-3',
    recordId: deal.id,
    title: text(deal, 'dealname') || `Deal ${deal.id}`,
    highlights: [
      { label: 'Amount', value: amount },
      { label: 'Close date', value: formatDay(deal.properties['closedate']) },
      { label: 'Deal stage', value: stage },
    ],
    groups: filledGroups([
      groupOf('About this deal', deal, properties, DEAL_ABOUT, words, dealEdits(deal, stages)),
      groupOf('Partnership', deal, properties, ours),
      groupOf('Of this portal', deal, properties, theirs),
    ]),
    activities,
    associations: [companies, contacts],
    cards,
  };
};

const COMPANY_ABOUT = ['name', 'domain', 'industry', 'city', 'country', 'phone', 'createdate'] as const;

/** Reads the page of one company. */
export const readCompanyPage = async ({ api, portalId, id, cards }: RecordRequest): Promise<RecordView> => {
  const [properties, owners] = await Promise.all([readProperties(api, 'companies'), readOwners(api)]);
  const ours = partnershipNames(properties);
  const theirs = theirNames(properties);
  const company = await readRecord(api, 'companies', id, [...COMPANY_ABOUT, ...ours, ...theirs]);
  const [deals, contacts] = await Promise.all([
    readNeighbours(api, 'companies', id, DEALS),
    readNeighbours(api, 'companies', id, CONTACTS),
  ]);
  const manager = owners.get(text(company, 'partnership_manager')) ?? EMPTY;
  return {
    kind: 'record',
    portalId,
    objectType: 'companies',
    objectTypeId: '0-2',
    recordId: company.id,
    title: text(company, 'name') || `Company ${company.id}`,
    highlights: [
      { label: 'Domain', value: text(company, 'domain') || EMPTY },
      { label: 'Deals', value: String(deals.total) },
    ],
    groups: filledGroups([
      groupOf('About this company', company, properties, COMPANY_ABOUT),
      groupOf('Partnership', company, properties, ours, { partnership_manager: manager }),
      groupOf('Of this portal', company, properties, theirs),
    ]),
    activities: [],
    associations: [contacts, deals],
    cards,
  };
};
