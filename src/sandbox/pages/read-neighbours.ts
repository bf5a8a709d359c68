/** Reads what stands around a record: the records associated with it, and its activities. */
import { type CrmRecord, type PortalApi, readAssociations, readRecords } from './portal-api.js';
import type { Activity, AssociatedRecord, AssociationGroup } from './page-view.js';
import { EMPTY, formatAmount, formatDay } from './value-format.js';

/** How many neighbours of a kind a sidebar lists. */
const SHOWN = 8;

interface Neighbour {
  readonly type: string;
  readonly title: string;
  readonly properties: readonly string[];
  readonly show: (record: CrmRecord) => Omit<AssociatedRecord, 'labels'>;
}

/** A property's value; nothing is the empty text. */
export const text = (record: CrmRecord, name: string): string => record.properties[name] ?? '';
const filled = (...values: readonly string[]): readonly string[] =>
  values.filter((value) => value !== '' && value !== EMPTY);

export const COMPANIES: Neighbour = {
  type: 'companies',
  title: 'Companies',
  properties: ['name', 'domain', 'city', 'country'],
  show: (record) => ({
    title: text(record, 'name') || record.id,
    href: `/record/companies/${record.id}`,
    details: filled(text(record, 'domain'), text(record, 'city')),
  }),
};

export const CONTACTS: Neighbour = {
  type: 'contacts',
  title: 'Contacts',
  properties: ['firstname', 'lastname', 'email', 'jobtitle', 'phone'],
  show: (record) => ({
    title: filled(text(record, 'firstname'), text(record, 'lastname')).join(' ') || text(record, 'email'),
    href: null,
    details: filled(text(record, 'jobtitle'), text(record, 'email'), text(record, 'phone')),
  }),
};

export const DEALS: Neighbour = {
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

/** Reads the records of one kind that are associated with a record. */
export const readNeighbours = async (
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

/** Reads the newest meetings, calls and emails of a record. */
export const readActivities = async (
  api: PortalApi,
  from: string,
  id: string,
): Promise<readonly Activity[]> => {
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
