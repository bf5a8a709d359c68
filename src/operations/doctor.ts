/** The portal's health in one view: what the last sync noticed, the quality of the data, and the invariants. */
import { formatInstant } from '../domain/calendar.js';
import type { Flag } from '../domain/flag.js';
import type { PortalId } from '../domain/ids.js';
import type { RecordProblem } from './crm-port.js';
import { noteSummary } from './note-summary.js';
import type { Clock, Run, Store } from './ports.js';
import type { Finding } from './read-portal.js';
import { verifyLedger, type Verification } from './verify-ledger.js';

export interface FlagCount {
  readonly flag: Flag;
  readonly deals: number;
}

export interface Diagnosis {
  readonly lastSync: { readonly asOf: string; readonly state: Run['state'] } | null;
  /** As they stand since the last sync. */
  readonly findings: readonly Finding[];
  /** Values that could not be read; fatal ones set their record aside. */
  readonly problems: readonly RecordProblem[];
  /** How many of today's deals raise each flag, the most frequent first. */
  readonly flags: readonly FlagCount[];
  readonly verification: Verification;
}

/**
 * Examines a portal from what is stored; asks the CRM nothing.
 * @throws AppError `ledger_empty` before the first sync.
 */
export async function diagnose(
  deps: { readonly store: Store; readonly clock: Clock },
  portalId: PortalId,
): Promise<Diagnosis> {
  const { store } = deps;
  const runs = (await store.listRuns(portalId, RUNS_LOOKED_AT)).filter((run) => run.kind === 'sync');
  const [newest] = runs;
  const { findings, problems } = await noteSummary(store, portalId, Number.MAX_SAFE_INTEGER);
  const counts = new Map<Flag, number>();
  for await (const page of store.eachResult(portalId))
    for (const { flags } of page) for (const flag of flags) counts.set(flag, (counts.get(flag) ?? 0) + 1);
  return {
    lastSync: newest === undefined ? null : { asOf: formatInstant(newest.asOf), state: newest.state },
    findings,
    problems,
    flags: [...counts].map(([flag, deals]) => ({ flag, deals })).sort((a, b) => b.deals - a.deals),
    verification: await verifyLedger(deps, portalId),
  };
}

const RUNS_LOOKED_AT = 100;
