import * as z from 'zod';
import { invalid, notFound } from './api-error.js';
import type { StoredRecord } from './change.js';
import { JsonText } from './json-text.js';
import { associationSpec, linkChanges } from './links.js';
import { objectType, type ObjectType } from './object-types.js';
import type { Portal } from './portal.js';
import { recordBody, recordTexts } from './record-body.js';
import { listParam, pageLimit, type Answer, type ApiRequest } from './route.js';
import { archiveChange, findRecord, recordChange, RecordWrite } from './write-records.js';

export const propertiesInput = z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.null()]));

/** What creates one record. */
export const createInput = z.object({
  properties: propertiesInput.default({}),
  associations: z
    .array(z.object({ to: z.object({ id: z.coerce.string() }), types: z.array(associationSpec).min(1) }))
    .nullish(),
  objectWriteTraceId: z.string().nullish(),
});

/** Record ids in an `after` are whole numbers. */
function afterId(request: ApiRequest): number {
  const text = request.query.get('after');
  if (text === null) return 0;
  const after = Number(text);
  if (!Number.isInteger(after) || after < 0) throw invalid(`Invalid paging cursor: ${text}`);
  return after;
}

const isArchivedAsked = (request: ApiRequest): boolean => request.query.get('archived') === 'true';

/** `GET /crm/objects/…/{type}` */
export function listRecords(portal: Portal, request: ApiRequest): Answer {
  const type = objectType(request.param('type'));
  const limit = pageLimit(request, 10, 100);
  const page = portal.records.page(type, afterId(request), limit + 1, isArchivedAsked(request));
  const shown = page.slice(0, limit);
  const last = shown.at(-1);
  const lastId = typeof last === 'number' ? portal.records.generated(type)?.idOf(last) : last?.id;
  const properties = listParam(request, 'properties');
  const results = recordTexts(portal, type, shown, properties, listParam(request, 'associations'));
  const paging =
    page.length > limit && lastId !== undefined ? `,"paging":{"next":{"after":"${lastId}"}}` : '';
  // Written out here: a sync reads thousands of these pages.
  return { status: 200, body: new JsonText(`{"results":[${results}]${paging}}`) };
}

function liveRecord(portal: Portal, request: ApiRequest, type: ObjectType): StoredRecord {
  const record = findRecord(portal, type, request.param('id'), request.query.get('idProperty'));
  if (record === undefined) throw notFound('resource not found');
  return record;
}

/** `GET /crm/objects/…/{type}/{id}` */
export function getRecord(portal: Portal, request: ApiRequest): Answer {
  const type = objectType(request.param('type'));
  const archived = portal.records.get(type, request.param('id'));
  const record =
    isArchivedAsked(request) && archived != null && archived.archivedAt !== null
      ? archived
      : liveRecord(portal, request, type);
  const properties = listParam(request, 'properties');
  return {
    status: 200,
    body: recordBody(portal, type, record, properties, listParam(request, 'associations')),
  };
}

/** `POST /crm/objects/…/{type}` */
export function createRecord(portal: Portal, request: ApiRequest): Answer {
  const type = objectType(request.param('type'));
  const input = request.body(createInput);
  const record = new RecordWrite(portal, type, request).draft(input.properties);
  const links = linkChanges(portal, { type, id: record.id }, input.associations ?? []);
  portal.commit([recordChange(type, record), ...links]);
  return { status: 201, body: recordBody(portal, type, record, [...record.properties.keys()]) };
}

/** `PATCH /crm/objects/…/{type}/{id}` */
export function updateRecord(portal: Portal, request: ApiRequest): Answer {
  const type = objectType(request.param('type'));
  const { properties } = request.body(z.object({ properties: propertiesInput }));
  const before = liveRecord(portal, request, type);
  const record = new RecordWrite(portal, type, request).redraft(before, properties);
  if (record !== before) portal.commit([recordChange(type, record)]);
  return { status: 200, body: recordBody(portal, type, record, Object.keys(properties)) };
}

/** `DELETE /crm/objects/…/{type}/{id}`: archives; HubSpot answers 204 for what is not there, too. */
export function archiveRecord(portal: Portal, request: ApiRequest): Answer {
  const type = objectType(request.param('type'));
  const record = portal.records.getLive(type, request.param('id'));
  if (record !== undefined) portal.commit([archiveChange(portal, type, record)]);
  return { status: 204 };
}
