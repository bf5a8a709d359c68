/** A lease that is held: renewed in time on a connection of its own, and given up aloud where that fails. */
import type pg from 'pg';

import type { PortalId } from '../domain/ids.js';
import { AppError } from '../errors.js';
import type { Lease } from '../operations/ports.js';
import { lifeKey, type LeaseTimes } from './lease-life.js';
import { storeText } from './stored-text.js';

interface Held {
  readonly client: pg.Client;
  readonly connect: () => Promise<pg.Client>;
  readonly portalId: PortalId;
  readonly token: number;
  readonly times: LeaseTimes;
}

/** How often it is tried to reach the database between two renewals. */
const RETRIES = 10;

export class HeldLease implements Lease {
  readonly token: number;
  readonly lost: AbortSignal;
  readonly #held: Held;
  readonly #loss = new AbortController();
  readonly #timer: NodeJS.Timeout;
  /** Null while there is no connection. */
  #client: pg.Client | null;
  /** Whether the connection is the sign of life. */
  #locked = true;
  #renewing: Promise<void> | null = null;
  /** Given back or lost. */
  #over = false;
  /** When the renewal that worked was sent; of this process's clock that never goes back. */
  #renewedAt = performance.now();

  constructor(held: Held) {
    this.#held = held;
    this.token = held.token;
    this.lost = this.#loss.signal;
    this.#client = held.client;
    this.#watch(held.client);
    this.#timer = setInterval(() => void this.#tick(), held.times.renewEveryMs);
    // A command that has nothing more to do does not go on for the sake of its lease.
    this.#timer.unref();
  }

  /** Gives it back. It is given back too when this fails: nobody renews it any more. */
  async release(): Promise<void> {
    clearInterval(this.#timer);
    this.#over = true;
    await this.#renewing;
    const client = this.#client;
    this.#client = null;
    if (client === null) return;
    try {
      await client.query(
        "update partnership.leases set expires_at = '-infinity' where portal_id = $1 and token = $2",
        [storeText(this.#held.portalId), this.token],
      );
    } catch {
      // Its connection is cut: the lock is gone with it, and what was done under the lease is done.
    } finally {
      await client.end().catch(() => undefined);
    }
  }

  /** Without its connection it looks dead, and another may take it: it asks at once, not at the next renewal. */
  #watch(client: pg.Client): void {
    client.once('end', () => {
      if (this.#client !== client) return;
      this.#client = null;
      void this.#tick();
    });
  }

  #tick(): Promise<void> {
    if (this.#over) return Promise.resolve();
    this.#renewing ??= this.#renew().finally(() => {
      this.#renewing = null;
    });
    return this.#renewing;
  }

  async #renew(): Promise<void> {
    const { times } = this.#held;
    const sentAt = performance.now();
    try {
      if (await this.#extend()) this.#renewedAt = sentAt;
      else this.#lose();
    } catch {
      // Tried again soon, on a new connection: until it has its lock again, another may take it.
      this.#dropConnection();
      setTimeout(() => void this.#tick(), times.renewEveryMs / RETRIES).unref();
    }
    if (!this.lost.aborted && performance.now() - this.#renewedAt > times.expiresMs) this.#lose();
  }

  /** @returns false where the lease is another's. */
  async #extend(): Promise<boolean> {
    const { connect, portalId, token, times } = this.#held;
    if (this.#client === null) {
      this.#client = await connect();
      this.#watch(this.#client);
      this.#locked = false;
    }
    const { rowCount } = await this.#client.query(
      `update partnership.leases set expires_at = clock_timestamp() + $3::float8 * interval '1 millisecond'
        where portal_id = $1 and token = $2 and expires_at > '-infinity'`,
      [storeText(portalId), token, times.expiresMs],
    );
    if (rowCount !== 1) return false;
    if (!this.#locked) {
      const { rows } = await this.#client.query<{ locked: boolean }>(
        'select pg_try_advisory_lock($1::bigint) as locked',
        [lifeKey(portalId, token)],
      );
      // The server may not have noticed yet that the old connection is gone.
      this.#locked = rows[0]?.locked === true;
    }
    return true;
  }

  #dropConnection(): void {
    const client = this.#client;
    this.#client = null;
    void client?.end().catch(() => undefined);
  }

  #lose(): void {
    clearInterval(this.#timer);
    this.#over = true;
    this.#dropConnection();
    this.#loss.abort(leaseLost(this.#held.portalId));
  }
}

/** What a holder hears whose lease is another's. */
export const leaseLost = (portalId: PortalId, cause?: unknown): AppError =>
  new AppError(
    'lease_lost',
    `This process did not answer in time, and the lease of portal ${portalId} was lost: it stores and writes nothing more.`,
    'Run the command again: it goes on where the portal stands now.',
    { cause },
  );
