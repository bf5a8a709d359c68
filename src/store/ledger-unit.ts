/** One unit of work on a portal's ledger: results, facts and entries, all or none. */
import { createHash } from 'node:crypto';

import { sql, type Kysely, type Transaction } from 'kysely';

import { instant, type Instant } from '../domain/calendar.js';
import type { PortalId, RunId } from '../domain/ids.js';
import type { Digest } from '../domain/ledger.js';
import type { LedgerHead, LedgerUnit } from '../operations/ports.js';
import { lastJournal, sealUnit, type JournalPlace } from './journal.js';
import { factVersions, newestFact, presentSubjects, saveFacts } from './ledger-facts.js';
import {
  appendAlias,
  appendClose,
  appendEntries,
  earliestOpenPeriod,
  entriesOfDeals,
  entriesPostedIn,
  lastClose,
  ledgerHeads,
  listAliases,
} from './ledger.js';
import { retireDeals, saveResults } from './results.js';
import { noteLoad } from './statistics.js';
import { storeJson, storeText } from './stored-text.js';
import type { Tables } from './tables.js';
import { lockWrites } from './lock-writes.js';

export const digest: Digest = (text) => createHash('sha256').update(text).digest('hex');

/** Runs a unit of work as the portal's only writer. */
export async function writeLedger<T>(
  db: Kysely<Tables>,
  portalId: PortalId,
  work: (unit: LedgerUnit) => Promise<T>,
): Promise<T> {
  let written = 0;
  const note = (rows: number): void => {
    written += rows;
  };
  const result = await db.transaction().execute((trx) => inLedgerUnit(trx, portalId, work, note));
  await noteLoad(
    db,
    written,
    'partnership.ledger_entries',
    'partnership.ledger_facts',
    'partnership.ledger_heads',
  );
  return result;
}

/**
 * Runs a unit of work within a transaction that is open, as the portal's only writer, and enters it in the journal.
 * @param note is told how many entries were added.
 */
export async function inLedgerUnit<T>(
  trx: Transaction<Tables>,
  portalId: PortalId,
  work: (unit: LedgerUnit) => Promise<T>,
  note: (rows: number) => void,
): Promise<T> {
  await lockWrites(trx, portalId);
  const at = new UnitPlace(trx, portalId);
  const result = await work(unitOn(trx, portalId, at, note));
  await at.seal();
  return result;
}

/** Where a unit of work stands in the journal, from when it first says that it records. */
class UnitPlace {
  readonly #trx: Transaction<Tables>;
  readonly #portalId: PortalId;
  #place: JournalPlace | null = null;
  /** The run that the unit is of. */
  runId: RunId | null = null;

  constructor(trx: Transaction<Tables>, portalId: PortalId) {
    this.#trx = trx;
    this.#portalId = portalId;
  }

  async recordFrom(now: Instant): Promise<Instant> {
    if (this.#place === null) {
      const last = await lastJournal(this.#trx, this.#portalId);
      this.#place = {
        ordinal: (last?.ordinal ?? 0) + 1,
        recordedAt: instant(Math.max(now, (last?.recordedAt ?? -Infinity) + 1)),
        previousHash: last?.hash ?? null,
      };
    }
    return this.#place.recordedAt;
  }

  get(): JournalPlace {
    if (this.#place === null) throw new Error('recordFrom comes before anything is recorded');
    return this.#place;
  }

  async seal(): Promise<void> {
    if (this.#place !== null) await sealUnit(this.#trx, this.#portalId, this.#place, this.runId, digest);
  }
}

function unitOn(
  trx: Transaction<Tables>,
  portalId: PortalId,
  at: UnitPlace,
  note: (rows: number) => void,
): LedgerUnit {
  return {
    recordFrom: (now) => at.recordFrom(now),
    saveResults: (runId, results, closedAt) => {
      at.runId = runId;
      return saveResults(trx, portalId, runId, results, closedAt);
    },
    retireDeals: (runId, dealIds) => {
      at.runId = runId;
      return retireDeals(trx, portalId, runId, dealIds);
    },
    lastClose: () => lastClose(trx, portalId),
    heads: (dealIds) => ledgerHeads(trx, portalId, dealIds),
    saveHeads: (heads) => saveHeads(trx, portalId, heads),
    saveFacts: (facts) => saveFacts(trx, portalId, facts, at.get(), digest),
    presentSubjects: (kind) => presentSubjects(trx, portalId, kind),
    newestFact: (kind, subjectId) => newestFact(trx, portalId, kind, subjectId),
    factVersions: (kind, subjectId) => factVersions(trx, portalId, kind, subjectId),
    entriesOf: (dealIds) => entriesOfDeals(trx, portalId, dealIds),
    entriesPostedIn: (period) => entriesPostedIn(trx, portalId, period),
    earliestOpenPeriod: () => earliestOpenPeriod(trx, portalId),
    append: async (entries) => {
      if (entries.some((entry) => entry.portalId !== portalId)) throw new Error('an entry of another portal');
      await appendEntries(trx, entries, at.get(), digest);
      note(entries.length);
    },
    appendClose: async (close) => {
      if (close.recordedAt !== at.get().recordedAt) throw new Error('a close of another instant');
      await appendClose(trx, close, at.get().ordinal);
    },
    aliases: () => listAliases(trx, portalId),
    appendAlias: (alias) => appendAlias(trx, portalId, alias, at.get()),
  };
}

const CHUNK = 5_000;

async function saveHeads(
  trx: Transaction<Tables>,
  portalId: PortalId,
  heads: readonly LedgerHead[],
): Promise<void> {
  for (let start = 0; start < heads.length; start += CHUNK) {
    await sql`
      insert into partnership.ledger_heads (portal_id, deal_id, lines_hash)
      select ${storeText(portalId)}, given."dealId", given."linesHash"
      from jsonb_to_recordset(${storeJson(heads.slice(start, start + CHUNK))}::jsonb)
        as given ("dealId" text, "linesHash" text)
      on conflict (portal_id, deal_id) do update set lines_hash = excluded.lines_hash`.execute(trx);
  }
}
