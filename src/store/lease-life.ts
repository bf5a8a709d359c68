/** What shows that the holder of a lease lives: renewals in time, and a lock of its connection. */
import type { PortalId } from '../domain/ids.js';
import { portalKey } from './portal-key.js';

export interface LeaseTimes {
  /** After this long without a sign of life the lease is another's to take. */
  readonly expiresMs: number;
  readonly renewEveryMs: number;
}

/** Within a minute another takes over from a holder that hangs. */
export const LEASE_TIMES: LeaseTimes = { expiresMs: 45_000, renewEveryMs: 10_000 };

/** Of the advisory lock that a holder's connection keeps; each token has its own. */
export const lifeKey = (portalId: PortalId, token: number): string =>
  portalKey('lease', `${portalId} ${token}`);
