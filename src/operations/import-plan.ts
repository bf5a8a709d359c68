/** What every import is given, and the plan that it makes. */
import type { RunId } from '../domain/ids.js';
import type { ImportMap, ImportRow } from '../domain/import-map.js';
import type { Digest } from '../domain/ledger.js';
import type { Account, Crm } from './crm-port.js';
import type { ImportCrm } from './import-port.js';
import type { Lease } from './lease-port.js';
import type { Clock, Store } from './ports.js';
import type { ImportDoneView, ImportPlanView } from './views/import-view.js';

export interface ImportDeps {
  readonly crm: Crm;
  readonly imports: ImportCrm;
  readonly store: Store;
  readonly clock: Clock;
  readonly digest: Digest;
  readonly newRunId: () => RunId;
  readonly stop?: AbortSignal;
}

export interface ImportRequest {
  readonly map: ImportMap;
  readonly rows: readonly ImportRow[];
  /** Rows of the file that could not be read. */
  readonly setAside: number;
  /** Makes companies of partners that match nobody. */
  readonly create: boolean;
  /** Changes values that somebody else has set. */
  readonly overwrite: boolean;
  readonly write: boolean;
  /** Kept with the run. */
  readonly policyVersion: string;
}

/** The run within which a plan is carried out. */
export interface ImportRun {
  readonly account: Account;
  readonly runId: RunId;
  readonly lease: Lease;
}

/** What is to be done, and how. */
export interface ImportPlan {
  readonly view: ImportPlanView;
  readonly apply: (run: ImportRun) => Promise<Omit<ImportDoneView, 'runId'>>;
}
