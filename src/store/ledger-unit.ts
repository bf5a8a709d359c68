/** One unit of work on a portal's ledger: results, facts and entries, all or none. */
import { createHash } from 'node:crypto';

import { sql, type Kysely, type Transaction } from 'kysely';

import { instant, type Instant } from '../domain/calendar.js';
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
import { retireDeals, saveResults } from './results.js';
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

export function unitOn(
  trx: Transaction<Tables>,
  portalId: PortalId,
  note: (rows: number) => void,
): LedgerUnit {
  let at: Instant | null = null;
  const recordFrom = async (now: Instant): Promise<Instant> => {
    at ??= instant(Math.max(now, ((await lastRecordedAt(trx, portalId)) ?? -Infinity) + 1));
    return at;
  };
  const recordedAt = (): Instant => {
    if (at === null) throw new Error('recordFrom comes before anything is recorded');
    return at;
  };
  return {
    recordFrom,
    saveResults: (runId, results, closedAt) => saveResults(trx, portalId, runId, results, closedAt),
    retireDeals: (runId, dealIds) => retireDeals(trx, portalId, runId, dealIds),
    lastClose: () => lastClose(trx, portalId),
    heads: (dealIds) => ledgerHeads(trx, portalId, dealIds),
    saveHeads: (heads) => saveHeads(trx, portalId, heads),
    saveFacts: (facts) => saveFacts(trx, portalId, facts, recordedAt(), digest),
    presentSubjects: (kind) => presentSubjects(trx, portalId, kind),
    newestFact: (kind, subjectId) => newestFact(trx, portalId, kind, subjectId),
    entriesOf: (dealIds) => entriesOfDeals(trx, portalId, dealIds),
    entriesPostedIn: (period) => entriesPostedIn(trx, portalId, period),
    earliestOpenPeriod: () => earliestOpenPeriod(trx, portalId),
    append: async (entries) => {
      if (entries.some((entry) => entry.portalId !== portalId)) throw new Error('an entry of another portal');
      await appendEntries(trx, entries, recordedAt(), digest);
      note(entries.length);
    },
    appendClose: async (close) => {
      if (close.recordedAt !== recordedAt()) throw new Error('a close of another instant');
      await appendClose(trx, close);
    },
    aliases: () => listAliases(trx, portalId),
    appendAlias: (alias) => appendAlias(trx, portalId, { ...alias, recordedAt: recordedAt() }),
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
