import { dealId, partnerId, type DealId, type PartnerId } from '../domain/ids.js';
import { MOTIONS, ROLES, type Motion, type Role } from '../domain/touch.js';
import { CsvTable, readRows, type CsvRow, type CsvSource, type ReadRows } from './csv-table.js';

/** What a row of tags.csv asks to be done: `removed` takes the partner off. */
export const WANTED_STATES = ['proposed', 'confirmed', 'removed'] as const;

export interface TagRow {
  /** Of the file; the header is 1. */
  readonly line: number;
  readonly dealId: DealId;
  readonly partnerId: PartnerId;
  /** Null where the partner is taken off. */
  readonly role: Role | null;
  readonly motion: Motion | null;
  readonly state: (typeof WANTED_STATES)[number];
}

/**
 * Reads the tags that are to be set in a portal; `state` may be absent: confirmed.
 * @throws AppError `column_missing`, `file_malformed`.
 */
export const readTagChanges = (source: CsvSource): ReadRows<TagRow> =>
  readRows(new CsvTable(source, ['deal_id', 'partner_id', 'role'], ['motion', 'state']), readRow);

/** HubSpot's record ids are digits. */
const recordId = (text: string): string | null => (/^\d{1,20}$/.test(text) ? text : null);

const oneOf =
  <T extends string>(words: readonly T[]) =>
  (text: string): T | null =>
    words.find((word) => word === text) ?? null;

/** As people and HubSpot's labels write it, too: "Co-sell", "co_sell". */
const motionIn = (text: string): Motion | null => oneOf(MOTIONS)(text.toLowerCase().replaceAll(/[-_ ]/g, ''));

function readRow(row: CsvRow): TagRow | null {
  const deal = row.requiredAs('deal_id', recordId, 'number_invalid');
  const partner = row.requiredAs('partner_id', recordId, 'number_invalid');
  const state =
    row.cell('state') === null ? 'confirmed' : row.requiredAs('state', oneOf(WANTED_STATES), 'state_unknown');
  const role = state === 'removed' ? null : row.requiredAs('role', oneOf(ROLES), 'role_unknown');
  const motion = row.cell('motion') === null ? null : row.requiredAs('motion', motionIn, 'motion_unknown');
  if (deal === null || partner === null || state === null) return null;
  return { line: row.line, dealId: dealId(deal), partnerId: partnerId(partner), role, motion, state };
}
