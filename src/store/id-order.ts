/** The order of ids (attribution.md §3) in SQL; indexes are made of this very expression (migration 0004). */
import { sql, type RawBuilder } from 'kysely';

/** What a column of ids is sorted and compared by. */
export const idOrder = (column: string): RawBuilder<string> =>
  sql`partnership.id_order(${sql.ref(column)}) collate "C"`;

/** A condition that a column's id comes after another; null and '' stand for the start. */
export const afterId = (column: string, after: string | null): RawBuilder<boolean> =>
  after === null || after === ''
    ? sql`true`
    : sql`${idOrder(column)} > partnership.id_order(${after}::text) collate "C"`;
