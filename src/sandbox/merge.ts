import * as z from 'zod';
import { invalid, notFound } from './api-error.js';
import { SINGLE_KEYS } from './association-types.js';
import type { Change, RecordRef, StoredRecord } from './change.js';
import { computeProperties, stampRecord } from './computed-properties.js';
import { objectType, type ObjectType } from './object-types.js';
import type { Portal } from './portal.js';
import { recordBody } from './record-body.js';
import type { Answer, ApiRequest } from './route.js';
import { findRecord, recordChange } from './write-records.js';

const mergeInput = z.object({ primaryObjectId: z.coerce.string(), objectIdToMerge: z.coerce.string() });

const mergedIds = (record: StoredRecord): readonly string[] =>
  (record.properties.get('hs_merged_object_ids') ?? '').split(';').filter((id) => id !== '');

/**
 * The record that two become, under an id of its own, as HubSpot mints one since 2025: the primary's values win, the
 * other's fill what is empty. People and companies keep the earlier create date.
 */
function mergedRecord(
  portal: Portal,
  type: ObjectType,
  primary: StoredRecord,
  other: StoredRecord,
): StoredRecord {
  const now = portal.now();
  const id = portal.records.mintId(type);
  const properties = new Map([...other.properties, ...primary.properties]);
  const createdAt =
    type === 'contacts' || type === 'companies'
      ? Math.min(primary.createdAt, other.createdAt)
      : primary.createdAt;
  const old = [...mergedIds(primary), primary.id, ...mergedIds(other), other.id];
  properties.set('hs_merged_object_ids', old.join(';'));
  computeProperties(type, properties, primary.properties, now, portal.terms);
  stampRecord(type, properties, id, createdAt, now);
  return { id, createdAt, updatedAt: now, archivedAt: null, properties };
}

/** Both records' associations become the merged one's; of what a record has one of at most, the primary's stays. */
function movedLinks(
  portal: Portal,
  primary: RecordRef,
  other: RecordRef,
  merged: RecordRef,
): readonly Change[] {
  const pair = new Set([primary.id, other.id]);
  return portal.types().flatMap((to) => {
    const own = portal.links.targets(primary, to);
    const taken = new Set(own.flatMap(({ keys }) => keys.filter((key) => SINGLE_KEYS.has(key))));
    const wanted = new Map<string, readonly string[]>(own.map(({ id, keys }) => [id, keys]));
    for (const { id, keys } of portal.links.targets(other, to)) {
      const kept = keys.filter((key) => !taken.has(key));
      wanted.set(id, [...new Set([...(wanted.get(id) ?? []), ...kept])]);
    }
    return [...wanted].flatMap(([id, keys]): readonly Change[] => {
      const target = { type: to, id };
      const gone = [primary, other].map((from): Change => ({ kind: 'link', from, to: target, keys: [] }));
      // What the two were to each other is over.
      if (to === merged.type && pair.has(id)) return gone;
      return [...gone, { kind: 'link', from: merged, to: target, keys }];
    });
  });
}

/** `POST /crm/objects/…/{type}/merge`: cannot be undone; the survivor is the `id` of the answer. */
export function mergeRecords(portal: Portal, request: ApiRequest): Answer {
  const type = objectType(request.param('type'));
  const { primaryObjectId, objectIdToMerge } = request.body(mergeInput);
  const [primary, other] = [primaryObjectId, objectIdToMerge].map((id) => {
    const record = findRecord(portal, type, id, null);
    if (record === undefined) throw notFound(`${type} ${id} does not exist`);
    return record;
  }) as [StoredRecord, StoredRecord];
  if (primary.id === other.id) {
    throw invalid(`Record ${primary.id} cannot be merged with itself`);
  }
  const merged = mergedRecord(portal, type, primary, other);
  const [from, second, into] = [primary, other, merged].map(({ id }) => ({ type, id })) as [
    RecordRef,
    RecordRef,
    RecordRef,
  ];
  portal.commit([
    recordChange(type, merged),
    ...movedLinks(portal, from, second, into),
    { kind: 'merged', type, ids: [primary.id, other.id], into: merged.id },
  ]);
  return { status: 200, body: recordBody(portal, type, merged, [...merged.properties.keys()]) };
}
