/** What a sync is asked to do, and with what. */
import type { RunId } from '../domain/ids.js';
import type { Policy } from '../domain/policy.js';
import type { BaselineChange } from './baseline-in-force.js';
import type { Crm } from './crm-port.js';
import type { ImportCrm } from './import-port.js';
import type { PortalData } from './portal-data-port.js';
import type { Clock, Store } from './ports.js';
import type { ProgrammeCrm } from './programme-port.js';

export interface SyncDeps {
  readonly crm: Crm;
  readonly store: Store;
  readonly clock: Clock;
  readonly newRunId: () => RunId;
  /** Where the portal's numbers are published; nowhere, if it is absent. */
  readonly data?: PortalData;
  /** Where deal registrations are read, if the portal has any; absent: they are left as they were read last. */
  readonly imports?: ImportCrm;
  /** Where tickets, surveys, events and the people of partners are read; absent: they are left as they were read last. */
  readonly programme?: ProgrammeCrm;
  /** Ends it between two pieces of work, as the CRM's own signal ends a wait for an answer. */
  readonly stop?: AbortSignal;
}

export interface SyncRequest {
  readonly policy: Policy;
  /** Reads every record anew, not only what changed. */
  readonly full?: boolean;
  /** Reads and works out; posts nothing, writes nothing, and keeps a plan of what it would do. */
  readonly dryRun: boolean;
  /** Applies just what the plan with this hash says. */
  readonly plan?: string | null;
  /** Reads, works out and posts, and writes nothing into the CRM; needs nothing of ours there. */
  readonly observe?: boolean;
  /** Sets the baseline, or takes it away; null: what is kept stays. */
  readonly baseline?: BaselineChange | null;
}
