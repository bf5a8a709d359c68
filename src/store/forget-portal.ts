/** Deletes everything that the database holds of one portal, its ledger too: on somebody's word alone. */
import { sql, type Kysely } from 'kysely';

import type { PortalId } from '../domain/ids.js';
import { storeText } from './stored-text.js';
import type { Tables } from './tables.js';

/** The lease is held while this runs, and is given back after it. */
const KEPT: ReadonlySet<string> = new Set(['leases']);

/** All of it or nothing. The triggers that keep the ledger append-only are off within this transaction alone. */
export async function forgetPortal(db: Kysely<Tables>, portalId: PortalId): Promise<void> {
  await db.transaction().execute(async (unit) => {
    const { rows: tables } = await sql<{ name: string }>`
      select table_name as name from information_schema.columns
      join information_schema.tables using (table_schema, table_name)
      where table_schema = 'partnership' and column_name = 'portal_id' and table_type = 'BASE TABLE'`.execute(
      unit,
    );
    const { rows: references } = await sql<{ from: string; to: string }>`
      select one.relname as from, other.relname as to from pg_constraint
      join pg_class one on one.oid = conrelid join pg_class other on other.oid = confrelid
      where contype = 'f' and conrelid <> confrelid`.execute(unit);
    const { rows: guards } = await sql<{ name: string; guard: string }>`
      select relname as name, tgname as guard from pg_trigger
      join pg_class on pg_class.oid = tgrelid join pg_namespace on pg_namespace.oid = relnamespace
      where nspname = 'partnership' and not tgisinternal and tgname = 'append_only'`.execute(unit);
    const tableOf = (name: string) => sql.table(`partnership.${name}`);
    for (const { name, guard } of guards)
      await sql`alter table ${tableOf(name)} disable trigger ${sql.ref(guard)}`.execute(unit);
    const names = tables.map(({ name }) => name).filter((name) => !KEPT.has(name));
    for (const name of referringFirst(names, references)) {
      await sql`delete from ${tableOf(name)} where portal_id = ${storeText(portalId)}`.execute(unit);
    }
    for (const { name, guard } of guards)
      await sql`alter table ${tableOf(name)} enable always trigger ${sql.ref(guard)}`.execute(unit);
  });
}

/** A row goes before the one that it refers to. */
function referringFirst(
  names: readonly string[],
  references: readonly { readonly from: string; readonly to: string }[],
): readonly string[] {
  if (names.length === 0) return [];
  const isReferredTo = (name: string): boolean =>
    references.some(({ from, to }) => to === name && names.includes(from));
  const free = names.filter((name) => !isReferredTo(name));
  if (free.length === 0) throw new Error(`tables refer to each other in a circle: ${names.join(', ')}`);
  return [...free, ...referringFirst(names.filter(isReferredTo), references)];
}
