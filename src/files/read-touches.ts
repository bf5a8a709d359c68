import { parseInstant } from '../domain/calendar.js';
import { dealId, partnerId, touchId, type DealId, type PartnerId } from '../domain/ids.js';
import {
  ROLES,
  TAG_STATES,
  TOUCH_KINDS,
  type Role,
  type Tag,
  type TagState,
  type Touch,
  type TouchKind,
} from '../domain/touch.js';
import { CsvTable, readRows, SeenIds, type CsvRow, type CsvSource, type ReadRows } from './csv-table.js';

/** What touches and tags may point to. */
export interface KnownIds {
  /** Deals that are in the portfolio at the as-of instant. */
  readonly live: { has(id: DealId): boolean };
  /** Every deal id of deals.csv, also of rows that were set aside or lie after as-of. */
  readonly named: { has(id: DealId): boolean };
  /** Null without partners.csv: then any id is a partner. */
  readonly partners: { has(id: PartnerId): boolean } | null;
}

export const TOUCH_FILE = {
  required: ['touch_id', 'deal_id', 'partner_id', 'occurred_at', 'kind'],
  optional: ['status'],
} as const;
export const TAG_FILE = { required: ['deal_id', 'partner_id', 'role'], optional: ['state'] } as const;

/** Reads touches.csv. */
export function readTouches(source: CsvSource, known: KnownIds): ReadRows<Touch> {
  const table = new CsvTable(source, TOUCH_FILE.required, TOUCH_FILE.optional);
  const seen = new SeenIds();
  return readRows(table, (row) => {
    const touch = readTouch(row, seen, known);
    seen.keep(row, 'touch_id');
    return touch !== null && known.live.has(touch.dealId) ? touch : null;
  });
}

/** Reads one row; notes what is bad about it. */
export function readTouch(row: CsvRow, seen: SeenIds, known: KnownIds): Touch | null {
  const id = row.required('touch_id');
  seen.check(row, 'touch_id');
  const place = readPlace(row, known);
  const at = row.requiredAs('occurred_at', parseInstant, 'instant_invalid');
  const kind = readKind(row);
  if (id === null || place === null || at === null || kind === null) return null;
  return { id: touchId(id), ...place, at, kind, status: row.cell('status'), title: null };
}

function readKind(row: CsvRow): TouchKind | null {
  const kind = row.requiredAs<TouchKind>(
    'kind',
    (text) => TOUCH_KINDS.find((one) => one === text) ?? null,
    'kind_unknown',
  );
  if (kind === 'tag') row.reject('kind', 'kind_reserved');
  return kind;
}

/** Reads tags.csv; a tag without a state is confirmed. Repeats are no error. */
export function readTags(source: CsvSource, known: KnownIds): ReadRows<Tag> {
  const table = new CsvTable(source, TAG_FILE.required, TAG_FILE.optional);
  return readRows(table, (row) => {
    const tag = readTag(row, known);
    return tag !== null && known.live.has(tag.dealId) ? tag : null;
  });
}

/** Reads one row; notes what is bad about it. */
export function readTag(row: CsvRow, known: KnownIds): Tag | null {
  const place = readPlace(row, known);
  const role = row.requiredAs<Role>(
    'role',
    (text) => ROLES.find((one) => one === text) ?? null,
    'role_unknown',
  );
  const state = readState(row);
  if (place === null || role === null || state === null) return null;
  return { ...place, role, state, motion: null };
}

function readState(row: CsvRow): TagState | null {
  if (row.cell('state') === null) return 'confirmed';
  return row.requiredAs<TagState>(
    'state',
    (text) => TAG_STATES.find((one) => one === text) ?? null,
    'state_unknown',
  );
}

// A row of a deal that was set aside, or lies after as-of, is left out without a word: its deal is listed, or unknown yet.
function readPlace(row: CsvRow, known: KnownIds): { dealId: DealId; partnerId: PartnerId } | null {
  const deal = row.required('deal_id');
  if (deal !== null && !known.named.has(dealId(deal))) row.reject('deal_id', 'unknown_deal');
  const partner = row.required('partner_id');
  if (partner !== null && known.partners !== null && !known.partners.has(partnerId(partner))) {
    row.reject('partner_id', 'unknown_partner');
  }
  if (deal === null || partner === null) return null;
  return { dealId: dealId(deal), partnerId: partnerId(partner) };
}
