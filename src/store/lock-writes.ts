import { sql, type Transaction } from 'kysely';

import type { PortalId } from '../domain/ids.js';
import { portalKey } from './portal-key.js';
import type { Tables } from './tables.js';

/** One writer of a portal at a time, until the transaction ends. */
export async function lockWrites(trx: Transaction<Tables>, portalId: PortalId): Promise<void> {
  await sql`select pg_advisory_xact_lock(${portalKey('write', portalId)}::bigint)`.execute(trx);
}
