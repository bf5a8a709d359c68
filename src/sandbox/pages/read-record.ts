/** Reads what a record page shows: the record, its neighbours and its activities. */
import {
  type CrmProperty,
  type CrmRecord,
  type PortalApi,
  readAssociations,
  readOwners,
  readProperties,
  readRecord,
  readRecords,
  readStages,
} from './portal-api.js';
import type {
  Activity,
  AssociatedRecord,
  AssociationGroup,
  CardOnRecord,
  PropertyGroup,
  RecordView,
} from './page-view.js';
import { EMPTY, formatAmount, formatDay, formatProperty } from './value-format.js';

/** How many neighbours of a kind a sidebar lists. */
const SHOWN = 8;

interface Neighbour {
  readonly type: string;
  readonly title: string;
  readonly properties: readonly string[];
  readonly show: (record: CrmRecord) => Omit<AssociatedRecord, 'labels'>;
}

const text = (record: CrmRecord, name: string): string => record.properties[name] ?? '';
const filled = (...values: readonly string[]): readonly string[] =>
  values.filter((value) => value !== '' && value !== EMPTY);

const COMPANIES: Neighbour = {
  type: 'companies',
  title: 'Companies',
  properties: ['name', 'domain', 'city', 'country'],
  show: (record) => ({
    title: text(record, 'name') || record.id,
    href: `/record/companies/${record.id}`,
    details: filled(text(record, 'domain'), text(record, 'city')),
  }),
};

const CONTACTS: Neighbour = {
  type: 'contacts',
  title: 'Contacts',
  properties: ['firstname', 'lastname', 'email', 'jobtitle', 'phone'],
  show: (record) => ({
    title: filled(text(record, 'firstname'), text(record, 'lastname')).join(' ') || text(record, 'email'),
    href: null,
    details: filled(text(record, 'jobtitle'), text(record, 'email'), text(record, 'phone')),
  }),
};

const DEALS: Neighbour = {
  type: 'deals',
  title: 'Deals',
  properties: ['dealname', 'amount', 'deal_currency_code', 'closedate'],
  show: (record) => ({
    title: text(record, 'dealname') || record.id,
    href: `/record/deals/${record.id}`,
    details: [
      `Amount: ${formatAmount(record.properties['amount'], record.properties['deal_currency_code'])}`,
      `Close date: ${formatDay(record.properties['closedate'])}`,
    ],
  }),
};

const readNeighbours = async (
  api: PortalApi,
  from: string,
  id: string,
  neighbour: Neighbour,
): Promise<AssociationGroup> => {
  const associations = await readAssociations(api, from, neighbour.type, id);
  // Labelled ones first: they say something about this record.
  const ordered = [...associations].sort((a, b) => b.labels.length - a.labels.length).slice(0, SHOWN);
  const records = await readRecords(
    api,
    neighbour.type,
    ordered.map((each) => each.id),
    neighbour.properties,
  );
  return {
    title: neighbour.title,
    total: associations.length,
    records: ordered.flatMap(({ id: to, labels }) => {
      const record = records.get(to);
      return record === undefined ? [] : [{ ...neighbour.show(record), labels }];
    }),
  };
};

const ACTIVITIES = [
  { type: 'meetings', kind: 'Meeting', title: 'hs_meeting_title', at: 'hs_meeting_start_time' },
  { type: 'calls', kind: 'Call', title: 'hs_call_title', at: 'hs_timestamp' },
  { type: 'emails', kind: 'Email', title: 'hs_email_subject', at: 'hs_timestamp' },
] as const;

const readActivities = async (api: PortalApi, from: string, id: string): Promise<readonly Activity[]> => {
  const lists = await Promise.all(
    ACTIVITIES.map(async ({ type, kind, title, at }) => {
      const associations = await readAssociations(api, from, type, id);
      const ids = associations.slice(0, 20).map((each) => each.id);
      const records = await readRecords(api, type, ids, [title, at, 'hs_timestamp']);
      return [...records.values()].map((record) => ({
        kind,
        title: text(record, title) || kind,
        at: text(record, at) || text(record, 'hs_timestamp'),
      }));
    }),
  );
  return lists
    .flat()
    .sort((a, b) => b.at.localeCompare(a.at))
    .slice(0, 12)
    .map(({ kind, title, at }) => ({ kind, title, when: formatDay(at) }));
};

const groupOf = (
  title: string,
  record: CrmRecord,
  properties: readonly CrmProperty[],
  names: readonly string[],
  words: Readonly<Record<string, string>> = {},
): PropertyGroup => {
  const byName = new Map(properties.map((property) => [property.name, property]));
  return {
    title,
    properties: names.flatMap((name) => {
      const property = byName.get(name);
      if (property === undefined) return [];
      return [{ label: property.label, value: words[name] ?? formatProperty(record, property) }];
    }),
  };
};

/** Our own properties are whatever setup created, but for the ones that hold data for machines. */
const partnershipNames = (properties: readonly CrmProperty[]): readonly string[] =>
  properties
    .map((property) => property.name)
    .filter((name) => name.startsWith('partnership_') && !/_(touches|credits|rulings|ids)$/.test(name));

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
  const deal = await readRecord(api, 'deals', id, [...DEAL_ABOUT, 'deal_currency_code', ...ours]);
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
      groupOf('About this deal', deal, properties, DEAL_ABOUT, words),
      groupOf('Partnership', deal, properties, ours),
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
  const company = await readRecord(api, 'companies', id, [...COMPANY_ABOUT, ...ours]);
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
    ]),
    activities: [],
    associations: [contacts, deals],
    cards,
  };
};
