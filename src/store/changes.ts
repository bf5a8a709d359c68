/** The outbox, a property at a time, as `publishResults` still knows it. */
import type { Kysely } from 'kysely';

import type { PortalId, RunId } from '../domain/ids.js';
import type {
  ChangeOutcome,
  PlannedChange,
  PlannedRecord,
  PropertyChange,
  RecordedChange,
} from '../operations/ports.js';
import { listOutbox, planWrites, settleWrites } from './outbox.js';
import type { Tables } from './tables.js';
import { inTransaction } from './transaction.js';

type ObjectType = PlannedRecord['objectType'];

export function planChanges(
  db: Kysely<Tables>,
  portalId: PortalId,
  runId: RunId,
  changes: readonly PropertyChange[],
): Promise<void> {
  const records = new Map<string, PlannedRecord & { changes: PlannedChange[] }>();
  for (const { objectType, recordId, property, oldValue, newValue } of changes) {
    const key = `${objectType} ${recordId}`;
    const record = records.get(key) ?? { objectType: objectType as ObjectType, recordId, changes: [] };
    record.changes.push({ property, oldValue, newValue });
    records.set(key, record);
  }
  return inTransaction(db, (trx) => planWrites(trx, portalId, runId, [...records.values()]));
}

export const recordOutcomes = (
  db: Kysely<Tables>,
  portalId: PortalId,
  runId: RunId,
  outcomes: readonly ChangeOutcome[],
): Promise<void> =>
  inTransaction(db, (trx) =>
    settleWrites(
      trx,
      portalId,
      runId,
      outcomes.map((outcome) => ({ ...outcome, objectType: outcome.objectType as ObjectType })),
    ),
  );

export async function listChanges(
  db: Kysely<Tables>,
  portalId: PortalId,
  runId: RunId,
): Promise<readonly RecordedChange[]> {
  const records = await listOutbox(db, portalId, runId, {
    states: ['planned', 'written', 'failed'],
    after: 0,
    limit: Number.MAX_SAFE_INTEGER,
  });
  return records.flatMap(({ objectType, recordId, state, reason, changes }) =>
    changes.map((change) => ({
      ...change,
      runId,
      objectType,
      recordId,
      // No superseded ones were asked for.
      state: state as RecordedChange['state'],
      reason,
    })),
  );
}
