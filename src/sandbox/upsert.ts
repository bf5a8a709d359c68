import * as z from 'zod';
import { invalid } from './api-error.js';
import { attempt, batchAnswer, traceBody, traceIds, unknownIds } from './batch-answer.js';
import { changeInput, checkDuplicates, MAX_BATCH } from './batch.js';
import { objectType } from './object-types.js';
import type { Portal } from './portal.js';
import { recordBody } from './record-body.js';
import { checkBatchSize, type Answer, type ApiRequest } from './route.js';
import { findRecord, recordChange, RecordWrite } from './write-records.js';

type Input = z.infer<typeof changeInput>;

/** The unique property that a batch names its records by; null: by their ids. One for the whole batch, as HubSpot has it. */
function commonIdProperty(inputs: readonly Input[]): string | null {
  const named = new Set(inputs.map(({ idProperty }) => idProperty ?? 'hs_object_id'));
  if (named.size > 1) throw invalid('All inputs of an upsert must have the same idProperty');
  const [only = 'hs_object_id'] = named;
  return only === 'hs_object_id' ? null : only;
}

/**
 * `POST /crm/objects/…/{type}/batch/upsert`: changes the records that have these values in a unique property, and makes
 * those that nobody has. By record ids it only changes: an id cannot be chosen.
 */
export function upsertBatch(portal: Portal, request: ApiRequest): Answer {
  const type = objectType(request.param('type'));
  const { inputs } = request.body(z.object({ inputs: z.array(changeInput) }));
  checkBatchSize(inputs, MAX_BATCH);
  checkDuplicates(inputs);
  const idProperty = commonIdProperty(inputs);
  const traceOf = traceIds(inputs);
  const write = new RecordWrite(portal, type, request);
  const unknown: string[] = [];
  const drafts = inputs.flatMap((input) => {
    const before = findRecord(portal, type, input.id, idProperty);
    if (before === undefined && idProperty === null) {
      unknown.push(input.id);
      return [];
    }
    return [
      attempt(traceOf(input), () => {
        const named = idProperty === null ? {} : { [idProperty]: input.id };
        const record =
          before === undefined
            ? write.draft({ ...named, ...input.properties })
            : write.redraft(before, input.properties);
        return { before, record, input };
      }),
    ];
  });
  const made = drafts.flatMap((draft) => draft.made);
  portal.commit(
    made.filter(({ before, record }) => record !== before).map(({ record }) => recordChange(type, record)),
  );
  const results = made.map(({ before, record, input }) => ({
    ...recordBody(
      portal,
      type,
      record,
      before === undefined ? [...record.properties.keys()] : Object.keys(input.properties),
    ),
    new: before === undefined,
    ...traceBody(input.objectWriteTraceId),
  }));
  const errors = drafts.flatMap((draft) => draft.errors);
  return batchAnswer(portal, results, [...errors, ...unknownIds(type, unknown)]);
}
