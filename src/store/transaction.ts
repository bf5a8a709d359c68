import { sql, type Kysely, type Transaction } from 'kysely';

import type { PortalId } from '../domain/ids.js';
import { portalKey } from './portal-key.js';
import type { Tables } from './tables.js';

/** Works in a transaction: the one that is open, so that several writes stand or fall together, else one of its own. */
export const inTransaction = <T>(
  db: Kysely<Tables>,
  work: (trx: Transaction<Tables>) => Promise<T>,
): Promise<T> => (isTransaction(db) ? work(db) : db.transaction().execute(work));

const isTransaction = (db: Kysely<Tables>): db is Transaction<Tables> => db.isTransaction;

/** One writer of a portal at a time, until the transaction ends. */
export async function lockWrites(trx: Transaction<Tables>, portalId: PortalId): Promise<void> {
  await sql`select pg_advisory_xact_lock(${portalKey('write', portalId)}::bigint)`.execute(trx);
}
