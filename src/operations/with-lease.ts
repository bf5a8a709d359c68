import { formatInstant } from '../domain/calendar.js';
import type { PortalId } from '../domain/ids.js';
import { AppError } from '../errors.js';
import type { Store } from './ports.js';
import type { Lease } from './lease-port.js';

/**
 * Works under the lease of a portal, so that one process at a time reads into its mirror and writes to it.
 * @throws AppError `lease_held` where another process holds it, `lease_lost` where it was taken over meanwhile.
 */
export async function withLease<T>(
  store: Store,
  portalId: PortalId,
  purpose: string,
  work: (lease: Lease) => Promise<T>,
): Promise<T> {
  const taken = await store.takeLease(portalId, purpose);
  if ('heldBy' in taken) {
    const { purpose: doing, holder, heldSince } = taken.heldBy;
    throw new AppError(
      'lease_held',
      `A ${doing} of portal ${portalId} is running (${holder}, since ${formatInstant(heldSince)}); two at once would write over each other.`,
      'Wait until it is done, then run the command again.',
    );
  }
  const { lease } = taken;
  try {
    const result = await work(lease);
    await lease.release();
    return result;
  } catch (error) {
    await lease.release().catch(() => undefined);
    // What fails after the lease is gone fails because of that.
    throw lease.lost.aborted && lease.lost.reason instanceof AppError ? lease.lost.reason : error;
  }
}
