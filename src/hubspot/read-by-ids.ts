/** Records by id, in full batches side by side. */
import type { RawRecord } from '../operations/crm-port.js';
import { chunk } from './associations.js';
import { refuseOtherThanMissing } from './partial-errors.js';
import { BATCH_LIMIT, objectsPath } from './paths.js';
import { rawRecords, recordBatch } from './record-page.js';
import type { Transport } from './transport.js';

export interface AskedByIds {
  /** The type as a path has it. */
  readonly type: string;
  readonly properties: readonly string[];
  /** A unique property that the ids are values of; absent: they are record ids. */
  readonly idProperty?: string;
}

/**
 * Reads each id once; those that are not there are left out.
 * @throws AppError `crm_refused` where HubSpot leaves one out for another reason.
 */
export async function readByIds(
  transport: Transport,
  { type, properties, idProperty }: AskedByIds,
  ids: Iterable<string>,
): Promise<readonly RawRecord[]> {
  const answers = await Promise.all(
    chunk([...new Set(ids)], BATCH_LIMIT).map((batch) =>
      transport.call({
        method: 'POST',
        repeatable: true,
        path: objectsPath(type, '/batch/read'),
        body: {
          properties,
          inputs: batch.map((id) => ({ id })),
          ...(idProperty === undefined ? {} : { idProperty }),
        },
        schema: recordBatch,
      }),
    ),
  );
  for (const { data } of answers) refuseOtherThanMissing(type, data.errors);
  return answers.flatMap(({ data }) => rawRecords(data.results));
}
