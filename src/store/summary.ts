/** What the portal's summary is made of, besides the results themselves. */
import { sql, type Kysely } from 'kysely';

import type { Instant } from '../domain/calendar.js';
import type { DealClass } from '../domain/credit.js';
import type { PortalId } from '../domain/ids.js';
import type { Run } from '../operations/ports.js';
import type { SummaryStore } from '../operations/summary-port.js';
import { readRun } from './runs.js';
import { readText, storeText } from './stored-text.js';
import type { Tables } from './tables.js';
import { storeInstant } from './timestamps.js';

export async function lastSyncBy(
  db: Kysely<Tables>,
  portalId: PortalId,
  asOf: Instant | null,
): Promise<Run | null> {
  let runs = db
    .selectFrom('partnership.runs')
    .selectAll()
    .where('portal_id', '=', storeText(portalId))
    .where('kind', '=', 'sync')
    .where('state', '=', 'done');
  if (asOf !== null) runs = runs.where('as_of', '<=', new Date(asOf));
  const newest = runs.orderBy('started_at', 'desc').orderBy('ordinal', 'desc').limit(1);
  const row = await newest.executeTakeFirst();
  return row === undefined ? null : readRun(row);
}

interface MoveRow {
  readonly deal_id: string;
  readonly before: DealClass;
  readonly after: DealClass;
  readonly home_amount_minor: string | null;
  readonly count: string;
}

/** Versions are dated by the start of their run, so that what a run stored is what is dated later than its start before. */
export async function reclassifiedSince(
  db: Kysely<Tables>,
  portalId: PortalId,
  { startedAt }: Pick<Run, 'startedAt'>,
  limit: number,
): ReturnType<SummaryStore['reclassifiedSince']> {
  const since = storeInstant(startedAt);
  const { rows } = await sql<MoveRow>`
    with stored as (
      select distinct result.deal_id
      from partnership.runs run
      join partnership.deal_results result on result.portal_id = run.portal_id and result.run_id = run.run_id
      where run.portal_id = ${storeText(portalId)} and run.started_at > ${since}::timestamptz
    )
    select stored.deal_id, known.class as before, now.class as after, now.home_amount_minor,
      count(*) over () as count
    from stored
    join partnership.deal_heads head
      on head.portal_id = ${storeText(portalId)} and head.deal_id = stored.deal_id and not head.retired
    join partnership.deal_results now
      on now.portal_id = head.portal_id and now.deal_id = head.deal_id and now.version = head.version
    join lateral (
      select result.class, result.retired from partnership.deal_results result
      where result.portal_id = head.portal_id and result.deal_id = head.deal_id
        and result.recorded_at <= ${since}::timestamptz
      order by result.version desc limit 1
    ) known on not known.retired and known.class <> now.class
    order by abs(coalesce(now.home_amount_minor, 0)) desc, stored.deal_id
    limit ${limit}`.execute(db);
  return {
    count: Number(rows[0]?.count ?? 0),
    largest: rows.map((row) => ({
      dealId: readText(row.deal_id),
      before: row.before,
      after: row.after,
      homeAmountMinor: row.home_amount_minor === null ? null : Number(row.home_amount_minor),
    })),
  };
}
