/**
 * Records as the object endpoints answer them. A large portal answers a million: their shape is checked by hand, since
 * zod's own record of texts costs as much again as parsing the JSON (docs/performance.md).
 */
import * as z from 'zod';
import type { RawPage, RawRecord, RecordPage } from '../operations/crm-port.js';
import { partialErrors } from './partial-errors.js';
import type { CrmRecord, ReadRecord } from './cells.js';

interface WireRecord extends CrmRecord {
  readonly archived?: unknown;
}

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

function isWireRecord(value: unknown): value is WireRecord {
  if (!isObject(value) || typeof value.id !== 'string' || value.id === '') return false;
  const { properties } = value;
  if (!isObject(properties)) return false;
  for (const name in properties) {
    const text = properties[name];
    if (text !== null && typeof text !== 'string') return false;
  }
  return true;
}

const wireRecords = z.custom<readonly WireRecord[]>(
  (value) => Array.isArray(value) && value.every(isWireRecord),
  'every record has an id and properties of text or null',
);

export const paging = z.object({ next: z.object({ after: z.string() }).nullish() }).nullish();

/** An answer of a list. */
export const recordList = z.object({ results: wireRecords, paging });
/** An answer of a search. */
export const recordSearch = z.object({ results: wireRecords, paging, total: z.number() });
/** An answer of a batch read. */
export const recordBatch = z.object({ results: wireRecords, errors: partialErrors });

const rawRecord = ({ id, properties, archived }: WireRecord): RawRecord => ({
  id,
  archived: archived === true,
  properties,
});

/** Records of an answer, as the port has them. */
export const rawRecords = (results: readonly WireRecord[]): readonly RawRecord[] => results.map(rawRecord);

/** A page of a list, with the cursor that HubSpot gives. */
export const rawPage = ({ results, paging: pages }: z.infer<typeof recordList>): RawPage => ({
  records: rawRecords(results),
  next: pages?.next?.after ?? null,
});

/** Reads the values of records into `T`, and collects what is wrong with them. */
export function pageOf<R extends CrmRecord, T>(
  records: readonly R[],
  read: (record: R) => ReadRecord<T>,
): RecordPage<T> {
  const all = records.map(read);
  return {
    records: all.flatMap(({ value }) => (value === null ? [] : [value])),
    setAside: all.flatMap(({ setAside }) => setAside ?? []),
    problems: all.flatMap(({ problems }) => problems),
  };
}
