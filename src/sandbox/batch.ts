import * as z from 'zod';
import { invalid } from './api-error.js';
import { attempt, batchAnswer, batchText, traceBody, traceIds, unknownIds } from './batch-answer.js';
import type { Change } from './change.js';
import { linkChanges } from './links.js';
import { objectType, type ObjectType } from './object-types.js';
import { createInput, propertiesInput } from './objects.js';
import type { Portal } from './portal.js';
import { recordBody, recordTexts, type Listed } from './record-body.js';
import { checkBatchSize, type Answer, type ApiRequest } from './route.js';
import { archiveChange, findRecord, recordChange, RecordWrite } from './write-records.js';

export const MAX_BATCH = 100;
/** Of a read with `propertiesWithHistory`. */
const MAX_WITH_HISTORY = 50;

const idInput = z.object({ id: z.coerce.string() });

const readInput = z.object({
  inputs: z.array(idInput),
  properties: z.array(z.string()).nullish(),
  propertiesWithHistory: z.array(z.string()).nullish(),
  idProperty: z.string().nullish(),
});

/** `POST /crm/objects/…/{type}/batch/read`: a merged record's old ids give the record that it is part of now. */
export function readBatch(portal: Portal, request: ApiRequest): Answer {
  const type = objectType(request.param('type'));
  const { inputs, properties, propertiesWithHistory, idProperty } = request.body(readInput);
  const versioned = propertiesWithHistory ?? [];
  checkBatchSize(inputs, versioned.length === 0 ? MAX_BATCH : MAX_WITH_HISTORY);
  const archived = request.query.get('archived') === 'true';
  const records = new Set<Listed>();
  const unknown = new Set<string>();
  for (const { id } of inputs) {
    const record = lookUp(portal, type, id, idProperty, archived);
    if (record === undefined) unknown.add(id);
    else records.add(record);
  }
  const results =
    versioned.length === 0
      ? recordTexts(portal, type, [...records], properties ?? [])
      : versionedTexts(portal, type, [...records], { properties: properties ?? [], versioned });
  return batchText(portal, results, unknownIds(type, [...unknown]));
}

/** Records with every version that is known of some of their properties. */
function versionedTexts(
  portal: Portal,
  type: ObjectType,
  records: readonly Listed[],
  {
    properties,
    versioned,
  }: { readonly properties: readonly string[]; readonly versioned: readonly string[] },
): string {
  const texts = records.flatMap((one) => {
    const record = typeof one === 'number' ? portal.records.generated(type)?.record(one) : one;
    if (record === undefined) return [];
    const versions = versioned.map((name) => [name, portal.history.of(type, record, name)] as const);
    const body = recordBody(portal, type, record, properties);
    return [JSON.stringify({ ...body, propertiesWithHistory: Object.fromEntries(versions) })];
  });
  return texts.join(',');
}

/** The same record is the same object or number, so that two of its ids make one result. */
function lookUp(
  portal: Portal,
  type: ObjectType,
  id: string,
  idProperty: string | null | undefined,
  archived: boolean,
): Listed | undefined {
  if (!archived) {
    const isId = idProperty == null || idProperty === 'hs_object_id';
    return isId ? portal.records.lookUp(type, id) : findRecord(portal, type, id, idProperty);
  }
  const record = portal.records.get(type, id);
  return record?.archivedAt == null ? undefined : record;
}

/** `POST /crm/objects/…/{type}/batch/create` */
export function createBatch(portal: Portal, request: ApiRequest): Answer {
  const type = objectType(request.param('type'));
  const { inputs } = request.body(z.object({ inputs: z.array(createInput) }));
  checkBatchSize(inputs, MAX_BATCH);
  const traceOf = traceIds(inputs);
  const write = new RecordWrite(portal, type, request);
  const drafts = inputs.map((input) =>
    attempt(traceOf(input), () => {
      const record = write.draft(input.properties);
      const links = linkChanges(portal, { type, id: record.id }, input.associations ?? []);
      return { record, input, changes: [recordChange(type, record), ...links] };
    }),
  );
  const made = drafts.flatMap((draft) => draft.made);
  portal.commit(made.flatMap(({ changes }): readonly Change[] => changes));
  const results = made.map(({ record, input }) => ({
    ...recordBody(portal, type, record, [...record.properties.keys()]),
    ...traceBody(input.objectWriteTraceId),
  }));
  const errors = drafts.flatMap((draft) => draft.errors);
  return batchAnswer(portal, results, errors, 201);
}

/** What changes one record that is named by its id or by a unique property. */
export const changeInput = z.object({
  id: z.coerce.string(),
  idProperty: z.string().nullish(),
  properties: propertiesInput,
  objectWriteTraceId: z.string().nullish(),
});

/** Refuses a batch that names one record twice. */
export function checkDuplicates(inputs: readonly { readonly id: string }[]): void {
  if (new Set(inputs.map(({ id }) => id)).size < inputs.length) {
    throw invalid('Duplicate IDs found in batch input. Each ID may appear only once.');
  }
}

/** `POST /crm/objects/…/{type}/batch/update` */
export function updateBatch(portal: Portal, request: ApiRequest): Answer {
  const type = objectType(request.param('type'));
  const { inputs } = request.body(z.object({ inputs: z.array(changeInput) }));
  checkBatchSize(inputs, MAX_BATCH);
  checkDuplicates(inputs);
  const traceOf = traceIds(inputs);
  const write = new RecordWrite(portal, type, request);
  const unknown: string[] = [];
  const drafts = inputs.flatMap((input) => {
    const before = findRecord(portal, type, input.id, input.idProperty);
    if (before === undefined) {
      unknown.push(input.id);
      return [];
    }
    return [
      attempt(traceOf(input), () => ({ before, record: write.redraft(before, input.properties), input })),
    ];
  });
  const made = drafts.flatMap((draft) => draft.made);
  portal.commit(
    made.filter(({ before, record }) => record !== before).map(({ record }) => recordChange(type, record)),
  );
  const results = made.map(({ record, input }) => ({
    ...recordBody(portal, type, record, Object.keys(input.properties)),
    ...traceBody(input.objectWriteTraceId),
  }));
  const errors = drafts.flatMap((draft) => draft.errors);
  return batchAnswer(portal, results, [...errors, ...unknownIds(type, unknown)]);
}

/** `POST /crm/objects/…/{type}/batch/archive`: 204, also for ids that are not there. */
export function archiveBatch(portal: Portal, request: ApiRequest): Answer {
  const type = objectType(request.param('type'));
  const { inputs } = request.body(z.object({ inputs: z.array(idInput) }));
  checkBatchSize(inputs, MAX_BATCH);
  const records = [...new Set(inputs.map(({ id }) => id))].flatMap(
    (id) => portal.records.getLive(type, id) ?? [],
  );
  portal.commit(records.map((record) => archiveChange(portal, type, record)));
  return { status: 204 };
}
