import { ApiError } from './api-error.js';
import { JsonText } from './json-text.js';
import { specOf, type ObjectType } from './object-types.js';
import type { Portal } from './portal.js';
import type { Answer } from './route.js';

/** What failed of a batch. */
export interface BatchError {
  readonly status: 'error';
  readonly category: string;
  readonly message: string;
  readonly context: Readonly<Record<string, readonly string[]>>;
  readonly errors?: ApiError['errors'];
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

/** A batch's answer from results that are JSON already, for batches that are read by the thousand. */
export function batchText(portal: Portal, results: string, errors: readonly BatchError[]): Answer {
  const now = new Date(portal.now()).toISOString();
  const failed = errors.length > 0 ? `,"numErrors":${errors.length},"errors":${JSON.stringify(errors)}` : '';
  return {
    status: errors.length > 0 ? 207 : 200,
    body: new JsonText(
      `{"status":"COMPLETE","results":[${results}]${failed},"startedAt":"${now}","completedAt":"${now}"}`,
    ),
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
          message: `Could not get some ${specOf(type).singular.toUpperCase()} objects, they may be deleted or not exist. Check that ids are valid.`,
          context: { ids },
        },
      ];

export type Attempt<T> = { readonly made: readonly T[]; readonly errors: readonly BatchError[] };

/**
 * Runs one input of a write. Its refusal is an entry of the answer only where the caller can tell inputs apart by a
 * trace id; without one it refuses the whole batch.
 */
export function attempt<T>(traceId: string | null | undefined, write: () => T): Attempt<T> {
  try {
    return { made: [write()], errors: [] };
  } catch (error) {
    if (!(error instanceof ApiError) || traceId == null) throw error;
    const { category, message, errors } = error;
    const context = { objectWriteTraceId: [traceId] };
    const details = errors.length > 0 && { errors };
    return { made: [], errors: [{ status: 'error', category, message, context, ...details }] };
  }
}

interface Traced {
  readonly objectWriteTraceId?: string | null | undefined;
}

/** The trace ids of a batch's inputs; HubSpot answers for single inputs only if every one of them has one. */
export function traceIds(inputs: readonly Traced[]): (input: Traced) => string | null {
  const traced = inputs.every(({ objectWriteTraceId }) => objectWriteTraceId != null);
  return (input) => (traced ? (input.objectWriteTraceId ?? null) : null);
}

/** What a write's answer adds to a record whose input had a trace id. */
export const traceBody = (traceId: string | null | undefined) =>
  traceId == null ? {} : { objectWriteTraceId: traceId };
