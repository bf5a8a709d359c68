/**
 * The sync's reading for the partner programme: tickets and survey answers as they change, events, the people of partners
 * and the tasks of joint plans each time, for there are few. What a portal does not have, or does not let us read, is kept as
 * missing, and never taken for nothing. Stopped anywhere, the next run goes on from what is kept.
 */
import { unlessStopped } from '../errors.js';
import type { PartnerId, PortalId } from '../domain/ids.js';
import type { PartnerProfile } from '../domain/partner.js';
import type { Crm } from './crm-port.js';
import type { Lease } from './lease-port.js';
import type { Clock, Store } from './ports.js';
import { readPeople } from './read-programme-people.js';
import { readTasks } from './read-programme-tasks.js';
import { ProgrammeListing } from './programme-listing.js';
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

/** Brings what the partner programme is worked out from up to date; errors as `syncPortal`. */
export async function readProgramme(deps: ProgrammeReadDeps, request: ProgrammeReadRequest): Promise<void> {
  const known = await deps.store.programmeSources(request.portalId);
  for (const source of ['tickets', 'surveys', 'events'] as const) {
    unlessStopped(deps.stop);
    await new ProgrammeListing(deps, request, source, known.get(source) ?? null).read();
  }
  unlessStopped(deps.stop);
  await readPeople(deps, request);
  unlessStopped(deps.stop);
  await readTasks(deps, request);
}
