/** The lease under which one process at a time syncs a portal. */
import type { Instant } from '../domain/calendar.js';
import type { PortalId } from '../domain/ids.js';

/** Held by one sync of a portal at a time. It expires unless it is renewed, and whoever takes it over fences it out. */
export interface Lease {
  /** Rises with every holder. */
  readonly token: number;
  /** Aborted, with the reason, as soon as it is known that the lease is lost. */
  readonly lost: AbortSignal;
  release(): Promise<void>;
}

/** Who holds a lease, and for what. */
export interface LeaseHolder {
  readonly purpose: string;
  readonly heldSince: Instant;
  /** Host and process id, for people. */
  readonly holder: string;
}

/** The lease of a portal. */
export interface LeaseStore {
  /** @returns who holds it, where another process does. */
  takeLease(
    portalId: PortalId,
    purpose: string,
  ): Promise<{ readonly lease: Lease } | { readonly heldBy: LeaseHolder }>;
  /** Who holds the lease now; null where nobody does. */
  leaseHolder(portalId: PortalId): Promise<LeaseHolder | null>;
  /**
   * Makes sure that a lease is held now, for what is written elsewhere than here; one that ran out and that nobody took
   * is prolonged. @throws AppError `lease_lost`.
   */
  requireLease(portalId: PortalId, lease: Lease): Promise<void>;
}
