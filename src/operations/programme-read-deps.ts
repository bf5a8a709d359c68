/** What reading for the partner programme works with. */
import type { PartnerId, PortalId } from '../domain/ids.js';
import type { PartnerProfile } from '../domain/partner.js';
import type { Crm } from './crm-port.js';
import type { Lease } from './lease-port.js';
import type { Clock, Store } from './ports.js';
import type { ProgrammeCrm } from './programme-port.js';

export interface ProgrammeReadDeps {
  readonly programme: ProgrammeCrm;
  readonly crm: Crm;
  readonly store: Store;
  readonly clock: Clock;
  readonly stop?: AbortSignal;
}

export interface ProgrammeReadRequest {
  readonly portalId: PortalId;
  readonly homeCurrency: string;
  readonly lease: Lease;
  /** Lists everything anew. */
  readonly full: boolean;
  readonly partners: ReadonlyMap<PartnerId, PartnerProfile>;
}

/** Of the facts that were read: the database, and the CRM's words. */
export interface ProgrammeFactsDeps {
  readonly store: Store;
  readonly crm: Crm;
}
