import * as z from 'zod';
import { ApiError, invalid } from './api-error.js';
import type { Change, StoredRecord } from './change.js';
import { linkChanges } from './links.js';
import { OBJECT_SPECS, objectType, type ObjectType } from './object-types.js';
import { createInput, propertiesInput } from './objects.js';
import type { Portal } from './portal.js';
import { recordBody } from './record-body.js';
import { checkBatchSize, type Answer, type ApiRequest } from './route.js';
import { archiveChange, draftRecord, findRecord, recordChange, redraftRecord } from './write-records.js';

const MAX_BATCH = 100;

interface BatchError {
  readonly status: 'error';
  readonly category: string;
  readonly message: string;
  readonly context: Readonly<Record<string, readonly string[]>>;
}

/** A batch's answer: 207 with the errors where a part of it failed. */
export function batchAnswer(
  portal: Portal,
  results: readonly unknown[],
  errors: readonly BatchError[],
  status = 200,
): Answer {
  const now = new Date(portal.now()).toISOString();
  const failed = errors.length > 0 && { numErrors: errors.length, errors };
  return {
    status: errors.length > 0 ? 207 : status,
    body: { status: 'COMPLETE', results, ...failed, startedAt: now, completedAt: now },
  };
}

/** The error that names records which are not there. */
export const unknownIds = (type: ObjectType, ids: readonly string[]): readonly BatchError[] =>
  ids.length === 0
    ? []
    : [
        {
          status: 'error',
          category: 'OBJECT_NOT_FOUND',
          message: `Could not get some ${OBJECT_SPECS[type].singular.toUpperCase()} objects, they may be deleted or not exist. Check that ids are valid.`,
          context: { ids },
        },
      ];

const idInput = z.object({ id: z.coerce.string() });

const readInput = z.object({
  inputs: z.array(idInput),
  properties: z.array(z.string()).nullish(),
  idProperty: z.string().nullish(),
});

/** `POST /crm/objects/…/{type}/batch/read` */
export function readBatch(portal: Portal, request: ApiRequest): Answer {
  const type = objectType(request.param('type'));
  const { inputs, properties, idProperty } = request.body(readInput);
  checkBatchSize(inputs, MAX_BATCH);
  const ids = [...new Set(inputs.map(({ id }) => id))];
  const archived = request.query.get('archived') === 'true';
  const found = ids.map((id) => [id, lookUp(portal, type, id, idProperty, archived)] as const);
  const results = found.flatMap(([, record]) =>
    record === undefined ? [] : [recordBody(portal, type, record, properties ?? [])],
  );
  const unknown = found.filter(([, record]) => record === undefined).map(([id]) => id);
  return batchAnswer(portal, results, unknownIds(type, unknown));
}

function lookUp(
  portal: Portal,
  type: ObjectType,
  id: string,
  idProperty: string | null | undefined,
  archived: boolean,
): StoredRecord | undefined {
  if (!archived) return findRecord(portal, type, id, idProperty);
  const record = portal.records.get(type, id);
  return record?.archivedAt == null ? undefined : record;
}

type Attempt<T> = { readonly made: T[]; readonly errors: BatchError[] };

/** Runs one input of a write; its refusal is an entry of the answer only where the caller can tell inputs apart. */
function attempt<T>(traceId: string | null | undefined, write: () => T): Attempt<T> {
  try {
    return { made: [write()], errors: [] };
  } catch (error) {
    if (!(error instanceof ApiError) || traceId == null) throw error;
    const { category, message } = error;
    const context = { objectWriteTraceId: [traceId] };
    return { made: [], errors: [{ status: 'error', category, message, context }] };
  }
}

/** HubSpot answers for single inputs only if every one of them can be told apart. */
const traceable = (inputs: readonly { readonly objectWriteTraceId?: string | null | undefined }[]): boolean =>
  inputs.every(({ objectWriteTraceId }) => objectWriteTraceId != null);

/** `POST /crm/objects/…/{type}/batch/create` */
export function createBatch(portal: Portal, request: ApiRequest): Answer {
  const type = objectType(request.param('type'));
  const { inputs } = request.body(z.object({ inputs: z.array(createInput) }));
  checkBatchSize(inputs, MAX_BATCH);
  const traced = traceable(inputs);
  const drafts = inputs.map((input) =>
    attempt(traced ? input.objectWriteTraceId : null, () => {
      const record = draftRecord(portal, type, input.properties);
      const links = linkChanges(portal, { type, id: record.id }, input.associations ?? []);
      return { record, traceId: input.objectWriteTraceId, changes: [recordChange(type, record), ...links] };
    }),
  );
  const made = drafts.flatMap((draft) => draft.made);
  portal.commit(made.flatMap(({ changes }): readonly Change[] => changes));
  const results = made.map(({ record, traceId }) => ({
    ...recordBody(portal, type, record, [...record.properties.keys()]),
    ...(traceId != null && { objectWriteTraceId: traceId }),
  }));
  const errors = drafts.flatMap((draft) => draft.errors);
  return batchAnswer(portal, results, errors, 201);
}

const updateInput = z.object({
  inputs: z.array(
    z.object({
      id: z.coerce.string(),
      idProperty: z.string().nullish(),
      properties: propertiesInput,
      objectWriteTraceId: z.string().nullish(),
    }),
  ),
});

/** `POST /crm/objects/…/{type}/batch/update` */
export function updateBatch(portal: Portal, request: ApiRequest): Answer {
  const type = objectType(request.param('type'));
  const { inputs } = request.body(updateInput);
  checkBatchSize(inputs, MAX_BATCH);
  if (new Set(inputs.map(({ id }) => id)).size < inputs.length) {
    throw invalid('Duplicate IDs found in batch input. Each ID may appear only once.');
  }
  const traced = traceable(inputs);
  const unknown: string[] = [];
  const drafts = inputs.flatMap((input) => {
    const before = findRecord(portal, type, input.id, input.idProperty);
    if (before === undefined) unknown.push(input.id);
    return before === undefined
      ? []
      : [
          attempt(traced ? input.objectWriteTraceId : null, () => ({
            before,
            record: redraftRecord(portal, type, before, input.properties),
            asked: Object.keys(input.properties),
          })),
        ];
  });
  const made = drafts.flatMap((draft) => draft.made);
  portal.commit(
    made.filter(({ before, record }) => record !== before).map(({ record }) => recordChange(type, record)),
  );
  const results = made.map(({ record, asked }) => recordBody(portal, type, record, asked));
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
