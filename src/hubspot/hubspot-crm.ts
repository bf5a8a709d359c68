import * as z from 'zod';
import type { Activity } from '../domain/evidence.js';
import { currencyExponent } from '../domain/currencies.js';
import { isTimeZone } from '../domain/calendar.js';
import { portalId } from '../domain/ids.js';
import { DEFAULT_MAPPING, type Mapping } from '../domain/mapping.js';
import { AppError } from '../errors.js';
import type {
  Account,
  ActivityType,
  CompanyRecord,
  Crm,
  DealRecord,
  Owner,
  RawDeal,
  RecordPage,
  RequestBudget,
} from '../operations/crm-port.js';
import { readLinks } from './associations.js';
import { crmRecord, type CrmRecord, type ReadRecord } from './cells.js';
import { hubspotReader } from './crm-reader.js';
import { listPages, listRecordPages } from './list-pages.js';
import { ACCOUNT_PATH, objectsPath, ownersPath } from './paths.js';
import { dismissalChanges } from './dismissals.js';
import { withMarks } from './partner-marks.js';
import { dealChanges, partnerChanges } from './projection.js';
import { partnerFieldChanges } from './partner-field-values.js';
import { PROGRAMME_READING } from './programme-reading.js';
import { partnerProgramme, programmeChanges } from './programme-values.js';
import { decodeProgramme } from './published-programme.js';
import { publishedNumbers, readPublishedDeal } from './published-results.js';
import { readByIds } from './read-by-ids.js';
import { readPeople } from './read-people.js';
import { pageOf, paging } from './record-page.js';
import { readingOf, type Reading } from './reading.js';
import { createSchemaItem, reviewSchema } from './schema-review.js';
import { PARTNER_FIELD_PROPERTIES } from './schema.js';
import { hubspotTagWriter } from './tag-writer.js';
import { PARTNER_RESULTS } from './schema.js';
import { searchCompanies, searchDeals } from './search-records.js';
import type { Transport } from './transport.js';
import { updateRecords } from './update-records.js';

const ownerList = z.object({
  results: z.array(
    z.object({
      id: z.string(),
      email: z.string().nullish(),
      firstName: z.string().nullish(),
      lastName: z.string().nullish(),
    }),
  ),
  paging,
});
const accountDetails = z.object({
  portalId: z.union([z.number(), z.string()]).transform(String),
  timeZone: z.string(),
  companyCurrency: z.string(),
});

/** What the limiter tells; without one nothing waits, and there is nothing to tell. */
export interface LimitTally {
  readonly waitedMs: number;
  budget(needed: number): RequestBudget;
}

const UNLIMITED: LimitTally = {
  waitedMs: 0,
  budget: (needed) => ({
    perSecond: Number.POSITIVE_INFINITY,
    daily: null,
    needed,
    seconds: 0,
    fits: true,
  }),
};

/** HubSpot behind the Crm port; its things mean what the mapping says. */
export function hubspotCrm(
  transport: Transport,
  limits: LimitTally = UNLIMITED,
  mapping: Mapping = DEFAULT_MAPPING,
): Crm {
  const reading = readingOf(transport, mapping);
  const { asked } = reading;
  return {
    ...hubspotReader(transport, reading),
    partnerProperties: PARTNER_FIELD_PROPERTIES,
    // Whoever reads a deal has asked for the account: its amounts need the home currency.
    account: () => reading.once(readAccount(transport)),
    owners: () => readOwners(transport),
    companies: () => markedCompanies(transport, reading),
    companiesById: (ids) => readCompanies(transport, reading, ids),
    deals: (account) =>
      onceReady(
        reading,
        listRecords(transport, 'deals', asked.deals, (record) => reading.deal(record, account)),
      ),
    dealById: (id) => reading.once(readDealById(transport, reading, id)),
    activities: (type: ActivityType): AsyncIterable<RecordPage<Activity>> =>
      listRecords(transport, type, asked[type], (record) => reading.activity(type, record)),
    links: (from, to, ids) => readLinks(transport, from, to, ids, reading.link(from, to)),
    searchDeals: (search) => reading.once(searchDeals(transport, reading, search)),
    searchCompanies: (search) => searchCompanies(transport, reading, search),
    publishedDeal: (raw, account) => readPublishedDeal(raw, reading.deal(raw, account).value),
    publishedNumbers,
    publishedProgramme: ({ published }, at) =>
      decodeProgramme(published[PARTNER_RESULTS.programme.name] ?? null, at),
    people: (ids) => readPeople(transport, ids),
    dealChanges,
    partnerChanges,
    dismissalChanges,
    partnerProgramme,
    programmeChanges,
    programmeReading: PROGRAMME_READING,
    partnerFieldChanges: (record, wanted) => partnerFieldChanges(mapping, record, wanted),
    update: (objectType, updates, report, beforeSend) =>
      updateRecords(transport, { objectType, beforeSend }, updates, report),
    ...hubspotTagWriter(transport, reading.link('deals', 'companies')),
    reviewSchema: () => reviewSchema(transport),
    createSchemaItem: (item) => createSchemaItem(transport, item),
    tally: () => ({ ...transport.counts, waitedMs: limits.waitedMs }),
    budget: (needed) => limits.budget(needed),
  };
}

