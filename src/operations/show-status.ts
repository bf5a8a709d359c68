/** Where the sync of a portal stands, from what is stored; asks the CRM nothing. */
import type { Baseline } from '../domain/baseline.js';
import { formatInstant, type Instant } from '../domain/calendar.js';
import type { PortalId } from '../domain/ids.js';
import type { LinkedType } from './crm-port.js';
import type { Clock, Run, Store } from './ports.js';
import type { LeaseHolder } from './lease-port.js';
import { webhookStanding, type WebhookStanding } from './webhook-standing.js';

export interface SyncStatus {
  readonly portalId: PortalId;
  readonly now: string;
  /** Who syncs or undoes right now. */
  readonly running: (Omit<LeaseHolder, 'heldSince'> & { readonly heldSince: string }) | null;
  readonly lastSync: {
    readonly runId: string;
    readonly startedAt: string;
    /** `stopped`: it says that it runs, and no process of it lives. */
    readonly state: Run['state'] | 'stopped';
  } | null;
  /** The newest sync that ended well, and how long ago that is; ms. */
  readonly lastGood: { readonly runId: string; readonly asOf: string; readonly ageMs: number } | null;
  /** Records that were seen and are there. */
  readonly seen: Readonly<Record<string, number>>;
  /** Up to when changes were asked for, by type. */
  readonly watermarks: Readonly<Record<string, string>>;
  /** A first or full read that is not through: where its cursors stand. */
  readonly extract: {
    readonly startedAt: string;
    readonly cursors: number;
    readonly done: number;
  } | null;
  /** Deals that wait to be worked out. */
  readonly waiting: number;
  /** Deals won before it have the class that the portal's own field gives them; null without one. */
  readonly baseline: Baseline | null;
  /** The last sync was one in observe mode: nothing of it is in the portal. */
  readonly observed: boolean;
  /** Runs whose writes are not known to have ended. */
  readonly unsettled: readonly string[];
  readonly findings: number;
  readonly problems: number;
  /** Alerts that the webhook has not taken. */
  readonly webhook: WebhookStanding;
}

const TYPES: readonly LinkedType[] = ['deals', 'companies', 'contacts', 'meetings', 'calls', 'emails'];
const RUNS_LOOKED_AT = 100;

/** Shows where a portal's sync stands. */
export async function showStatus(
  { store, clock }: { readonly store: Store; readonly clock: Clock },
  portalId: PortalId,
): Promise<SyncStatus> {
  const now = clock.now();
  const all = await store.listRuns(portalId, RUNS_LOOKED_AT);
  const runs = all.filter(({ kind }) => kind === 'sync');
  const [last] = runs;
  const good = runs.find(({ state }) => state === 'done');
  const state = await store.syncState(portalId);
  const holder = await store.leaseHolder(portalId);
  const killed = holder === null ? all.filter((run) => run.state === 'running') : [];
  const seen = await Promise.all(
    TYPES.map(async (type) => [type, await store.seenCount(portalId, type)] as const),
  );
  const cursors = Object.values(state?.extract?.cursors ?? {});
  return {
    portalId,
    now: formatInstant(now),
    running: holder === null ? null : { ...holder, heldSince: formatInstant(holder.heldSince) },
    lastSync:
      last === undefined
        ? null
        : {
            runId: last.runId,
            startedAt: formatInstant(last.startedAt),
            state: killed.includes(last) ? 'stopped' : last.state,
          },
    lastGood:
      good === undefined
        ? null
        : { runId: good.runId, asOf: formatInstant(good.asOf), ageMs: Math.max(0, now - good.asOf) },
    seen: Object.fromEntries(seen),
    watermarks: instants(state?.watermarks ?? {}),
    extract:
      state?.extract == null
        ? null
        : {
            startedAt: formatInstant(state.extract.startedAt),
            cursors: cursors.length,
            done: cursors.filter(({ done }) => done).length,
          },
    waiting:
      state?.computeAfter == null
        ? await store.dirtyCount(portalId)
        : await store.seenCount(portalId, 'deals'),
    baseline: state?.baseline ?? null,
    observed: state?.observed === true,
    unsettled: [...(await store.unsettledRuns(portalId)), ...(await thatLeftWrites(store, portalId, killed))],
    findings: (await store.notes(portalId, 'finding', 1)).of,
    problems: (await store.notes(portalId, 'problem', 1)).of,
    webhook: webhookStanding(await store.openAlerts(portalId)),
  };
}

/** Of runs that nobody has ended yet, those of which it is not known what they wrote; oldest first. */
async function thatLeftWrites(
  store: Store,
  portalId: PortalId,
  killed: readonly Run[],
): Promise<readonly string[]> {
  const planned = await Promise.all(
    killed.map(async ({ runId }) => ({ runId, ...(await store.outboxCounts(portalId, runId)) })),
  );
  return planned
    .filter((run) => run.planned > 0)
    .map(({ runId }) => runId)
    .reverse();
}

const instants = (marks: Readonly<Record<string, Instant>>): Readonly<Record<string, string>> =>
  Object.fromEntries(Object.entries(marks).map(([type, at]) => [type, formatInstant(at)]));
