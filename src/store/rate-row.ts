/** A portal's limit as its processes share it: a row a bucket, on the database's clock. */
import { sql, type Kysely } from 'kysely';

import type { PortalId } from '../domain/ids.js';
import type { RateRow } from '../operations/crm-port.js';
import { storeText } from './stored-text.js';
import type { Tables } from './tables.js';

/**
 * The row of a portal. Places are given out in a line, each its spacing after the one before: whatever rolling window
 * of `n` spacings one looks at, it holds at most `n` of them, from however many processes.
 */
export const rateRow = (db: Kysely<Tables>, portalId: PortalId): RateRow => ({
  take: (bucket, count, spacingMs) => take(db, portalId, bucket, count, spacingMs),
  pause: (bucket, ms) => pause(db, portalId, bucket, ms),
});

/** The statement commits without waiting for the disk: what a crash of the server loses is some milliseconds' places. */
const withoutWaiting = sql`set_config('synchronous_commit', 'off', true)`;

async function take(
  db: Kysely<Tables>,
  portalId: PortalId,
  bucket: string,
  count: number,
  spacingMs: number,
): Promise<number> {
  // Rounded up: a thousandth less each time would let one too many into a window.
  const takenMicros = Math.ceil(spacingMs * 1000) * count;
  const { rows } = await sql<{ wait: number }>`
    with relaxed as materialized (select ${withoutWaiting} as value)
    insert into partnership.rate_windows as bucket (portal_id, bucket, free_at)
    select ${storeText(portalId)}, ${storeText(bucket)},
      clock_timestamp() + ${takenMicros}::float8 * interval '1 microsecond' from relaxed
    on conflict (portal_id, bucket) do update
      set free_at = greatest(bucket.free_at, clock_timestamp()) + ${takenMicros}::float8 * interval '1 microsecond'
    returning extract(epoch from
      bucket.free_at - ${takenMicros}::float8 * interval '1 microsecond' - clock_timestamp())::float8 * 1000 as wait`.execute(
    db,
  );
  return Math.max(0, rows[0]?.wait ?? 0);
}

async function pause(db: Kysely<Tables>, portalId: PortalId, bucket: string, ms: number): Promise<void> {
  await sql`
    with relaxed as materialized (select ${withoutWaiting} as value)
    insert into partnership.rate_windows as bucket (portal_id, bucket, free_at)
    select ${storeText(portalId)}, ${storeText(bucket)},
      clock_timestamp() + ${ms}::float8 * interval '1 millisecond' from relaxed
    on conflict (portal_id, bucket) do update
      set free_at = greatest(bucket.free_at, clock_timestamp() + ${ms}::float8 * interval '1 millisecond')`.execute(
    db,
  );
}
