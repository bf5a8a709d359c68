import { sql, type Kysely } from 'kysely';

import type { PortalId, RunId } from '../domain/ids.js';
import { draftOf } from './plans.js';
import { storeText } from './stored-text.js';
import type { Tables } from './tables.js';

/** Takes what a plan did not show out of a run's outbox, and marks its deals. @returns how many records. */
export async function leaveUnplanned(
  db: Kysely<Tables>,
  portalId: PortalId,
  runId: RunId,
  hash: string,
): Promise<number> {
  const portal = storeText(portalId);
  const { rows } = await sql<{ count: number }>`
    with unplanned as (
      update partnership.outbox row set state = 'superseded'
      where row.portal_id = ${portal} and row.run_id = ${storeText(runId)} and row.state = 'planned'
        and not exists (
          select from partnership.plan_records planned
          where planned.portal_id = row.portal_id and planned.draft = ${draftOf(portalId, hash)}
            and planned.object_type = row.object_type and planned.record_id = row.record_id
            and planned.changes = row.changes)
      returning row.object_type, row.record_id
    ), marked as (
      insert into partnership.dirty_deals (portal_id, deal_id)
      select ${portal}, record_id from unplanned where object_type = 'deals'
      on conflict do nothing
    )
    select count(*) as count from unplanned`.execute(db);
  return rows[0]?.count ?? 0;
}
