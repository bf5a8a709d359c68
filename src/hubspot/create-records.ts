/** Makes records, batch by batch; every record has an end, taken from HubSpot's answer. */
import * as z from 'zod';
import { isAppError } from '../errors.js';
import type { PropertyValues } from '../operations/crm-port.js';
import type { MadeRecord, NewRecord } from '../operations/import-port.js';
import type { ApiError } from './api-errors.js';
import { chunk } from './associations.js';
import { idsOf, partialErrors } from './partial-errors.js';
import { BATCH_LIMIT, objectsPath } from './paths.js';
import type { Transport } from './transport.js';

const made = z.object({
  results: z.array(
    z.object({
      id: z.string(),
      objectWriteTraceId: z.string().nullish(),
      properties: z.record(z.string(), z.string().nullable()).nullish(),
    }),
  ),
  errors: partialErrors,
});

type Report = (ends: readonly MadeRecord[]) => Promise<void>;

/** @param type as paths name it. */
export async function createRecords(
  transport: Transport,
  type: string,
  records: readonly NewRecord[],
  report: Report,
): Promise<void> {
  for (const part of chunk(records, BATCH_LIMIT)) await createBatch(transport, type, part, report);
}

/** One bad record may refuse its whole batch: nothing of it is made then, and halves find it. */
async function createBatch(
  transport: Transport,
  type: string,
  records: readonly NewRecord[],
  report: Report,
): Promise<void> {
  const inputs = records.map(({ key, properties }) => ({
    objectWriteTraceId: key,
    properties: Object.fromEntries(Object.entries(properties).filter(([, value]) => value !== null)),
  }));
  try {
    const path = objectsPath(type, '/batch/create');
    // Sent twice, it would make two of each.
    const call = { method: 'POST', repeatable: false, path, body: { inputs }, schema: made } as const;
    await report(endsOf(records, (await transport.call(call)).data));
  } catch (error) {
    if (!isAppError(error) || error.code !== 'crm_refused') throw error;
    const [only] = records;
    if (only !== undefined && records.length === 1) {
      await report([{ kind: 'failed', key: only.key, reason: (error.cause as ApiError).message }]);
      return;
    }
    const half = Math.ceil(records.length / 2);
    await createBatch(transport, type, records.slice(0, half), report);
    await createBatch(transport, type, records.slice(half), report);
  }
}

/** By our trace id; of an answer without it, by the values that were sent. */
function endsOf(
  records: readonly NewRecord[],
  { results, errors }: z.infer<typeof made>,
): readonly MadeRecord[] {
  const failed = new Map((errors ?? []).flatMap((one) => idsOf(one).map((id) => [id, one.message] as const)));
  return records.map(({ key, properties }): MadeRecord => {
    const own =
      results.find(({ objectWriteTraceId }) => objectWriteTraceId === key) ??
      results.find((one) => one.objectWriteTraceId == null && shows(one.properties ?? {}, properties));
    if (own !== undefined) return { kind: 'made', key, recordId: own.id };
    return {
      kind: 'failed',
      key,
      reason: failed.get(key) ?? 'HubSpot’s answer does not mention this record',
    };
  });
}

const shows = (shown: PropertyValues, sent: PropertyValues): boolean =>
  Object.entries(sent).every(([name, value]) => value === null || shown[name] === value);
