/** Associations of the CRM as they were last seen: a row a link, found from both ends. */
import { sql, type Kysely } from 'kysely';

import { compareIds, type PortalId } from '../domain/ids.js';
import type { Between } from '../domain/hygiene.js';
import type { Link, LinkedType, Links } from '../operations/crm-port.js';
import type { LinksChange } from '../operations/ports.js';
import { readJson, readText, storeJson, storeText } from './stored-text.js';
import type { Tables } from './tables.js';
import { readInstant, storeInstant } from './timestamps.js';

/** Origins a statement. */
const CHUNK = 2_000;

/** As it travels to Postgres: short names, since there are millions of them; no tags rather than an empty list. */
interface Row {
  readonly f: string;
  readonly t: string;
  readonly p: boolean;
  readonly e?: true;
  readonly g?: Link['tags'];
}

/** Between which instants tags that are new came to be; null where nobody looked before. */
export type TagsSeen = Between;

/** Replaces the links of origins, touching only what differs. @returns the origins that changed. */
export async function saveLinks(
  db: Kysely<Tables>,
  portalId: PortalId,
  from: LinkedType,
  to: LinkedType,
  fromIds: readonly string[],
  links: Links,
  seen: TagsSeen | null,
): Promise<readonly LinksChange[]> {
  const ids = [...new Set(fromIds)];
  const known = new Set(ids);
  for (const id of links.keys()) if (!known.has(id)) throw new Error(`links of ${id}, which is not named`);
  const changes: LinksChange[] = [];
  for (let start = 0; start < ids.length; start += CHUNK) {
    const chunk = new Map(
      ids.slice(start, start + CHUNK).map((id) => [id, normalLinks(links.get(id) ?? [])]),
    );
    const before = await replaceLinks(db, portalId, from, to, chunk, seen);
    for (const [id, own] of before) changes.push({ fromId: id, before: own, after: chunk.get(id) ?? [] });
  }
  return changes;
}

/** One a target, in the order of ids; an answer's pages may name a target twice. */
function normalLinks(links: readonly Link[]): readonly Link[] {
  const byTarget = new Map<string, Link>();
  for (const link of links) {
    const other = byTarget.get(link.toId);
    byTarget.set(link.toId, {
      toId: link.toId,
      primary: link.primary || other?.primary === true,
      ...(link.endCustomer === true || other?.endCustomer === true ? { endCustomer: true } : {}),
      tags: normalTags([...link.tags, ...(other?.tags ?? [])]),
    });
  }
  return sortLinks([...byTarget.values()]);
}

function normalTags(tags: Link['tags']): Link['tags'] {
  if (tags.length === 0) return tags;
  const byText = new Map(
    tags.map(({ role, state, motion, label }) => [
      `${role} ${state} ${motion ?? ''} ${label ?? ''}`,
      { role, state, motion, ...(label === undefined ? {} : { label }) },
    ]),
  );
  return [...byText].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, tag]) => tag);
}

const sortLinks = (links: Link[]): Link[] => links.sort((a, b) => compareIds(a.toId, b.toId));

/** @returns what the links of the origins that changed were before. */
async function replaceLinks(
  db: Kysely<Tables>,
  portalId: PortalId,
  from: LinkedType,
  to: LinkedType,
  links: Links,
  seen: TagsSeen | null,
): Promise<ReadonlyMap<string, readonly Link[]>> {
  const [after, by] = seen === null ? [null, null] : [storeInstant(seen.after), storeInstant(seen.by)];
  const rows = [...links].flatMap(([f, own]) =>
    own.map(({ toId: t, primary: p, endCustomer, tags }): Row => ({
      ...{ f, t, p },
      ...(endCustomer === true ? { e: true } : {}),
      ...(tags.length === 0 ? {} : { g: tags }),
    })),
  );
  const { rows: before } = await sql<{ from_id: string } & ({ to_id: null } | LinkRow)>`
    with given as materialized (
      select * from jsonb_to_recordset(${storeJson(rows)}::jsonb) as given (f text, t text, p boolean, e boolean, g jsonb)
    ), before as materialized (
      select from_id, to_id, is_primary, is_end_customer, tags from partnership.seen_links
      where portal_id = ${storeText(portalId)} and from_type = ${from} and to_type = ${to}
        and from_id = any(${[...links.keys()].map(storeText)}::text[])
    ), differing as materialized (
      select coalesce(given.f, before.from_id) as from_id, coalesce(given.t, before.to_id) as to_id,
        given.f is null as removed, given.p, coalesce(given.e, false) as e, given.g
      from given full join before on before.from_id = given.f and before.to_id = given.t
      where given.f is null or before.from_id is null
        or before.is_primary <> given.p
        or before.is_end_customer <> coalesce(given.e, false) or before.tags is distinct from given.g
    ), removed as (
      delete from partnership.seen_links link using differing
      where differing.removed and link.portal_id = ${storeText(portalId)}
        and link.from_type = ${from} and link.to_type = ${to}
        and link.from_id = differing.from_id and link.to_id = differing.to_id
    ), saved as (
      insert into partnership.seen_links as link (portal_id, from_type, to_type, from_id, to_id, is_primary,
        is_end_customer, tags, tagged_after, tagged_by)
      select ${storeText(portalId)}, ${from}, ${to}, from_id, to_id, p, e, g,
        case when g is not null and is_known then ${after}::timestamptz end,
        case when g is not null and is_known then ${by}::timestamptz end
      from differing,
        -- Of a deal that was never looked at, such as what two became by a merge, nobody knows when its tags came.
        lateral (select exists (select from before where before.from_id = differing.from_id) as is_known) as deal
      where not removed
      on conflict (portal_id, from_type, to_type, from_id, to_id) do update
        set is_primary = excluded.is_primary, is_end_customer = excluded.is_end_customer, tags = excluded.tags,
          -- A tag that takes the place of another is no new one: what counts is when the partner came on the deal.
          tagged_after = case when link.tags is null then excluded.tagged_after
            when excluded.tags is not null then link.tagged_after end,
          tagged_by = case when link.tags is null then excluded.tagged_by
            when excluded.tags is not null then link.tagged_by end
    )
    select changed.from_id, before.to_id, before.is_primary, before.is_end_customer, before.tags
    from (select distinct from_id from differing) as changed
    left join before on before.from_id = changed.from_id`.execute(db);
  const changed = new Map<string, Link[]>();
  for (const row of before) {
    const id = readText(row.from_id);
    const own = changed.get(id) ?? [];
    if (row.to_id !== null) own.push(readLink(row));
    changed.set(id, own);
  }
  for (const own of changed.values()) sortLinks(own);
  return changed;
}

