/** Reads of a portal's ledger that belong together: one snapshot, taken while nobody writes. */
import { sql, type Kysely, type Transaction } from 'kysely';

import type { Instant } from '../domain/calendar.js';
import { dealId, type DealId, type PortalId } from '../domain/ids.js';
import type { Clock, LedgerView } from '../operations/ports.js';
import { journalRows, journalUnits, lastJournal } from './journal.js';
import { basisFacts, factsOfDeals } from './ledger-facts.js';
import { closesOf, entriesOfDeals, entriesOfMonth, listAliases, postedMonths } from './ledger.js';
import { portalKey } from './portal-key.js';
import { listRuns } from './runs.js';
import { readText, storeText } from './stored-text.js';
import type { Tables } from './tables.js';

/**
 * Reads a ledger as it stands between two units of work. The lock that writers hold is waited for and held only until
 * the snapshot is taken, and the clock is read in between: whatever is recorded after that is recorded later than it.
 */
export async function readLedger<T>(
  db: Kysely<Tables>,
  portalId: PortalId,
  clock: Clock,
  work: (view: LedgerView) => Promise<T>,
): Promise<T> {
  const key = portalKey('write', portalId);
  return db.connection().execute(async (connection) => {
    // A lock of the session: one of the transaction would be asked for by the very statement that takes the snapshot.
    await sql`select pg_advisory_lock_shared(${key}::bigint)`.execute(connection);
    let locked = true;
    const unlock = async (within: Kysely<Tables>): Promise<void> => {
      if (!locked) return;
      locked = false;
      await sql`select pg_advisory_unlock_shared(${key}::bigint)`.execute(within);
    };
    try {
      return await connection
        .transaction()
        .setIsolationLevel('repeatable read')
        .setAccessMode('read only')
        .execute(async (trx) => {
          const last = await lastJournal(trx, portalId);
          const now = clock.now();
          const view = viewOn(trx, portalId, now, last?.recordedAt ?? null);
          await unlock(trx);
          return work(view);
        });
    } finally {
      await unlock(connection);
    }
  });
}

function viewOn(
  trx: Transaction<Tables>,
  portalId: PortalId,
  now: Instant,
  lastRecordedAt: Instant | null,
): LedgerView {
  return {
    now,
    lastRecordedAt,
    lastJournal: () => lastJournal(trx, portalId),
    journal: () => journalRows(trx, portalId),
    journalUnits: () => journalUnits(trx, portalId),
    closes: (knownAt) => closesOf(trx, portalId, knownAt),
    aliases: () => listAliases(trx, portalId),
    basisFacts: (knownAt) => basisFacts(trx, portalId, knownAt),
    entriesOfMonth: (month, which, knownAt) => entriesOfMonth(trx, portalId, month, which, knownAt),
    entriesOf: (ids, knownAt) => entriesOfDeals(trx, portalId, ids, knownAt),
    factsOf: (ids) => factsOfDeals(trx, portalId, ids),
    postedMonths: () => postedMonths(trx, portalId),
    dealPages: (size) => dealPages(trx, portalId, size),
    runs: (limit) => listRuns(trx, portalId, limit),
  };
}

/** Ids of every deal with facts or entries, in an order of Postgres' own: the memory of one page is enough for any ledger. */
async function* dealPages(
  trx: Transaction<Tables>,
  portalId: PortalId,
  size: number,
): AsyncIterable<readonly DealId[]> {
  const portal = storeText(portalId);
  let after = '';
  for (;;) {
    const { rows } = await sql<{ id: string }>`
      select id from (
        (select distinct subject_id as id from partnership.ledger_facts
          where portal_id = ${portal} and kind = 'deal' and subject_id > ${after} order by 1 limit ${size})
        union
        (select distinct deal_id as id from partnership.ledger_entries
          where portal_id = ${portal} and deal_id > ${after} order by 1 limit ${size})
      ) as deals order by id limit ${size}`.execute(trx);
    if (rows.length > 0) yield rows.map((row) => dealId(readText(row.id)));
    if (rows.length < size) return;
    after = rows.at(-1)?.id ?? '';
  }
}
