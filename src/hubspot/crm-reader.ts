/** Reads records page by page, what changed of them, and some by id; nothing is interpreted on the way. */
import { formatInstant } from '../domain/calendar.js';
import { AppError } from '../errors.js';
import type { ChangeWindow, CrmReader, LinkedType, RawPage, RawRecord } from '../operations/crm-port.js';
import { LIST_LIMIT, objectsPath, SEARCH_LIMIT } from './paths.js';
import type { AskedProperties } from './asked-properties.js';
import { withMarks } from './partner-marks.js';
import { isSameValue } from './projection.js';
import { pageOf, rawPage, rawRecords, recordList, recordSearch } from './record-page.js';
import { readByIds } from './read-by-ids.js';
import type { Reading } from './reading.js';
import { PARTNER_PROGRAMME } from './programme-properties.js';
import { DEAL_RESULTS, PARTNER_RESULTS } from './schema.js';
import type { Transport } from './transport.js';

/** The time of the last change: contacts have a name of their own for it. An association's change does not move it. */
const modifiedProperty = (type: string): string =>
  type === 'contacts' ? 'lastmodifieddate' : 'hs_lastmodifieddate';

const MERGED_IDS = 'hs_merged_object_ids';

const withOwn = (type: LinkedType, properties: readonly string[]): readonly string[] => [
  ...new Set([...properties, 'hs_createdate', modifiedProperty(type), MERGED_IDS]),
];

/** What is asked for of each type: its inputs, what we publish on it, and when it changed and of what it was merged. */
const propertiesOf = (asked: AskedProperties): Readonly<Record<LinkedType, readonly string[]>> => ({
  deals: withOwn('deals', asked.deals),
  companies: withOwn('companies', [...asked.companies, 'createdate']),
  contacts: withOwn('contacts', ['createdate']),
  meetings: withOwn('meetings', asked.meetings),
  calls: withOwn('calls', asked.calls),
  emails: withOwn('emails', asked.emails),
});

const namesOf = (definitions: Readonly<Record<string, { readonly name: string }>>): ReadonlySet<string> =>
  new Set(Object.values(definitions).map(({ name }) => name));

const NONE: ReadonlySet<string> = new Set();
const PUBLISHED_ON: Readonly<Partial<Record<LinkedType, ReadonlySet<string>>>> = {
  deals: namesOf(DEAL_RESULTS),
  // What is kept of the partner programme is no input to any number of a deal either.
  companies: new Set([...namesOf(PARTNER_RESULTS), ...namesOf(PARTNER_PROGRAMME)]),
};

/** HubSpot behind the CrmReader port. */
export function hubspotReader(transport: Transport, reading: Reading): CrmReader {
  const properties = propertiesOf(reading.asked);
  const from = (type: LinkedType): Source => ({ transport, type, properties: properties[type] });
  const forReading = <T>(type: LinkedType, asked: Promise<T>): Promise<T> =>
    type === 'deals' ? reading.once(asked) : asked;
  const marked = async (type: LinkedType, records: readonly RawRecord[]): Promise<readonly RawRecord[]> => {
    const marks = type === 'companies' ? await reading.marks() : null;
    return marks === null ? records : records.map((record) => withMarks(record, marks));
  };
  return {
    mapping: reading.mapping,
    listPage: async (type, after, archived) => {
      const page = await forReading(type, listPage(from(type), after, archived));
      return { ...page, records: await marked(type, page.records) };
    },
    highestId: (type) => highestId(from(type)),
    recordCount: async (type) => (await searchAll(from(type))).total,
    changedPage: async (type, window, afterId) => {
      const page = await forReading(type, changedPage(from(type), window, afterId));
      return { ...page, records: await marked(type, page.records) };
    },
    recordsById: async (type, ids) => marked(type, await forReading(type, recordsById(from(type), ids))),
    publishedProperties: (type) => PUBLISHED_ON[type] ?? NONE,
    isSameValue: (property, one, other) => isSameValue(property, one ?? '', other ?? ''),
    mergedIds: ({ properties }) => (properties[MERGED_IDS] ?? '').split(';').filter((id) => id !== ''),
    partnerMarks: reading.marks,
    pipelineUses: reading.pipelineUses,
    readDeal: (raw, account) => pageOf([raw], (record) => reading.deal(record, account)),
    readCompany: (raw) => pageOf([raw], reading.company),
    readActivity: (type, raw) => pageOf([raw], (record) => reading.activity(type, record)),
  };
}

