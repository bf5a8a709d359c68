/**
 * A portal and a database in a state from which a sync is killed again and again: both are set back to it before each
 * kill. Nothing of it is a fake: the process is a process, the kill is −9.
 */
import { once } from 'node:events';
import { text } from 'node:stream/consumers';
import { instant, type Instant } from '../../src/domain/calendar.js';
import { portalId, runId, type PortalId } from '../../src/domain/ids.js';
import { DEFAULT_POLICY } from '../../src/domain/policy.js';
import { withoutAsOf } from '../../src/hubspot/published-touches.js';
import { syncPortal, type SyncSummary } from '../../src/operations/sync-portal.js';
import { undoRun } from '../../src/operations/undo-run.js';
import { verifyLedger } from '../../src/operations/verify-ledger.js';
import type { Change } from '../../src/sandbox/change.js';
import { startSandbox, type Sandbox } from '../../src/sandbox/index.js';
import { openStore, type OpenedStore } from '../../src/store/store.js';
import { crmOf } from '../operations/portal.js';
import { cloneDatabase, type TestDatabase } from '../store/database.js';
import { startProgram } from '../store/program.js';
import { WIDE_LIMITS } from '../sandbox/wide-limits.js';

/** What a stage is set back to. */
export interface Scene {
  readonly changes: readonly Change[];
  readonly now: number;
  /** A database without connections, of which copies are made. */
  readonly template: TestDatabase;
  /** `sync`, or the id of a run to undo. */
  readonly what: string;
}

/** Where a process is killed: around its n-th step. */
export interface KillPoint {
  readonly dieAt: number;
  readonly when: 'before' | 'sent' | 'after';
}

/** What must be the same, killed or not. */
export interface FinalState {
  readonly portal: string;
  readonly entries: readonly string[];
  readonly results: readonly string[];
  readonly dirty: number;
  readonly unsettled: number;
}

export class KillStage {
  readonly #sandbox: Sandbox;
  readonly #scene: Scene;
  #runs = 0;

  private constructor(sandbox: Sandbox, scene: Scene) {
    this.#sandbox = sandbox;
    this.#scene = scene;
  }

  static async open(scene: Scene): Promise<KillStage> {
    return new KillStage(await startSandbox({ port: 0, empty: true, faults: WIDE_LIMITS }), scene);
  }

  close(): Promise<void> {
    return this.#sandbox.close();
  }

  get portalId(): PortalId {
    return portalId(String(this.#sandbox.portalId));
  }

  /** Kills one run (none: leaves it alive), then goes on as ops would, and tells what came of it. */
  async play(
    point: KillPoint | null,
  ): Promise<{ readonly state: FinalState; readonly steps: number | null }> {
    const { portal } = this.#sandbox;
    portal.reset({ seed: 7, deals: 0, empty: true });
    for (const change of this.#scene.changes) portal.apply(change);
    portal.clock.set(this.#scene.now);
    const database = await cloneDatabase(this.#scene.template);
    try {
      const steps = await this.#runToDeath(database.databaseUrl, point);
      const store = await openStore({ databaseUrl: database.databaseUrl, home: '' });
      try {
        await this.#goOn(store);
        const state = await this.#stateOf(store);
        // Once more: nothing is left to do, and nothing is done twice.
        const again = await this.#goOn(store);
        if (again.writes.deals + again.writes.partners + again.ledger.entries > 0) {
          throw new Error(
            `a further run wrote ${JSON.stringify(again.writes)} and posted ${again.ledger.entries}`,
          );
        }
        return { state, steps };
      } finally {
        await store.close();
      }
    } finally {
      await database.close();
    }
  }

  async #runToDeath(databaseUrl: string, point: KillPoint | null): Promise<number | null> {
    const { url, accessToken } = this.#sandbox;
    const child = await startProgram('sync-and-die', [
      ...[url, accessToken, databaseUrl, String(this.#now()), this.#scene.what],
      ...(point === null ? [] : [String(point.dieAt), point.when]),
    ]);
    const [said, complaint, [code, signal]] = await Promise.all([
      text(child.stdout!),
      text(child.stderr!),
      once(child, 'exit') as Promise<[number | null, string | null]>,
    ]);
    if (signal === 'SIGKILL') return null;
    if (code !== 0) throw new Error(`sync-and-die ended with ${code}: ${complaint}`);
    return (JSON.parse(said) as { steps: number }).steps;
  }

  #now(): Instant {
    return instant(this.#sandbox.portal.now());
  }

  #deps(store: OpenedStore) {
    return {
      crm: crmOf(this.#sandbox),
      store,
      clock: { now: () => this.#now() },
      newRunId: () => runId(`on-${(this.#runs += 1)}`),
    };
  }

  /** What ops would run next: the sync again; after an undo, the undo again and then the sync. */
  async #goOn(store: OpenedStore): Promise<SyncSummary> {
    const deps = this.#deps(store);
    const { what } = this.#scene;
    if (what !== 'sync') await undoRun(deps, { runId: runId(what), dryRun: false }, () => undefined);
    return syncPortal(deps, { policy: DEFAULT_POLICY, dryRun: false }, () => undefined);
  }

  async #stateOf(store: OpenedStore): Promise<FinalState> {
    const id = this.portalId;
    const { entries } = await store.postedLedger(id, null);
    const { violations } = await verifyLedger({ store, clock: { now: () => this.#now() } }, id);
    if (violations.length > 0) throw new Error(`the ledger does not verify: ${JSON.stringify(violations)}`);
    return {
      portal: portalText(this.#sandbox),
      entries: entries
        .map(({ dealId, ordinal, pool, partnerId, model, amountMinor, postedPeriod, reason }) =>
          [dealId, ordinal, pool, partnerId, model, amountMinor, postedPeriod, reason].join(' '),
        )
        .toSorted(),
      results: (await store.currentResults(id)).map((result) =>
        JSON.stringify(result, (_key, value: unknown) => (value instanceof Map ? [...value] : value)),
      ),
      dirty: await store.dirtyCount(id),
      unsettled: (await store.unsettledRuns(id)).length,
    };
  }
}

/** Every value of every record that is there, but for when it was changed and computed. */
function portalText({ portal }: Sandbox): string {
  const lines = (['deals', 'companies'] as const).flatMap((type) =>
    [...portal.records.list(type)]
      .filter((record) => record.archivedAt === null)
      .map((record) => {
        const values = [...record.properties]
          .filter(([name, value]) => name !== 'hs_lastmodifieddate' && value !== '')
          .map(([name, value]) => [name, withoutAsOf(value)] as const);
        return JSON.stringify([type, record.id, ...values.toSorted(([a], [b]) => (a < b ? -1 : 1))]);
      }),
  );
  return lines.join('\n');
}
