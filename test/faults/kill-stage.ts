/**
 * A portal and a database in a state from which a sync is killed again and again: both are set back to it before each
 * kill. Nothing of it is a fake: the process is a process, the kill is −9.
 */
import { runId } from '../../src/domain/ids.js';
import { DEFAULT_POLICY } from '../../src/domain/policy.js';
import { syncPortal, type SyncSummary } from '../../src/operations/sync-portal.js';
import { undoRun } from '../../src/operations/undo-run.js';
import type { Change } from '../../src/sandbox/change.js';
import { startSandbox, type Sandbox } from '../../src/sandbox/index.js';
import { openStore, type OpenedStore } from '../../src/store/store.js';
import { portsOn, transportTo } from '../operations/portal.js';
import { WIDE_LIMITS } from '../sandbox/wide-limits.js';
import { cloneDatabase, type TestDatabase } from '../store/database.js';
import { DoomedSyncs, type KillPoint, type Task } from './doomed-sync.js';
import { exactState, nowOf, type ExactState } from './final-state.js';
import { requireProgramme } from './programme-state.js';

/** What a stage is set back to. */
export interface Scene {
  readonly changes: readonly Change[];
  readonly now: number;
  /** A database without connections, of which copies are made. */
  readonly template: TestDatabase;
  readonly task: Task;
}

/** How a run that may be killed ended, and what came of it in the end. */
export interface Played {
  readonly state: ExactState;
  /** Requests and queries of the last process; null where it was killed. */
  readonly steps: number | null;
}

export class KillStage {
  readonly #sandbox: Sandbox;
  readonly #scene: Scene;
  readonly #doomed = new DoomedSyncs();
  #runs = 0;

  private constructor(sandbox: Sandbox, scene: Scene) {
    this.#sandbox = sandbox;
    this.#scene = scene;
  }

  static async open(scene: Scene): Promise<KillStage> {
    return new KillStage(await startSandbox({ port: 0, empty: true, faults: WIDE_LIMITS }), scene);
  }

  async close(): Promise<void> {
    await this.#doomed.close();
    await this.#sandbox.close();
  }

  /** Kills one process at each point in turn (none: one lives), then goes on as ops would, and tells what came of it. */
  async play(points: readonly KillPoint[]): Promise<Played> {
    const { portal } = this.#sandbox;
    portal.reset({ seed: 7, deals: 0, empty: true });
    for (const change of this.#scene.changes) portal.apply(change);
    portal.clock.set(this.#scene.now);
    const database = await cloneDatabase(this.#scene.template);
    try {
      let steps: number | null = null;
      for (const kill of points.length === 0 ? [null] : points) {
        steps = await this.#run(database.databaseUrl, kill);
      }
      const store = await openStore({ databaseUrl: database.databaseUrl, home: '' });
      try {
        await this.#goOn(store);
        const state = await exactState(this.#sandbox, store);
        requireProgramme(state, this.#scene.task.kind === 'undo');
        // Once more: nothing is left to do, and nothing is done twice.
        const again = await this.#goOn(store);
        requireNothing(again);
        return { state, steps };
      } finally {
        await store.close();
      }
    } finally {
      await database.close();
    }
  }

  #run(databaseUrl: string, kill: KillPoint | null): Promise<number | null> {
    const { url, accessToken } = this.#sandbox;
    const { task } = this.#scene;
    return this.#doomed.run({ url, accessToken, databaseUrl, now: nowOf(this.#sandbox), task, kill });
  }

  /** What ops would run next: the sync; after an undo, the undo again and then the sync. */
  async #goOn(store: OpenedStore): Promise<SyncSummary> {
    const deps = {
      ...portsOn(transportTo(this.#sandbox)),
      store,
      clock: { now: () => nowOf(this.#sandbox) },
      newRunId: () => runId(`on-${(this.#runs += 1)}`),
    };
    const { task } = this.#scene;
    if (task.kind === 'undo') await undoRun(deps, { named: runId(task.run), dryRun: false }, () => undefined);
    return syncPortal(deps, { policy: DEFAULT_POLICY, dryRun: false }, () => undefined);
  }
}

/** @throws Error that says what a further run did. */
function requireNothing({ writes, ledger, registrations }: SyncSummary): void {
  const moved = registrations?.changed.length ?? 0;
  if (writes.deals + writes.partners + ledger.entries + moved === 0) return;
  throw new Error(
    `a further run wrote ${JSON.stringify(writes)}, posted ${ledger.entries} and moved ${moved} registrations`,
  );
}
