/** One unit of work on a portal's ledger: results, facts and entries, all or none. */
import { createHash } from 'node:crypto';

import { sql, type Kysely, type Transaction } from 'kysely';

import type { PortalId } from '../domain/ids.js';
import type { Digest } from '../domain/ledger.js';
import type { LedgerHead, LedgerUnit } from '../operations/ports.js';
import { newestFact, presentSubjects, saveFacts } from './ledger-facts.js';
import {
  appendAlias,
  appendClose,
  appendEntries,
  earliestOpenPeriod,
  entriesOfDeals,
  entriesPostedIn,
  lastClose,
  lastRecordedAt,
  ledgerHeads,
  listAliases,
} from './ledger.js';
import { retireResults, saveResults } from './results.js';
import { noteLoad } from './statistics.js';
import { storeJson, storeText } from './stored-text.js';
import type { Tables } from './tables.js';
import { lockWrites } from './transaction.js';

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
  const result = await db.transaction().execute(async (trx) => {
    await lockWrites(trx, portalId);
    return work(unitOn(trx, portalId, note));
  });
  await noteLoad(
    db,
    written,
    'partnership.ledger_entries',
    'partnership.ledger_facts',
    'partnership.ledger_heads',
  );
  return result;
}

function unitOn(trx: Transaction<Tables>, portalId: PortalId, note: (rows: number) => void): LedgerUnit {
  return {
    saveResults: (runId, results) => saveResults(trx, portalId, runId, results),
    retireResults: (runId, present) => retireResults(trx, portalId, runId, present),
    lastRecordedAt: () => lastRecordedAt(trx, portalId),
    lastClose: () => lastClose(trx, portalId),
    heads: () => ledgerHeads(trx, portalId),
    saveHeads: (heads) => saveHeads(trx, portalId, heads),
    saveFacts: (facts, recordedAt) => saveFacts(trx, portalId, facts, recordedAt, digest),
    presentSubjects: (kind) => presentSubjects(trx, portalId, kind),
    newestFact: (kind, subjectId) => newestFact(trx, portalId, kind, subjectId),
    entriesOf: (dealIds) => entriesOfDeals(trx, portalId, dealIds),
    entriesPostedIn: (period) => entriesPostedIn(trx, portalId, period),
    earliestOpenPeriod: () => earliestOpenPeriod(trx, portalId),
    append: async (entries, recordedAt) => {
      if (entries.some((entry) => entry.portalId !== portalId)) throw new Error('an entry of another portal');
      await appendEntries(trx, entries, recordedAt, digest);
      note(entries.length);
    },
    appendClose: (close) => appendClose(trx, close),
    aliases: () => listAliases(trx, portalId),
    appendAlias: (alias) => appendAlias(trx, portalId, alias),
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
