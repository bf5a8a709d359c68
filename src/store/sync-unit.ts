/** One unit of work of a sync: all or none, under its lease. */
import { sql, type Kysely, type Transaction } from 'kysely';

import type { PortalId } from '../domain/ids.js';
import { isAppError } from '../errors.js';
import type { Lease, LedgerUnit, SyncUnit } from '../operations/ports.js';
import { saveBasics } from './deal-basics.js';
import { clearDirty, markDirty, saveDue } from './dirty-deals.js';
import { leaseLost } from './held-lease.js';
import { planImported, settleImported } from './imported-records.js';
import { inLedgerUnit } from './ledger-unit.js';
import { saveInsights } from './insights.js';
import { saveUncounted } from './uncounted-deals.js';
import { leaveUnplanned } from './leave-unplanned.js';
import { planWrites, settleWrites } from './outbox.js';
import { changeOverlaps, takeBackOverlaps } from './overlaps.js';
import { saveLinks } from './seen-links.js';
import {
  dropProgrammeRecords,
  dropUnseenProgramme,
  saveProgrammeRecords,
  saveProgrammeSource,
} from './programme-records.js';
import { saveRegistrations } from './seen-registrations.js';
import { forgetPublished, saveSeen } from './save-seen.js';
import { markAbsent, markArchived, markGone } from './seen-records.js';
import { noteLoad } from './statistics.js';
import { storeText } from './stored-text.js';
import { saveNotes, saveState, syncState } from './sync-state.js';
import type { Tables } from './tables.js';

/** Rows that a unit wrote, by table: the planner is told of many. */
type Loads = Map<keyof Tables, number>;

/**
 * Runs a unit of work as the portal's only writer, while the lease is the caller's.
 * @param silenceMs a transaction whose process says nothing for that long is ended by the server: a process that
 *   hangs in the middle of one would keep the next holder of the lease out.
 * @throws AppError `lease_lost` where another has taken the lease; nothing is stored then.
 */
export async function writeSync<T>(
  db: Kysely<Tables>,
  portalId: PortalId,
  lease: Lease,
  silenceMs: number,
  work: (unit: SyncUnit) => Promise<T>,
): Promise<T> {
  const loads: Loads = new Map();
  const unit = db.transaction().execute(async (trx) => {
    await holdLease(trx, portalId, lease, silenceMs);
    return inLedgerUnit(
      trx,
      portalId,
      (unit) => work(syncUnit(trx, portalId, unit, loads)),
      noteIn(loads, LEDGER),
    );
  });
  const result = await unit.catch((error: unknown) => explainLoss(db, portalId, lease, error));
  for (const [table, rows] of loads) await noteLoad(db, rows, table);
  return result;
}

/**
 * The row stays as it is until the transaction ends: whoever takes the lease over waits for it. `key share` and not
 * `share`, which would keep our own renewal waiting too.
 */
async function holdLease(
  trx: Transaction<Tables>,
  portalId: PortalId,
  lease: Lease,
  silenceMs: number,
): Promise<void> {
  const { rows } = await sql`
    select set_config('idle_in_transaction_session_timeout', ${`${Math.ceil(silenceMs)}ms`}, true)
    from partnership.leases
    where portal_id = ${storeText(portalId)} and token = ${lease.token} and expires_at > '-infinity'
    for key share`.execute(trx);
  if (rows.length === 0) throw leaseLost(portalId);
}

/** A transaction that the server has ended for its silence says so too: the reason is the lease, where it is lost. */
async function explainLoss(
  db: Kysely<Tables>,
  portalId: PortalId,
  lease: Lease,
  error: unknown,
): Promise<never> {
  if (isAppError(error)) throw error;
  const { rows } = await sql`
    select from partnership.leases where portal_id = ${storeText(portalId)} and token = ${lease.token}`
    .execute(db)
    .catch(() => ({ rows: [null] }));
  throw rows.length === 0 ? leaseLost(portalId, error) : error;
}

