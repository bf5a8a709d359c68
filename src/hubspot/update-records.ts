import * as z from 'zod';
import { isAppError } from '../errors.js';
import type { RecordUpdate, WriteOutcome } from '../operations/crm-port.js';
import type { ApiError } from './api-errors.js';
import { chunk } from './associations.js';
import { idsOf, partialErrors } from './partial-errors.js';
import { BATCH_LIMIT, objectsPath } from './paths.js';
import type { Transport } from './transport.js';

const batchUpdate = z.object({ results: z.array(z.object({ id: z.string() })), errors: partialErrors });

/**
 * Writes properties in batches of 100. Every record has an outcome, taken from HubSpot's answer: one that is in
 * neither its results nor its errors counts as failed.
 * @param report is told the outcomes of each request as they come.
 */
export async function updateRecords(
  transport: Transport,
  objectType: 'deals' | 'companies',
  updates: readonly RecordUpdate[],
  report: (outcomes: readonly WriteOutcome[]) => Promise<void>,
): Promise<void> {
  for (const batch of chunk(updates, BATCH_LIMIT)) await updateBatch(transport, objectType, batch, report);
}

async function updateBatch(
  transport: Transport,
  objectType: string,
  updates: readonly RecordUpdate[],
  report: (outcomes: readonly WriteOutcome[]) => Promise<void>,
): Promise<void> {
  const outcomes = await sendBatch(transport, objectType, updates);
  if (outcomes !== null) {
    await report(outcomes);
    return;
  }
  // One bad record refuses its whole batch; halves find it, and the rest is written.
  const half = Math.ceil(updates.length / 2);
  await updateBatch(transport, objectType, updates.slice(0, half), report);
  await updateBatch(transport, objectType, updates.slice(half), report);
}

/** @returns null where the batch was refused whole, for what may be the fault of one of its records. */
async function sendBatch(
  transport: Transport,
  objectType: string,
  updates: readonly RecordUpdate[],
): Promise<readonly WriteOutcome[] | null> {
  const inputs = updates.map(({ recordId, properties }) => ({
    id: recordId,
    // HubSpot empties a property that is set to the empty text.
    properties: Object.fromEntries(Object.entries(properties).map(([name, value]) => [name, value ?? ''])),
  }));
  try {
    const path = objectsPath(objectType, '/batch/update');
    // Setting a value twice is as good as once.
    const call = { method: 'POST', repeatable: true, path, body: { inputs }, schema: batchUpdate } as const;
    const { data } = await transport.call(call);
    return updates.map(({ recordId }) => outcomeOf(recordId, data));
  } catch (error) {
    if (!isAppError(error) || error.code !== 'crm_refused') throw error;
    if (updates.length > 1 && !concernsEveryRecord(error.cause as ApiError)) return null;
    return updates.map(({ recordId }) => ({ kind: 'failed', recordId, reason: error.message }));
  }
}

// A property that the portal does not have refuses every record alike: looking for the bad one would cost a request each.
const concernsEveryRecord = ({ codes, category }: ApiError): boolean =>
  [...codes, category].includes('PROPERTY_DOESNT_EXIST');

function outcomeOf(recordId: string, answer: z.infer<typeof batchUpdate>): WriteOutcome {
  if (answer.results.some((result) => result.id === recordId)) return { kind: 'written', recordId };
  const named = answer.errors?.find((error) => idsOf(error).includes(recordId));
  const unnamed = answer.errors?.filter((error) => idsOf(error).length === 0).map((error) => error.message);
  const reason = named?.message ?? unnamed?.join('; ') ?? '';
  return {
    kind: 'failed',
    recordId,
    reason: reason === '' ? 'HubSpot’s answer does not mention this record' : reason,
  };
}
