/**
 * The lease of a portal: a row with a token that rises with every holder and an expiry on the database's clock, and an
 * advisory lock of the holder's own connection as its sign of life. A holder that is killed is followed at once, one
 * that hangs once its lease has run out; its late writes are refused, since its token is not the row's any more.
 *
 * A living holder whose connection is cut looks like one that was killed, and may be followed too. It notices at once,
 * and either has the lock again under its token or hears that the lease is lost; before everything that it writes, here
 * or to the CRM, the row is asked.
 */
import { sql, type Kysely } from 'kysely';
import pg from 'pg';

import { instant } from '../domain/calendar.js';
import type { PortalId } from '../domain/ids.js';
import type { Lease, LeaseHolder } from '../operations/ports.js';
import { clientConfig } from './connection.js';
import { HeldLease, leaseLost } from './held-lease.js';
import { lifeKey, type LeaseTimes } from './lease-life.js';
import { readText, storeText } from './stored-text.js';
import type { Tables } from './tables.js';

interface LeaseRow {
  token: number;
  holder: string;
  purpose: string;
  held_since: Date;
  current: boolean;
}

const LOCK_NOT_AVAILABLE = '55P03';

/**
 * Takes the lease of a portal, without waiting.
 * @param holder who takes it, for people: host and process id.
 * @returns who holds it, where another does.
 */
export async function takeLease(
  connectionString: string,
  portalId: PortalId,
  { purpose, holder, times }: { purpose: string; holder: string; times: LeaseTimes },
): Promise<{ readonly lease: Lease } | { readonly heldBy: LeaseHolder }> {
  const connect = async (): Promise<pg.Client> => connectForLease(connectionString, purpose, times);
  const client = await connect();
  try {
    const heldBy = await livingHolder(client, portalId);
    const token = heldBy === null ? await claim(client, portalId, { purpose, holder, times }) : null;
    if (token !== null) return { lease: new HeldLease({ client, connect, portalId, token, times }) };
    const other = heldBy ?? (await livingHolder(client, portalId)) ?? UNKNOWN_HOLDER;
    await client.end();
    return { heldBy: other };
  } catch (error) {
    await client.end().catch(() => undefined);
    throw error;
  }
}

/** Who holds the lease of a portal, without asking for it. */
export async function leaseHolder(
  connectionString: string,
  portalId: PortalId,
  times: LeaseTimes,
): Promise<LeaseHolder | null> {
  const client = await connectForLease(connectionString, 'status', times);
  try {
    return await livingHolder(client, portalId);
  } finally {
    await client.end();
  }
}

/**
 * Makes sure that a lease is held now. One that has run out, and that nobody has taken, is prolonged.
 * @throws AppError `lease_lost`.
 */
export async function requireLease(
  db: Kysely<Tables>,
  portalId: PortalId,
  lease: Lease,
  { expiresMs }: LeaseTimes,
): Promise<void> {
  lease.lost.throwIfAborted();
  const { rows } = await sql<{ current: boolean }>`
    select expires_at > clock_timestamp() as current from partnership.leases
    where portal_id = ${storeText(portalId)} and token = ${lease.token}`.execute(db);
  if (rows[0]?.current === true) return;
  const { numAffectedRows = 0n } = await sql`
    update partnership.leases set expires_at = clock_timestamp() + ${expiresMs}::float8 * interval '1 millisecond'
    where portal_id = ${storeText(portalId)} and token = ${lease.token} and expires_at > '-infinity'`.execute(
    db,
  );
  if (numAffectedRows !== 1n) throw leaseLost(portalId);
}

/** Came and went between two looks. */
const UNKNOWN_HOLDER: LeaseHolder = { purpose: 'unknown', heldSince: instant(0), holder: 'unknown' };

async function connectForLease(
  connectionString: string,
  purpose: string,
  { expiresMs }: LeaseTimes,
): Promise<pg.Client> {
  const client = new pg.Client({
    ...clientConfig(connectionString, purpose),
    // Over a dead network an answer would be waited for without end.
    query_timeout: expiresMs / 2,
  });
  // If the server goes down, the next query tells.
  client.on('error', () => undefined);
  try {
    await client.connect();
    // A holder whose machine vanished is noticed within about a minute, not after the two hours of TCP's default.
    await client.query(
      'set tcp_keepalives_idle = 20; set tcp_keepalives_interval = 5; set tcp_keepalives_count = 3',
    );
    return client;
  } catch (error) {
    await client.end().catch(() => undefined);
    throw error;
  }
}

/** Looks without locking anything: a holder in the middle of a unit of work has its row. */
async function livingHolder(client: pg.Client, portalId: PortalId): Promise<LeaseHolder | null> {
  const row = await leaseRow(client, portalId, '');
  if (row === null || !(await lives(client, portalId, row))) return null;
  const { purpose, holder, held_since: since } = row;
  return { purpose: readText(purpose), heldSince: instant(since.getTime()), holder: readText(holder) };
}

async function leaseRow(
  client: pg.Client,
  portalId: PortalId,
  lock: '' | 'for update',
): Promise<LeaseRow | null> {
  const { rows } = await client.query<LeaseRow>(
    `select token, holder, purpose, held_since, expires_at > clock_timestamp() as current
      from partnership.leases where portal_id = $1 ${lock}`,
    [storeText(portalId)],
  );
  return rows[0] ?? null;
}

/** In time, and with a connection. The shared lock disturbs nobody who looks at the same time, and is gone at once. */
async function lives(client: pg.Client, portalId: PortalId, row: LeaseRow): Promise<boolean> {
  if (!row.current) return false;
  const { rows } = await client.query<{ gone: boolean }>(
    'select pg_try_advisory_xact_lock_shared($1::bigint) as gone',
    [lifeKey(portalId, row.token)],
  );
  return rows[0]?.gone !== true;
}

/** @returns the new token; null where another was quicker. */
async function claim(
  client: pg.Client,
  portalId: PortalId,
  { purpose, holder, times }: { purpose: string; holder: string; times: LeaseTimes },
): Promise<number | null> {
  const portal = storeText(portalId);
  await client.query('begin');
  try {
    await client.query("select set_config('lock_timeout', $1, true)", [
      `${Math.ceil(times.expiresMs / 8)}ms`,
    ]);
    await client.query(
      `insert into partnership.leases values ($1, 0, '', '', clock_timestamp(), '-infinity')
        on conflict do nothing`,
      [portal],
    );
    // Waits until a unit of work that the old holder has under way is over.
    const row = await leaseRow(client, portalId, 'for update');
    if (row === null || (await lives(client, portalId, row))) throw new AnotherIsQuicker();
    const { rows } = await client.query<{ token: number }>(
      `update partnership.leases set token = token + 1, holder = $2, purpose = $3, held_since = clock_timestamp(),
        expires_at = clock_timestamp() + $4::float8 * interval '1 millisecond'
        where portal_id = $1 returning token`,
      [portal, storeText(holder), storeText(purpose), times.expiresMs],
    );
    const token = rows[0]?.token ?? 0;
    await client.query('select pg_advisory_lock($1::bigint)', [lifeKey(portalId, token)]);
    await client.query('commit');
    return token;
  } catch (error) {
    await client.query('rollback');
    if (error instanceof AnotherIsQuicker || (error as pg.DatabaseError).code === LOCK_NOT_AVAILABLE)
      return null;
    throw error;
  }
}

class AnotherIsQuicker extends Error {}