interface LinkRow {
  to_id: string;
  is_primary: boolean;
  is_end_customer: boolean;
  tags: unknown;
}

const readLink = (row: LinkRow): Link => ({
  toId: readText(row.to_id),
  primary: row.is_primary,
  ...(row.is_end_customer ? { endCustomer: true } : {}),
  tags: row.tags === null ? [] : (readJson(row.tags) as Link['tags']),
});

/** Links by origin, in the order of ids; origins without any are left out. */
export async function seenLinks(
  db: Kysely<Tables>,
  portalId: PortalId,
  from: LinkedType,
  to: LinkedType,
  fromIds: readonly string[],
): Promise<Links> {
  const { rows } = await sql<LinkRow & { from_id: string }>`
    select from_id, to_id, is_primary, is_end_customer, tags from partnership.seen_links
    where portal_id = ${storeText(portalId)} and from_type = ${from} and to_type = ${to}
      and from_id = any(${fromIds.map(storeText)}::text[])`.execute(db);
  const links = grouped(rows, (row) => row.from_id, readLink);
  for (const own of links.values()) sortLinks(own);
  return links;
}

/** Between which instants the tags of deals were seen first, by deal and company or contact; those that are not known are left out. */
export async function seenTags(
  db: Kysely<Tables>,
  portalId: PortalId,
  to: 'companies' | 'contacts',
  dealIds: readonly string[],
): Promise<ReadonlyMap<string, ReadonlyMap<string, Between>>> {
  const { rows } = await sql<{ from_id: string; to_id: string; tagged_after: Date; tagged_by: Date }>`
    select from_id, to_id, tagged_after, tagged_by from partnership.seen_links
    where portal_id = ${storeText(portalId)} and from_type = 'deals' and to_type = ${to}
      and from_id = any(${dealIds.map(storeText)}::text[]) and tagged_by is not null`.execute(db);
  const groups = grouped(
    rows,
    (row) => row.from_id,
    (row) =>
      [
        readText(row.to_id),
        { after: readInstant(row.tagged_after), by: readInstant(row.tagged_by) },
      ] as const,
  );
  return new Map([...groups].map(([id, own]) => [id, new Map(own)]));
}

/** Ids of origins by target, in the order of ids; targets without any are left out. */
export async function seenOrigins(
  db: Kysely<Tables>,
  portalId: PortalId,
  from: LinkedType,
  to: LinkedType,
  toIds: readonly string[],
): Promise<ReadonlyMap<string, readonly string[]>> {
  const { rows } = await sql<{ from_id: string; to_id: string }>`
    select from_id, to_id from partnership.seen_links
    where portal_id = ${storeText(portalId)} and from_type = ${from} and to_type = ${to}
      and to_id = any(${toIds.map(storeText)}::text[])`.execute(db);
  const origins = grouped(
    rows,
    (row) => row.to_id,
    (row) => readText(row.from_id),
  );
  for (const own of origins.values()) own.sort(compareIds);
  return origins;
}

function grouped<Row, T>(
  rows: readonly Row[],
  keyOf: (row: Row) => string,
  read: (row: Row) => T,
): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const row of rows) {
    const key = readText(keyOf(row));
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [read(row)]);
    else group.push(read(row));
  }
  return groups;
}
