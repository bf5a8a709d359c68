/** Where the sync of a portal stands, and the notes that it left on records. */
import { sql, type Kysely } from 'kysely';

import type { PortalId } from '../domain/ids.js';
import type { LinkedType } from '../operations/crm-port.js';
import type { NoteContent, NoteKind, SeenNote, SyncState } from '../operations/ports.js';
import { idOrder } from './id-order.js';
import { readJson, readJsonText, storeJson, storeText } from './stored-text.js';
import type { Tables } from './tables.js';

export async function syncState(db: Kysely<Tables>, portalId: PortalId): Promise<SyncState | null> {
  const { rows } = await sql<{ state: unknown }>`
    select state from partnership.sync_state where portal_id = ${storeText(portalId)}`.execute(db);
  return rows[0] === undefined ? null : (readJson(rows[0].state) as SyncState);
}

export async function saveState(db: Kysely<Tables>, portalId: PortalId, state: SyncState): Promise<void> {
  await sql`
    insert into partnership.sync_state (portal_id, state) values (${storeText(portalId)}, ${storeJson(state)}::jsonb)
    on conflict (portal_id) do update set state = excluded.state`.execute(db);
}

/** Replaces the notes of these records. */
export async function saveNotes(
  db: Kysely<Tables>,
  portalId: PortalId,
  type: LinkedType,
  subjectIds: readonly string[],
  notes: readonly SeenNote[],
): Promise<void> {
  const subjects = new Set(subjectIds);
  if (notes.some((note) => note.subjectType !== type || !subjects.has(note.subjectId)))
    throw new Error('a note on a record that is not named');
  await sql`
    delete from partnership.seen_notes
    where portal_id = ${storeText(portalId)} and subject_type = ${type}
      and subject_id = any(${[...subjects].map(storeText)}::text[])`.execute(db);
  if (notes.length === 0) return;
  const rows = notes.map(({ subjectId, kind, content }) => ({
    subjectId,
    kind,
    content: storeJson(content),
  }));
  await sql`
    insert into partnership.seen_notes (portal_id, subject_type, subject_id, kind, content)
    select ${storeText(portalId)}, ${type}, note.item ->> 'subjectId', note.item ->> 'kind', note.item ->> 'content'
    from jsonb_array_elements(${storeJson(rows)}::jsonb) with ordinality as note (item, place)
    order by note.place`.execute(db);
}

/** What notes of a kind say, each once, by the first record that it hangs on; and how many different ones there are. */
export async function listNotes(
  db: Kysely<Tables>,
  portalId: PortalId,
  kind: NoteKind,
  limit: number,
): Promise<{ readonly notes: readonly NoteContent[]; readonly of: number }> {
  const { rows } = await sql<{ content: string; of: number }>`
    select content, count(*) over () as of from (
      select distinct on (content) content, subject_type, subject_id, note_id from partnership.seen_notes
      where portal_id = ${storeText(portalId)} and kind = ${kind}
      order by content, subject_type, ${idOrder('subject_id')}, note_id) as first
    order by subject_type, ${idOrder('subject_id')}, note_id limit ${limit}`.execute(db);
  return { notes: rows.map((row) => readJsonText(row.content) as NoteContent), of: rows[0]?.of ?? 0 };
}