async function readAccount(transport: Transport): Promise<Account> {
  const call = { method: 'GET', repeatable: true, path: ACCOUNT_PATH, schema: accountDetails } as const;
  const { data } = await transport.call(call);
  const known = currencyExponent(data.companyCurrency) !== null && isTimeZone(data.timeZone);
  if (!known) {
    throw new AppError(
      'crm_unexpected_answer',
      `The portal ${data.portalId} has the home currency ${data.companyCurrency} and the time zone ${data.timeZone}, which are not both known here.`,
      'Please report it with these two values; no number can be right without them.',
    );
  }
  return { portalId: portalId(data.portalId), homeCurrency: data.companyCurrency, timeZone: data.timeZone };
}

async function readOwners(transport: Transport): Promise<readonly Owner[]> {
  const owners: Owner[] = [];
  for await (const page of listPages(transport, ownersPath, ownerList)) {
    for (const { id, firstName, lastName, email } of page) {
      const name = [firstName, lastName].filter((part) => part != null && part !== '').join(' ');
      owners.push({ id, name: name === '' ? (email ?? `Owner ${id}`) : name });
    }
  }
  return owners;
}

async function* markedCompanies(
  transport: Transport,
  { asked, company, marks }: Reading,
): AsyncGenerator<RecordPage<CompanyRecord>> {
  const all = await marks();
  yield* listRecords(transport, 'companies', asked.companies, (record) => company(withMarks(record, all)));
}

async function* onceReady<T>(reading: Reading, pages: AsyncIterable<T>): AsyncGenerator<T> {
  await reading.ready();
  yield* pages;
}

async function* listRecords<T>(
  transport: Transport,
  type: string,
  properties: readonly string[],
  read: (record: CrmRecord) => ReadRecord<T>,
): AsyncGenerator<RecordPage<T>> {
  for await (const page of listRecordPages(transport, type, properties)) yield pageOf(page, read);
}

async function readCompanies(
  transport: Transport,
  { asked, company }: Reading,
  ids: readonly string[],
): Promise<readonly CompanyRecord[]> {
  // One id that is none would refuse its whole batch, and people type into the referral property.
  const recordIds = ids.filter((id) => /^\d+$/.test(id));
  const records = await readByIds(transport, { type: 'companies', properties: asked.companies }, recordIds);
  return pageOf(records, company).records;
}

async function readDealById(
  transport: Transport,
  { asked, deal }: Reading,
  id: string,
): Promise<RawDeal | null> {
  const path = objectsPath('deals', `/${encodeURIComponent(id)}?properties=${asked.deals.join(',')}`);
  const call = { method: 'GET', repeatable: true, accept: [404], path } as const;
  const { status, data } = await transport.call({
    ...call,
    schema: z.union([crmRecord, z.object({ category: z.string() })]),
  });
  if (status === 404 || !('properties' in data)) return null;
  return {
    read: (account: Account): RecordPage<DealRecord> => pageOf([data], (record) => deal(record, account)),
  };
}
