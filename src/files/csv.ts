/**
 * RFC 4180, with the physical line on which each record starts: the readers at hand report where a record ends,
 * and a person looks for where it starts. Line ends are CRLF, LF or CR; quoted cells may hold any of them.
 */

export interface CsvRecord {
  /** Physical line on which the record starts; the first line of the file is 1. */
  readonly line: number;
  readonly cells: readonly string[];
}

/** A quote that is never closed, or text after a closing quote: nothing behind it can be trusted. */
export class CsvSyntaxError extends Error {
  override readonly name = 'CsvSyntaxError';
  constructor(
    readonly line: number,
    message: string,
  ) {
    super(message);
  }
}

const COMMA = 44;
const QUOTE = 34;
const CR = 13;
const LF = 10;

/**
 * Reads records one by one; lines with nothing on them are passed over. A byte order mark is not part of the text.
 * A quote inside a cell that does not start with one stands for itself.
 * @param delimiter one character between cells.
 * @throws CsvSyntaxError
 */
export function* parseCsv(text: string, delimiter = ','): Generator<CsvRecord, void, undefined> {
  let at = text.charCodeAt(0) === 0xfeff ? 1 : 0;
  let line = 1;
  while (at < text.length) {
    const { cells, end, lineEnds } = parseRecord(text, at, line, delimiter.charCodeAt(0));
    if (cells.length > 1 || cells[0] !== '') yield { line, cells };
    line += lineEnds + 1;
    at = end + (text.charCodeAt(end) === CR && text.charCodeAt(end + 1) === LF ? 2 : 1);
  }
}

export interface ParsedRecord {
  readonly cells: readonly string[];
  /** Where the record ends: at a line end or the end of the text. */
  readonly end: number;
  /** Line ends within its cells. */
  readonly lineEnds: number;
}

/**
 * Reads the record that starts at a place of the text.
 * @param line on which it starts.
 * @throws CsvSyntaxError
 */
export function parseRecord(text: string, start: number, line: number, delimiter = COMMA): ParsedRecord {
  const cells: string[] = [];
  let at = start;
  let lineEnds = 0;
  for (;;) {
    const cell =
      text.charCodeAt(at) === QUOTE
        ? quotedCell(text, at, line + lineEnds, delimiter)
        : plainCell(text, at, delimiter);
    cells.push(cell.value);
    lineEnds += cell.lineEnds;
    if (text.charCodeAt(cell.end) !== delimiter) return { cells, end: cell.end, lineEnds };
    at = cell.end + 1;
  }
}

interface Cell {
  readonly value: string;
  /** Where the cell ends: at a delimiter, a line end or the end of the text. */
  readonly end: number;
  readonly lineEnds: number;
}

function plainCell(text: string, start: number, delimiter: number): Cell {
  let end = start;
  for (; end < text.length; end += 1) {
    const code = text.charCodeAt(end);
    if (code === delimiter || code === LF || code === CR) break;
  }
  return { value: text.slice(start, end), end, lineEnds: 0 };
}

function quotedCell(text: string, start: number, line: number, delimiter: number): Cell {
  let value = '';
  let from = start + 1;
  for (;;) {
    const quote = text.indexOf('"', from);
    if (quote === -1) throw new CsvSyntaxError(line, 'the quote that is opened here is never closed');
    value += text.slice(from, quote);
    if (text.charCodeAt(quote + 1) !== QUOTE) {
      const end = quote + 1;
      const lineEnds = value.match(/\r\n|\r|\n/g)?.length ?? 0;
      if (end < text.length && ![delimiter, LF, CR].includes(text.charCodeAt(end))) {
        throw new CsvSyntaxError(line + lineEnds, 'a closing quote is followed by more text');
      }
      return { value, end, lineEnds };
    }
    value += '"';
    from = quote + 2;
  }
}
