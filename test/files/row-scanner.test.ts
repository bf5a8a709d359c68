/** The scanner of bytes beside the reader of texts. */
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { parseInstant } from '../../src/domain/calendar.js';
import { isAppError } from '../../src/errors.js';
import { Words } from '../../src/files/byte-values.js';
import { cellRoles, ROLE } from '../../src/files/cell-roles.js';
import { CsvSyntaxError, parseCsv, parseRecord } from '../../src/files/csv.js';
import { RowBlock } from '../../src/files/row-block.js';
import { RowScanner } from '../../src/files/row-scanner.js';
import { byteSource } from './byte-source.js';

const SLOTS = 9;
const WORDS = ['open', 'won', 'lost'];
const roles = cellRoles(['id', 'note', 'at', 'word', 'end', 'maybe'], {
  id: { role: ROLE.id, slot: 0 },
  at: { role: ROLE.instant, slot: 2 },
  word: { role: ROLE.word, slot: 3, words: new Words(WORDS) },
  end: { role: ROLE.instantIfAny, slot: 4 },
  maybe: { role: ROLE.wordIfAny, slot: 5, words: new Words(WORDS) },
});

interface Row {
  readonly line: number;
  readonly cells: readonly string[];
  /** What was read of the cells, where it was. */
  readonly read: readonly (string | number)[] | null;
}

const decoder = new TextDecoder('utf-8', { ignoreBOM: true });

function readOf(block: RowBlock, row: number): Row['read'] {
  if (block.isRead[row] === 0) return null;
  const value = (slot: number): number => block.values[slot * block.room + row]!;
  const id = value(0);
  const text = id >= 0 ? String(id) : decoder.decode(block.bytes.subarray(-1 - id, value(1)));
  return [text, value(2), value(3), value(4), value(5)];
}

function scan(
  text: string,
  chunkBytes: number,
  blockBytes: number,
  withRoles: boolean,
): readonly Row[] | string {
  try {
    const scanner = new RowScanner(byteSource('a.csv', text, chunkBytes), blockBytes);
    if (withRoles) scanner.read(roles);
    const block = new RowBlock(SLOTS, blockBytes);
    const rows: Row[] = [];
    while (scanner.fill(block)) {
      for (let row = 0; row < block.rows; row += 1) {
        const bytes = block.bytes.subarray(block.start[row], block.end[row]);
        const { cells } = parseRecord(decoder.decode(bytes), 0, block.line[row]!);
        rows.push({ line: block.line[row]!, cells, read: readOf(block, row) });
      }
    }
    expect(scanner.fill(block)).toBe(false);
    return rows;
  } catch (error) {
    if (isAppError(error)) return error.message;
    throw error;
  }
}

function parse(text: string): readonly Omit<Row, 'read'>[] | string {
  try {
    return [...parseCsv(text)];
  } catch (error) {
    if (error instanceof CsvSyntaxError) return `a.csv, line ${error.line}: ${error.message}.`;
    throw error;
  }
}

const piece = fc.constantFrom(
  '\n',
  '\r',
  '\r\n',
  ',',
  '"',
  '""',
  '"a\nb"',
  'x',
  '1',
  'é€😀',
  '\0',
  '\uFEFF',
  'a,b\n',
);
const text = fc.array(piece, { maxLength: 60 }).map((pieces) => pieces.join(''));
const chunk = fc.integer({ min: 1, max: 20 });
// A byte order mark must fit.
const block = fc.integer({ min: 3, max: 50 });

describe('rows of a file, block by block', () => {
  it('are those of its text, with their lines, however the file is cut', () => {
    fc.assert(
      fc.property(text, chunk, block, fc.boolean(), (one, chunkBytes, blockBytes, withRoles) => {
        const rows = scan(one, chunkBytes, blockBytes, withRoles);
        const bare = typeof rows === 'string' ? rows : rows.map(({ line, cells }) => ({ line, cells }));
        expect(bare).toEqual(parse(one));
      }),
      { numRuns: 1500 },
    );
  });

  const cell = {
    id: fc.constantFrom(
      '7',
      '007',
      '0',
      '00',
      '123456789',
      '1234567890',
      '999999999999999',
      '1234567890123456',
      'a-1',
      'ü',
      '',
      '"7"',
      '1 ',
    ),
    note: fc.constantFrom('', 'x', '5" tube', '"a,""b"""', 'é'),
    at: fc.constantFrom(
      '2026-01-02',
      '2026-02-29',
      '2024-02-29',
      '2026-01-02T03:04:05Z',
      '2026-01-02T03:04:05.678Z',
      '2026-01-02T03:04:05.678',
      '1969-12-31',
      '0000-01-01',
      '2026-01-02T24:00:00Z',
      '2026-13-01',
      '2026-00-10',
      '',
      'soon',
      '2026-01-02T03:04:05.67Z',
    ),
    word: fc.constantFrom(...WORDS, 'Won', '', 'lost '),
  };
  const line = fc
    .tuple(cell.id, cell.note, cell.at, cell.word, cell.at, cell.word)
    .map((cells) => cells.join(','));
  const lines = fc.array(fc.oneof({ arbitrary: line, weight: 8 }, { arbitrary: text, weight: 1 }), {
    maxLength: 12,
  });

  it('say of cells what their texts say, and only where they are all written in the usual way', () => {
    fc.assert(
      fc.property(
        lines,
        fc.constantFrom('\n', '\r\n', '\r'),
        chunk,
        block,
        (all, end, chunkBytes, blockBytes) => {
          const rows = scan(all.join(end), chunkBytes, blockBytes, true);
          if (typeof rows === 'string') return;
          for (const { cells, read } of rows) {
            if (read === null) continue;
            expect(cells).toHaveLength(6);
            const [id, , at, word, closed, maybe] = cells;
            expect(read.slice(0, 3)).toEqual([id, parseInstant(at!), WORDS.indexOf(word!)]);
            if (!Number.isNaN(read[3])) expect(read[3]).toBe(parseInstant(closed!));
            expect(read[4]).toBe(WORDS.indexOf(maybe!));
            expect(WORDS).toContain(word);
          }
        },
      ),
      { numRuns: 800 },
    );
  });

  it('are read where they are written in the usual way', () => {
    const rows = scan('7,x,2026-01-02,won,,\n8,,2026-01-02T03:04:05Z,open,2026-01-03,lost', 5, 16, true);
    const at = Date.UTC(2026, 0, 2);
    expect(typeof rows === 'string' ? rows : rows.map(({ read }) => read)).toEqual([
      ['7', at, 1, Number.NaN, -1],
      ['8', at + ((3 * 60 + 4) * 60 + 5) * 1000, 0, Date.UTC(2026, 0, 3), 2],
    ]);
  });
});