/** Where records of a type come from, and what is asked for of them. */
interface Source {
  readonly transport: Transport;
  /** As paths name it. */
  readonly type: string;
  readonly properties: readonly string[];
}

async function listPage(
  { transport, type, properties }: Source,
  after: string | null,
  archived: boolean,
): Promise<RawPage> {
  const query = [
    `limit=${LIST_LIMIT}`,
    `properties=${properties.join(',')}`,
    ...(archived ? ['archived=true'] : []),
    ...(after === null ? [] : [`after=${encodeURIComponent(after)}`]),
  ];
  const path = objectsPath(type, `?${query.join('&')}`);
  const { data } = await transport.call({ method: 'GET', repeatable: true, path, schema: recordList });
  return rawPage(data);
}

interface Filter {
  readonly propertyName: string;
  readonly operator: 'GT' | 'GTE' | 'LTE';
  readonly value: string;
}

interface Found {
  readonly records: readonly RawRecord[];
  readonly more: boolean;
  /** How many records fit, on all pages. */
  readonly total: number;
}

async function search(
  { transport, type, properties }: Source,
  filters: readonly Filter[],
  order: { readonly direction: 'ASCENDING' | 'DESCENDING'; readonly limit: number },
): Promise<Found> {
  const body = {
    ...(filters.length === 0 ? {} : { filterGroups: [{ filters }] }),
    sorts: [{ propertyName: 'hs_object_id', direction: order.direction }],
    properties,
    limit: order.limit,
  };
  const path = objectsPath(type, '/search');
  const { data } = await transport.call({
    method: 'POST',
    repeatable: true,
    path,
    body,
    schema: recordSearch,
  });
  const more = data.paging?.next != null || data.total > data.results.length;
  return { records: rawRecords(data.results), more, total: data.total };
}

async function highestId(source: Source): Promise<string | null> {
  return (await searchAll(source)).records[0]?.id ?? null;
}

/** The record with the highest id, and how many there are. */
const searchAll = (source: Source): Promise<Found> =>
  search(source, [], { direction: 'DESCENDING', limit: 1 });

/** One page of what changed of a type within two instants, by ascending id from beyond one. */
export async function changedPage(
  source: Source,
  { from, to }: ChangeWindow,
  afterId: string | null,
): Promise<RawPage> {
  const { type } = source;
  const propertyName = modifiedProperty(type);
  const filters: readonly Filter[] = [
    { propertyName, operator: 'GTE', value: String(from) },
    { propertyName, operator: 'LTE', value: String(to) },
    ...(afterId === null ? [] : [{ propertyName: 'hs_object_id', operator: 'GT', value: afterId } as const]),
  ];
  const order = { direction: 'ASCENDING', limit: SEARCH_LIMIT } as const;
  const { records, more } = await search(source, filters, order);
  refuseDisorder(type, records, afterId, `${formatInstant(from)} to ${formatInstant(to)}`);
  return { records, next: more ? (records.at(-1)?.id ?? null) : null };
}

/** Paging goes on beyond the last id: out of order, what is in between would be passed over without a word. */
function refuseDisorder(
  type: string,
  records: readonly RawRecord[],
  afterId: string | null,
  window: string,
): void {
  let before = afterId ?? '';
  for (const { id } of records) {
    if (!isBeyond(id, before)) {
      throw new AppError(
        'crm_unexpected_answer',
        `HubSpot’s search for the ${type} that changed from ${window} did not answer by ascending id: ${id} came after ${before}.`,
        'Run partnership sync --full: it reads lists instead of searching. If it stays, please report it.',
      );
    }
    before = id;
  }
}

/** Ids are whole numbers of any length. */
const isBeyond = (id: string, other: string): boolean =>
  id.length === other.length ? id > other : id.length > other.length;

async function recordsById(
  { transport, type, properties }: Source,
  ids: readonly string[],
): Promise<readonly RawRecord[]> {
  // One id that is none would refuse its whole batch, and people type into the referral property.
  const recordIds = ids.filter((id) => /^\d+$/.test(id));
  const records = await readByIds(transport, { type, properties }, recordIds);
  // Two old ids of one merged record answer with the same record.
  return [...new Map(records.map((record) => [record.id, record])).values()];
}
