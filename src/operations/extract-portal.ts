/**
 * Brings what is known of a portal up to date: the first time, or when asked to, by reading all of it; else by what
 * changed since. The state is kept in the same unit of work as what it is about, so it may be stopped anywhere.
 */
import { unlessStopped } from '../errors.js';
import type { RunId } from '../domain/ids.js';
import { Commits } from './commits.js';
import type { Account } from './crm-port.js';
import { extractChanges } from './extract-changes.js';
import { extractFull } from './extract-full.js';
import {
  ExtractTally,
  LISTED,
  type ExtractDeps,
  type ExtractProgress,
  type ExtractRun,
} from './extract-run.js';
import { isRemapped, mappingDigest } from './mapping-digest.js';
import { Mirror } from './mirror.js';
import type { Lease } from './lease-port.js';
import type { SyncState } from './sync-port.js';
import { Stop } from './together.js';

export interface ExtractRequest {
  readonly account: Account;
  readonly lease: Lease;
  readonly runId: RunId;
  /** Reads everything, though it was read before. */
  readonly full: boolean;
}

export interface Extracted {
  /** Everything was read, and every deal is to be worked out; else the deals that are marked. */
  readonly full: boolean;
  /** It went on where an extract was stopped. */
  readonly resumed: boolean;
  /** Records that were read, by type. */
  readonly seen: Readonly<Record<string, number>>;
  /** As they were planned; repeats, and further pages of one record's associations, are not among them. */
  readonly requests: {
    readonly lists: number;
    readonly searches: number;
    readonly links: number;
    readonly byId: number;
  };
}

/** Where a portal stands of which nothing was read: the next extract reads all of it. */
export const BEGINNING: SyncState = {
  watermarks: {},
  extract: null,
  computeAfter: null,
  basisHash: null,
  computedAsOf: null,
  completeAt: null,
};

/** After longer than this, what changed meanwhile is looked at once more. */
const LONG_MS = 10 * 60_000;
/** Pages that are committed together by a full extract. */
const COMMITTED_AT_ONCE = 16;

/**
 * Extracts a portal under its lease.
 * @throws AppError `lease_lost`, and what the CRM and the store throw; what was kept until then stays.
 */
export async function extractPortal(
  deps: ExtractDeps,
  { account, lease, runId, full }: ExtractRequest,
  progress: ExtractProgress,
): Promise<Extracted> {
  const { portalId } = account;
  const known = (await deps.store.syncState(portalId)) ?? BEGINNING;
  const remapped = isRemapped(known, deps.crm.mapping, deps.store.digest);
  // What an extract under another mapping has read already says something else now.
  const resumed = known.extract !== null && !remapped;
  const all = full || resumed || remapped || known.completeAt === null;
  const begun = all && !resumed ? begin(known, deps, remapped) : known;
  const tally = new ExtractTally(progress, all ? await totalsOf(deps.crm) : {});
  const stop = new Stop();
  const lost = (): void => stop.because(lease.lost.reason);
  if (lease.lost.aborted) lost();
  lease.lost.addEventListener('abort', lost);
  const runWith = (state: SyncState, most: number): ExtractRun => ({
    ...deps,
    account,
    runId,
    stop,
    tally,
    mirror: new Mirror(deps.store, portalId),
    commits: new Commits(
      async (work) => {
        unlessStopped(deps.interrupt);
        await deps.store.writeSync(portalId, lease, work);
      },
      state,
      most,
    ),
  });
  try {
    let state = begun;
    if (state.extract !== null) {
      const { startedAt } = state.extract;
      const run = runWith(known, COMMITTED_AT_ONCE);
      if (state !== known) await run.commits.commit(nothing, () => begun);
      await extractFull(run, state.extract);
      state = run.commits.state;
      // What an extract that was stopped had read may have changed since; a long one looks at its own changes.
      if (resumed) await extractChanges(runWith(state, 1), 'all');
      else if (deps.clock.now() - startedAt > LONG_MS) await extractChanges(runWith(state, 1), 'changed');
    } else await extractChanges(runWith(state, 1), 'all');
  } finally {
    lease.lost.removeEventListener('abort', lost);
  }
  return { full: all, resumed, seen: tally.seen, requests: tally.requests };
}

/** How many records a list of everything will give, so that people see how long it takes. */
async function totalsOf(crm: ExtractDeps['crm']): Promise<Readonly<Record<string, number>>> {
  const totals = LISTED.map(async (type) => [type, await crm.recordCount(type)] as const);
  return Object.fromEntries(await Promise.all(totals));
}

const nothing = (): Promise<void> => Promise.resolve();

const begin = (known: SyncState, { clock, crm, store }: ExtractDeps, remapped: boolean): SyncState => ({
  ...known,
  mappingHash: mappingDigest(crm.mapping, store.digest),
  extract: { startedAt: clock.now(), cursors: {}, ...(remapped ? { remapped: true } : {}) },
  computeAfter: '',
});
