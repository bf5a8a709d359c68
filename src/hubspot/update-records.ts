import * as z from 'zod';
import { isAppError } from '../errors.js';
import type { RecordUpdate, WriteOutcome } from '../operations/crm-port.js';
import { chunk } from './associations.js';
import { BATCH_LIMIT, objectsPath } from './paths.js';
import type { Transport } from './transport.js';

const batchUpdate = z.object({
  results: z.array(z.object({ id: z.string() })),
  errors: z
    .array(
      z.object({
        message: z.string(),
        category: z.string().nullish(),
        context: z.record(z.string(), z.array(z.string())).nullish(),
      }),
    )
    .nullish(),
});

/**
 * Writes properties in batches of 100. Every record has an outcome, taken from HubSpot's answer: one that is in
 * neither its results nor its errors counts as failed.
 */
export async function updateRecords(
  transport: Transport,
  objectType: 'deals' | 'companies',
  updates: readonly RecordUpdate[],
): Promise<readonly WriteOutcome[]> {
  const outcomes: WriteOutcome[] = [];
  for (const batch of chunk(updates, BATCH_LIMIT))
    outcomes.push(...(await updateBatch(transport, objectType, batch)));
  return outcomes;
}

async function updateBatch(
  transport: Transport,
  objectType: string,
  updates: readonly RecordUpdate[],
): Promise<readonly WriteOutcome[]> {
  const inputs = updates.map(({ recordId, properties }) => ({
    id: recordId,
    // HubSpot empties a property that is set to the empty text.
    properties: Object.fromEntries(Object.entries(properties).map(([name, value]) => [name, value ?? ''])),
  }));
  try {
    const path = objectsPath(objectType, '/batch/update');
    // Setting a value twice is as good as once.
    const { data } = await transport.call({
      method: 'POST',
      repeatable: true,
      path,
      body: { inputs },
      schema: batchUpdate,
    });
    return updates.map(({ recordId }) => outcomeOf(recordId, data));
  } catch (error) {
    if (!isAppError(error) || error.code !== 'crm_refused') throw error;
    // One bad record refuses its whole batch; halves find it, and the rest is written.
    const [only] = updates;
    if (updates.length === 1 && only !== undefined) {
      return [{ kind: 'failed', recordId: only.recordId, reason: error.message }];
    }
    const half = Math.ceil(updates.length / 2);
    const first = await updateBatch(transport, objectType, updates.slice(0, half));
    return [...first, ...(await updateBatch(transport, objectType, updates.slice(half)))];
  }
}

function outcomeOf(recordId: string, answer: z.infer<typeof batchUpdate>): WriteOutcome {
  if (answer.results.some((result) => result.id === recordId)) return { kind: 'written', recordId };
  const error = answer.errors?.find((one) => one.context?.ids?.includes(recordId) === true);
  return {
    kind: 'failed',
    recordId,
    reason: error?.message ?? 'HubSpot’s answer does not mention this record',
  };
}
