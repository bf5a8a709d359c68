import type { Instant } from '../domain/calendar.js';
import type { RunId } from '../domain/ids.js';
import { AppError } from '../errors.js';
import type { Account } from './crm-port.js';
import type { Clock, RunKind, Store } from './ports.js';

export interface RunStart {
  readonly account: Account;
  readonly kind: RunKind;
  readonly policyVersion: string;
  readonly asOf: Instant;
  /** Of an undo. */
  readonly undoes?: RunId;
}

/** Works as a run that is kept: when it began, and how it ended. */
export async function recordedRun<T extends object>(
  {
    store,
    clock,
    newRunId,
  }: { readonly store: Store; readonly clock: Clock; readonly newRunId: () => RunId },
  { account: { portalId }, kind, policyVersion, asOf, undoes }: RunStart,
  work: (runId: RunId) => Promise<T>,
): Promise<T> {
  const runId = newRunId();
  await store.startRun({
    portalId,
    runId,
    kind,
    startedAt: clock.now(),
    policyVersion,
    asOf,
    undoes: undoes ?? null,
  });
  const finish = (state: 'done' | 'failed' | 'interrupted', summary: object | null): Promise<void> =>
    store.finishRun(portalId, runId, {
      state,
      endedAt: clock.now(),
      summary: summary === null ? null : { ...summary },
    });
  try {
    const summary = await work(runId);
    await finish('done', summary);
    return summary;
  } catch (error) {
    const state = error instanceof AppError && error.code === 'interrupted' ? 'interrupted' : 'failed';
    // What went wrong first is what a person must hear of; a store that is down says so by itself.
    await finish(state, whyOf(error)).catch(() => undefined);
    throw error;
  }
}

/** Kept with a run that failed; a defect's message is for whoever mends it, and may hold anything. */
const whyOf = (error: unknown): object | null =>
  error instanceof AppError ? { error: { code: error.code, message: error.message } } : null;
