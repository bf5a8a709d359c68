/** One row of a CSV text and the physical line on which it starts; the first line is 1. */
export interface CsvRow {
  readonly line: number;
  readonly cells: readonly string[];
}

/**
 * Reads RFC 4180, character by character: quoted cells may hold commas, doubled quotes and newlines.
 * Rows end in LF or CRLF. A byte order mark is skipped, and so is a line without any character.
 */
export function readCsv(text: string): CsvRow[] {
  const rows: CsvRow[] = [];
  let cells: string[] = [];
  let cell = '';
  let quoted = false;
  let anything = false;
  let line = 1;
  let startLine = 1;
  let at = text.startsWith('\uFEFF') ? 1 : 0;
  const endRow = (): void => {
    if (anything) rows.push({ line: startLine, cells: [...cells, cell] });
    cells = [];
    cell = '';
    anything = false;
    startLine = line;
  };
  while (at < text.length) {
    const character = text.charAt(at);
    const next = text.charAt(at + 1);
    at += 1;
    if (character === '\n') line += 1;
    if (quoted && character === '"' && next === '"') {
      cell += '"';
      at += 1;
    } else if (quoted && character === '"') {
      quoted = false;
    } else if (quoted) {
      cell += character;
    } else if (character === '"') {
      quoted = true;
      anything = true;
    } else if (character === ',') {
      cells.push(cell);
      cell = '';
      anything = true;
    } else if (character === '\r' && next === '\n') {
      continue;
    } else if (character === '\n') {
      endRow();
    } else {
      cell += character;
      anything = true;
    }
  }
  endRow();
  return rows;
}
