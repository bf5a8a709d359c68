/** The lease of a portal: an advisory lock of a connection of its own, so that it is gone with the process that holds it. */
import pg from 'pg';

import type { PortalId } from '../domain/ids.js';
import type { Lease } from '../operations/ports.js';
import { clientConfig } from './connection.js';
import { portalKey } from './portal-key.js';

/**
 * Takes the lease of a portal, without waiting. `purpose` is what pg_stat_activity shows beside it.
 * @returns null when another holds it.
 */
export async function acquireLease(
  connectionString: string,
  portalId: PortalId,
  purpose: string,
): Promise<Lease | null> {
  const client = new pg.Client(clientConfig(connectionString, purpose));
  // If the server goes down, the next query of the store tells.
  client.on('error', () => undefined);
  try {
    await client.connect();
    // A holder whose machine vanished is noticed within about a minute, not after the two hours of TCP's default.
    await client.query('set tcp_keepalives_idle = 30');
    await client.query('set tcp_keepalives_interval = 10');
    await client.query('set tcp_keepalives_count = 3');
    const key = portalKey('lease', portalId);
    const { rows } = await client.query<{ held: boolean }>('select pg_try_advisory_lock($1) as held', [key]);
    if (rows[0]?.held === true) return { release: () => client.end() };
  } catch (error) {
    await client.end().catch(() => undefined);
    throw error;
  }
  await client.end();
  return null;
}
