import { isAppError } from '../errors.js';
import type { RecordUpdate, WriteOutcome } from '../operations/crm-port.js';
import type { ApiError } from './api-errors.js';
import { chunk } from './associations.js';
import { BATCH_LIMIT, objectsPath } from './paths.js';
import type { Transport } from './transport.js';
import { batchUpdate, outcomesOf, refusalReason } from './write-outcomes.js';

/** What is written to, and what must hold before every request. */
interface Target {
  readonly objectType: string;
  readonly beforeSend: (() => Promise<void>) | undefined;
}

type Report = (outcomes: readonly WriteOutcome[]) => Promise<void>;

/** Batches under way at once, those whose outcomes are being kept among them; what the limit allows is the limiter's to say. */
const BATCHES_UNDER_WAY = 16;

/**
 * Writes properties in batches of 100, several at once. Every record has an outcome, taken from HubSpot's answer: one
 * that is in neither its results nor its errors counts as failed, and so does one whose answer shows another value.
 * @param report is told the outcomes of each request as they come, one call after the other; also those of the requests
 *   that were under way when one of them failed as a whole.
 */
export async function updateRecords(
  transport: Transport,
  target: Target,
  updates: readonly RecordUpdate[],
  report: Report,
): Promise<void> {
  const batches = chunk(updates, BATCH_LIMIT)[Symbol.iterator]();
  const inTurn = oneAfterTheOther(report);
  let stopped = false;
  const worker = async (): Promise<void> => {
    try {
      for (const batch of batches) {
        await updateBatch(transport, target, batch, inTurn);
        if (stopped) return;
      }
    } catch (error) {
      stopped = true;
      throw error;
    }
  };
  const ends = await Promise.allSettled(Array.from({ length: BATCHES_UNDER_WAY }, worker));
  const failed = ends.find((end) => end.status === 'rejected');
  if (failed !== undefined) throw failed.reason;
}

/**
 * Callers count and store what they are told, and need not reckon with being told twice at once. What comes while they
 * do is told together: storing is then never what holds up the next batch.
 */
function oneAfterTheOther(report: Report): Report {
  let waiting: WriteOutcome[] = [];
  let last: Promise<void> = Promise.resolve();
  let next: Promise<void> | null = null;
  const tell = (): Promise<void> => {
    const outcomes = waiting;
    waiting = [];
    next = null;
    return report(outcomes);
  };
  return (outcomes) => {
    waiting.push(...outcomes);
    next ??= last = last.then(tell);
    return next;
  };
}

async function updateBatch(
  transport: Transport,
  target: Target,
  updates: readonly RecordUpdate[],
  report: Report,
): Promise<void> {
  const outcomes = await sendBatch(transport, target, updates);
  if (outcomes !== null) {
    await report(outcomes);
    return;
  }
  // One bad record refuses its whole batch; halves find it, and the rest is written.
  const half = Math.ceil(updates.length / 2);
  await updateBatch(transport, target, updates.slice(0, half), report);
  await updateBatch(transport, target, updates.slice(half), report);
}

/** @returns null where the batch was refused whole, for what may be the fault of one of its records. */
async function sendBatch(
  transport: Transport,
  target: Target,
  updates: readonly RecordUpdate[],
): Promise<readonly WriteOutcome[] | null> {
  const { objectType, beforeSend } = target;
  const inputs = updates.map(({ recordId, properties }) => ({
    id: recordId,
    // With a trace id on every input, HubSpot refuses single records instead of the batch.
    objectWriteTraceId: recordId,
    // HubSpot empties a property that is set to the empty text.
    properties: Object.fromEntries(Object.entries(properties).map(([name, value]) => [name, value ?? ''])),
  }));
  try {
    const path = objectsPath(objectType, '/batch/update');
    // Setting a value twice is as good as once.
    const call = { method: 'POST', repeatable: true, path, body: { inputs }, schema: batchUpdate } as const;
    const { data } = await transport.call(beforeSend === undefined ? call : { ...call, beforeSend });
    return outcomesOf(updates, data);
  } catch (error) {
    if (!isAppError(error) || error.code !== 'crm_refused') throw error;
    const refused = error.cause as ApiError;
    if (updates.length > 1 && !concernsEveryRecord(refused)) return null;
    const { category } = refused;
    const reason = refusalReason(refused, error.message);
    return updates.map(({ recordId }) => ({ kind: 'failed', recordId, reason, category }));
  }
}

// A property that the portal does not have refuses every record alike: looking for the bad one would cost a request each.
const concernsEveryRecord = ({ codes, category }: ApiError): boolean =>
  [...codes, category].includes('PROPERTY_DOESNT_EXIST');
