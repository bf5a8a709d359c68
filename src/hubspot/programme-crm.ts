/** HubSpot behind the ProgrammeCrm port. */
import * as z from 'zod';
import { formatInstant, type Instant } from '../domain/calendar.js';
import { isAppError } from '../errors.js';
import type { RawRecord, WriteOutcome } from '../operations/crm-port.js';
import type { MadeRecord } from '../operations/import-port.js';
import type {
  FoundPage,
  NewProgrammeRecord,
  ProgrammeCrm,
  ProgrammeLink,
  ProgrammeType,
} from '../operations/programme-port.js';
import { chunk, readTargets } from './associations.js';
import { changedPage } from './crm-reader.js';
import { createRecords } from './create-records.js';
import { partialErrors, refuseOtherThanMissing } from './partial-errors.js';
import { ASSOCIATION_CREATE_LIMIT, associationsPath, LIST_LIMIT, objectsPath } from './paths.js';
import { readByIds } from './read-by-ids.js';
import { readVersions } from './read-versions.js';
import { rawPage, rawRecords, recordList, recordSearch } from './record-page.js';
import { PARTNER_PROGRAMME } from './programme-properties.js';
import { REGISTRATION_OBJECT } from './registration-object.js';
import { REGISTRATION_FORMAT } from './registration-values.js';
import type { Transport } from './transport.js';
import { updateRecords } from './update-records.js';

/** As paths name them; marketing events have no name there, only their type id. */
const PATH: Readonly<Record<ProgrammeType, string>> = {
  tickets: 'tickets',
  tasks: 'tasks',
  notes: 'notes',
  feedback_submissions: 'feedback_submissions',
  marketing_events: '0-54',
  meetings: 'meetings',
  contacts: 'contacts',
  companies: 'companies',
  deals: 'deals',
  registrations: `p_${REGISTRATION_OBJECT.name}`,
};

/** A type that the portal does not have, or that the token may not read. */
const NO_TYPE = [400, 403, 404];

/** On a portal. */
export const hubspotProgramme = (transport: Transport): ProgrammeCrm => ({
  registrations: REGISTRATION_FORMAT,
  programmeLog: PARTNER_PROGRAMME.log.name,
  listPage: (type, properties, after, archived = false) =>
    listPage(transport, { type, properties, archived }, after),
  changedPage: (type, properties, window, after) =>
    orMissing(changedPage({ transport, type: PATH[type], properties }, window, after)),
  byId: (type, properties, ids) => readByIds(transport, { type: PATH[type], properties }, ids),
  versions: (type, properties, ids) => readVersions(transport, { type: PATH[type], properties }, ids),
  madeSince: (type, properties, since) => madeSince(transport, type, properties, since),
  linked: async (from, to, ids) => {
    const targets = await readTargets(transport, PATH[from], PATH[to], ids);
    return new Map([...targets].map(([id, all]) => [id, all.map(({ toObjectId }) => toObjectId)] as const));
  },
  create: (type, records) => create(transport, type, records),
  update: async (type, updates) => {
    const outcomes: WriteOutcome[] = [];
    const target = { objectType: PATH[type], beforeSend: undefined };
    await updateRecords(transport, target, updates, (some) => {
      outcomes.push(...some);
      return Promise.resolve();
    });
    return outcomes;
  },
  link: (from, fromId, links) => associate(transport, from, [{ fromId, links }]),
});

/** A scope that was taken away, or a type that is gone, is told by null. */
async function orMissing<T>(asked: Promise<T>): Promise<T | null> {
  try {
    return await asked;
  } catch (error) {
    const status = isAppError(error) ? (error.cause as { status?: unknown } | undefined)?.status : undefined;
    if (status === 403 || status === 404) return null;
    throw error;
  }
}

const refused = z.object({ message: z.string().default('') });

async function listPage(
  transport: Transport,
  {
    type,
    properties,
    archived,
  }: {
    readonly type: ProgrammeType;
    readonly properties: readonly string[];
    readonly archived: boolean;
  },
  after: string | null,
): Promise<FoundPage | null> {
  const cursor = after === null ? '' : `&after=${encodeURIComponent(after)}`;
  const asked = `limit=${LIST_LIMIT}&properties=${properties.map(encodeURIComponent).join(',')}`;
  const query = `?${asked}${archived ? '&archived=true' : ''}${cursor}`;
  const { data } = await transport.call({
    method: 'GET',
    repeatable: true,
    accept: NO_TYPE,
    path: objectsPath(PATH[type], query),
    schema: z.union([recordList, refused]),
  });
  return 'results' in data ? rawPage(data) : null;
}

/** As many as HubSpot answers on five pages of a search. */
const MOST_MADE = 1000;
const A_PAGE = 200;

async function madeSince(
  transport: Transport,
  type: ProgrammeType,
  properties: readonly string[],
  since: Instant,
): Promise<readonly RawRecord[]> {
  const records: RawRecord[] = [];
  for (;;) {
    const body = {
      filterGroups: [
        { filters: [{ propertyName: 'hs_createdate', operator: 'GTE', value: formatInstant(since) }] },
      ],
      sorts: [{ propertyName: 'hs_createdate', direction: 'DESCENDING' }],
      ...{ properties, limit: A_PAGE },
      ...(records.length === 0 ? {} : { after: String(records.length) }),
    };
    const call = {
      method: 'POST',
      repeatable: true,
      path: objectsPath(PATH[type], '/search'),
      body,
    } as const;
    const { data } = await transport.call({ ...call, schema: recordSearch });
    records.push(...rawRecords(data.results));
    if (data.results.length < A_PAGE || records.length >= MOST_MADE) return records;
  }
}

async function create(
  transport: Transport,
  type: ProgrammeType,
  records: readonly NewProgrammeRecord[],
): ReturnType<ProgrammeCrm['create']> {
  const made: MadeRecord[] = [];
  await createRecords(transport, PATH[type], records, (ends) => {
    made.push(...ends);
    return Promise.resolve();
  });
  const unlinked: string[] = [];
  const idOf = new Map(
    made.flatMap((one) => (one.kind === 'made' ? [[one.key, one.recordId] as const] : [])),
  );
  const pairs = records.flatMap(({ key, links }) => {
    const fromId = idOf.get(key);
    return fromId === undefined || links.length === 0 ? [] : [{ key, fromId, links }];
  });
  // One that cannot be associated does not keep the others from it.
  for (const pair of pairs) {
    try {
      await associate(transport, type, [pair]);
    } catch (error) {
      if (!isAppError(error) || error.code !== 'crm_refused') throw error;
      unlinked.push(pair.key);
    }
  }
  return { made, unlinked };
}

const done = z.object({ errors: partialErrors });

async function associate(
  transport: Transport,
  from: ProgrammeType,
  pairs: readonly { readonly fromId: string; readonly links: readonly ProgrammeLink[] }[],
): Promise<void> {
  const all = pairs.flatMap(({ fromId, links }) => links.map(({ to, id }) => ({ to, fromId, id })));
  for (const to of new Set(all.map((one) => one.to))) {
    const inputs = all
      .filter((one) => one.to === to)
      .map(({ fromId, id }) => ({ from: { id: fromId }, to: { id } }));
    const path = associationsPath(PATH[from], PATH[to], '/batch/associate/default');
    for (const part of chunk(inputs, ASSOCIATION_CREATE_LIMIT)) {
      // What is associated already stays so.
      const call = { method: 'POST', repeatable: true, path, body: { inputs: part }, schema: done } as const;
      const { data } = await transport.call(call);
      refuseOtherThanMissing(`associations from ${from} to ${to}`, data.errors);
    }
  }
}