const LEDGER = [
  'partnership.ledger_entries',
  'partnership.ledger_facts',
  'partnership.ledger_heads',
] as const;

const noteIn =
  (loads: Loads, tables: readonly (keyof Tables)[]) =>
  (rows: number): void =>
    tables.forEach((table) => loads.set(table, (loads.get(table) ?? 0) + rows));

function syncUnit(trx: Transaction<Tables>, portalId: PortalId, unit: LedgerUnit, loads: Loads): SyncUnit {
  return {
    ...unit,
    saveSeen: async (type, sightings, seen) => {
      noteIn(loads, ['partnership.seen_records'])(sightings.length);
      return saveSeen(trx, portalId, type, sightings, seen);
    },
    saveLinks: async (from, to, fromIds, links, tagsSeen) => {
      noteIn(loads, ['partnership.seen_links'])(links.size);
      return saveLinks(trx, portalId, from, to, fromIds, links, tagsSeen ?? null);
    },
    saveInsights: (dealIds, counts) => saveInsights(trx, portalId, dealIds, counts),
    saveUncounted: (dealIds, uncounted) => saveUncounted(trx, portalId, dealIds, uncounted),
    markGone: (type, ids, how, at) => markGone(trx, portalId, type, ids, how, at),
    markArchived: (type, ids, seen) => markArchived(trx, portalId, type, ids, seen),
    markAbsent: (type, seenBefore, at) => markAbsent(trx, portalId, type, seenBefore, at),
    markDirty: async (dealIds) => {
      noteIn(loads, ['partnership.dirty_deals'])(dealIds.length);
      return markDirty(trx, portalId, dealIds);
    },
    planImported: (runId, records) => planImported(trx, portalId, runId, records),
    settleImported: (runId, ends) => settleImported(trx, portalId, runId, ends),
    changeOverlaps: (change) => changeOverlaps(trx, portalId, change),
    takeBackOverlaps: (runId, by) => takeBackOverlaps(trx, portalId, runId, by),
    saveRegistrations: (registrations) => saveRegistrations(trx, portalId, registrations),
    saveProgrammeRecords: async (source, records, seenAt) => {
      noteIn(loads, ['partnership.programme_records'])(records.length);
      return saveProgrammeRecords(trx, portalId, source, records, seenAt);
    },
    dropProgrammeRecords: (source, ids) => dropProgrammeRecords(trx, portalId, source, ids),
    dropUnseenProgramme: (source, before) => dropUnseenProgramme(trx, portalId, source, before),
    saveProgrammeSource: (source, state) => saveProgrammeSource(trx, portalId, source, state),
    saveBasics: async (dealIds, basics) => {
      noteIn(loads, ['partnership.deal_basics'])(basics.size);
      return saveBasics(trx, portalId, dealIds, basics);
    },
    clearDirty: (dealIds) => clearDirty(trx, portalId, dealIds),
    saveDue: (deals) => saveDue(trx, portalId, deals),
    state: () => syncState(trx, portalId),
    saveState: (state) => saveState(trx, portalId, state),
    saveNotes: (type, subjectIds, notes) => saveNotes(trx, portalId, type, subjectIds, notes),
    planWrites: async (runId, records) => {
      noteIn(loads, ['partnership.outbox'])(records.length);
      return planWrites(trx, portalId, runId, records);
    },
    leaveUnplanned: (runId, hash) => leaveUnplanned(trx, portalId, runId, hash),
    settleWrites: async (runId, outcomes) => {
      await settleWrites(trx, portalId, runId, outcomes);
      for (const type of ['deals', 'companies'] as const) {
        const written = outcomes.filter((one) => one.objectType === type && one.state === 'written');
        await forgetPublished(
          trx,
          portalId,
          type,
          written.map(({ recordId }) => recordId),
        );
      }
    },
  };
}
