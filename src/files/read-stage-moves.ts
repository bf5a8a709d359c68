/** Moves of partners between lifecycle stages, from a CSV file. */
import { parseInstant, type Instant } from '../domain/calendar.js';
import { PARTNER_STAGES, type PartnerStage } from '../domain/partner.js';
import { CsvTable, readRows, type CsvRow, type CsvSource, type ReadRows } from './csv-table.js';

export interface StageMoveRow {
  /** Of the file; the header is 1. */
  readonly line: number;
  /** Company id, or the partner's name. */
  readonly partner: string;
  readonly to: PartnerStage;
  readonly reason: string | null;
  /** The day on which it moved, at 00:00Z; null: now. */
  readonly at: Instant | null;
}

/**
 * Reads the moves; `reason` and `on` may be absent.
 * @throws AppError `column_missing`, `file_malformed`.
 */
export const readStageMoves = (source: CsvSource): ReadRows<StageMoveRow> =>
  readRows(new CsvTable(source, ['partner', 'to'], ['reason', 'on']), readRow);

const STAGES = Object.entries(PARTNER_STAGES) as readonly (readonly [PartnerStage, string])[];

/** As it is kept, or as it is shown, without case: "activation_growth", "Activation & growth". */
export const stageIn = (text: string): PartnerStage | null =>
  STAGES.find(([stage, label]) => [stage, label.toLowerCase()].includes(text.trim().toLowerCase()))?.[0] ??
  null;

const DAY = /^\d{4}-\d{2}-\d{2}$/;

/** A day alone: whose day it is, the portal's time zone says. */
export const moveDayIn = (text: string): Instant | null => (DAY.test(text) ? parseInstant(text) : null);

function readRow(row: CsvRow): StageMoveRow | null {
  const partner = row.requiredAs('partner', (text) => text, 'missing');
  const to = row.requiredAs('to', stageIn, 'value_unknown');
  const on = row.cell('on');
  const at = on === null ? null : row.requiredAs('on', moveDayIn, 'instant_invalid');
  if (partner === null || to === null || (on !== null && at === null)) return null;
  return { line: row.line, partner, to, reason: row.cell('reason'), at };
}
