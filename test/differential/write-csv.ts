import type { Dice } from './dice.js';

export type Row = Readonly<Record<string, string>>;

/** How one generated file is written. */
interface Layout {
  /** Columns that may be absent. */
  readonly optional: readonly string[];
  /** Chance that a row has a cell too many or too few. */
  readonly mismatch: number;
}

const NEEDS_QUOTES = /[",\r\n]/;

/** Writes rows as hostile but valid RFC 4180: any column order, quotes, line ends, mark and blank lines. */
export function writeCsv(
  dice: Dice,
  columns: readonly string[],
  rows: readonly Row[],
  { optional, mismatch }: Layout,
): string {
  const plain = dice.chance(0.4);
  const kept = columns.filter((column) => !optional.includes(column) || !dice.chance(0.05));
  const header = plain ? kept : dice.shuffle([...kept, ...dice.some(['note', 'Überfluß, "x"'], 0.3)]);
  const end = dice.chance(0.3) ? '\r\n' : '\n';
  const quote = (cell: string): string =>
    NEEDS_QUOTES.test(cell) || (!plain && dice.chance(0.1)) ? `"${cell.replaceAll('"', '""')}"` : cell;
  const lines = [header.map(quote).join(',')];
  for (const row of rows) {
    if (!plain && dice.chance(0.03)) lines.push('');
    const note = (): string => (dice.chance(0.3) ? dice.pick(['a\nb', 'c\r\nd', '"', ',,', 'é']) : '');
    const cells = header.map((column) => row[column] ?? note());
    if (dice.chance(mismatch)) {
      if (dice.chance(0.5)) cells.push('extra');
      else cells.pop();
    }
    // A row of one empty cell would be a blank line.
    lines.push(cells.length === 1 && cells[0] === '' ? '""' : cells.map(quote).join(','));
  }
  const mark = dice.chance(0.15) ? '\uFEFF' : '';
  return mark + lines.join(end) + (dice.chance(0.8) ? end : '');
}
