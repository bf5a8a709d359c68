/** Sightings and units of work for tests of the sync's tables. */
import { instant, type Instant } from '../../src/domain/calendar.js';
import { runId, type PortalId } from '../../src/domain/ids.js';
import type { PropertyValues } from '../../src/operations/crm-port.js';
import type { Lease, Sighting, Store, SyncUnit } from '../../src/operations/ports.js';
import { RUN } from './sample.js';

export const at = (minute: number): Instant => instant(Date.UTC(2026, 8, 12, 10, minute));

export const seenAt = (minute: number, run: string = RUN) => ({ at: at(minute), runId: runId(run) });

/** A sighting whose hashes are its properties. */
export function sighting(
  id: string,
  properties: PropertyValues = {},
  changes: Partial<Omit<Sighting, 'record'>> = {},
): Sighting {
  return {
    record: { id, archived: false, properties },
    inputHash: `input of ${JSON.stringify(properties)}`,
    publishedHash: 'nothing',
    isPartner: false,
    isPublished: false,
    ...changes,
  };
}

/** Takes the lease or fails. */
export async function leaseOf(store: Store, portal: PortalId): Promise<Lease> {
  const taken = await store.takeLease(portal, 'test');
  if ('heldBy' in taken) throw new Error(`held by ${taken.heldBy.holder}`);
  return taken.lease;
}

/** Runs one unit of work under a lease of its own. */
export async function underLease<T>(
  store: Store,
  portal: PortalId,
  work: (unit: SyncUnit) => Promise<T>,
): Promise<T> {
  const lease = await leaseOf(store, portal);
  try {
    return await store.writeSync(portal, lease, work);
  } finally {
    await lease.release();
  }
}
