import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { CsvSyntaxError, parseCsv } from '../../src/files/csv.js';

const read = (text: string) => [...parseCsv(text)].map(({ line, cells }) => [line, ...cells]);

describe('records and the lines that they start on', () => {
  it.each<[string, string, (number | string)[][]]>([
    ['nothing', '', []],
    ['a byte order mark alone', '\uFEFF', []],
    [
      'LF',
      'a,b\n1,2\n',
      [
        [1, 'a', 'b'],
        [2, '1', '2'],
      ],
    ],
    [
      'CRLF',
      'a,b\r\n1,2\r\n',
      [
        [1, 'a', 'b'],
        [2, '1', '2'],
      ],
    ],
    [
      'CR',
      'a,b\r1,2\r',
      [
        [1, 'a', 'b'],
        [2, '1', '2'],
      ],
    ],
    [
      'all three in one file',
      'a\n1\r\n2\r3',
      [
        [1, 'a'],
        [2, '1'],
        [3, '2'],
        [4, '3'],
      ],
    ],
    [
      'no line end at the end',
      'a,b\n1,2',
      [
        [1, 'a', 'b'],
        [2, '1', '2'],
      ],
    ],
    ['a byte order mark before the header', '\uFEFFa,b', [[1, 'a', 'b']]],
    ['a byte order mark before a quote', '\uFEFF"a",b', [[1, 'a', 'b']]],
    ['a byte order mark elsewhere is text', 'a\uFEFF', [[1, 'a\uFEFF']]],
    ['empty cells', ',a,,\n', [[1, '', 'a', '', '']]],
    ['a comma at the end', 'a,', [[1, 'a', '']]],
    ['spaces belong to cells', ' a , "b" ', [[1, ' a ', ' "b" ']]],
    ['a quote inside a plain cell', 'a"b,c', [[1, 'a"b', 'c']]],
    ['quoted cells', '"a","b"', [[1, 'a', 'b']]],
    ['a comma in quotes', '"a,b",c', [[1, 'a,b', 'c']]],
    ['doubled quotes', '"a ""b"" c",""""', [[1, 'a "b" c', '"']]],
    ['an empty quoted cell', '"",a', [[1, '', 'a']]],
    [
      'newlines in quotes: the next record starts behind them',
      '"a\nb",1\n2,3',
      [
        [1, 'a\nb', '1'],
        [3, '2', '3'],
      ],
    ],
    [
      'CRLF in quotes is one line',
      '"a\r\nb",1\r\n2,3',
      [
        [1, 'a\r\nb', '1'],
        [3, '2', '3'],
      ],
    ],
    [
      'CR in quotes is one line',
      '"a\rb\rc",1\n2,3',
      [
        [1, 'a\rb\rc', '1'],
        [4, '2', '3'],
      ],
    ],
    [
      'newlines in several cells of a record',
      'h,h\n"a\n\nb","c\nd"\ne,f',
      [
        [1, 'h', 'h'],
        [2, 'a\n\nb', 'c\nd'],
        [6, 'e', 'f'],
      ],
    ],
    [
      'empty lines are passed over, and counted',
      'a\n\n\r\n1',
      [
        [1, 'a'],
        [4, '1'],
      ],
    ],
    ['semicolons separate nothing', 'a;b', [[1, 'a;b']]],
  ])('%s', (_name, text, records) => expect(read(text)).toEqual(records));

  it.each<[string, string, number]>([
    ['a quote that is never closed', 'a\n"b\nc\n', 2],
    ['a quote that is opened in the last cell', 'a\n1,"', 2],
    ['doubled quotes that close nothing', '"a""', 1],
    ['a quote that is opened behind newlines of its record', 'h\n"a\nb","c', 3],
    ['text behind a closing quote', 'a\n"b"c', 2],
    ['text behind a closing quote, lines below where it opened', 'a\n"b\n\n"c', 4],
    ['a space behind a closing quote', '"a" ,b', 1],
  ])('refuses %s', (_name, text, line) => {
    const lineOf = (): number | null => {
      try {
        read(text);
      } catch (error) {
        if (error instanceof CsvSyntaxError) return error.line;
      }
      return null;
    };
    expect(lineOf()).toBe(line);
  });

  it('gives what stands before a bad line, one by one', () => {
    const records = parseCsv('a\n1\n"');
    expect(records.next().value).toEqual({ line: 1, cells: ['a'] });
    expect(records.next().value).toEqual({ line: 2, cells: ['1'] });
    expect(() => records.next()).toThrow(CsvSyntaxError);
  });

  it('law: what is quoted is read back, with the line of every record', () => {
    const cell = fc.string({ unit: fc.constantFrom('a', '"', ',', '\n', '\r', 'é', ' '), maxLength: 6 });
    const rows = fc.array(fc.array(cell, { minLength: 2, maxLength: 4 }), { maxLength: 5 });
    const lineEnd = fc.constantFrom('\n', '\r\n');
    fc.assert(
      fc.property(rows, lineEnd, (all, end) => {
        const quoted = all.map((cells) => cells.map((one) => `"${one.replaceAll('"', '""')}"`).join(','));
        const records = [...parseCsv(quoted.join(end))];
        expect(records.map(({ cells }) => cells)).toEqual(all);
        const linesBefore = (index: number): number =>
          quoted
            .slice(0, index)
            .join(end)
            .concat(index === 0 ? '' : end)
            .match(/\r\n|\r|\n/g)?.length ?? 0;
        expect(records.map(({ line }) => line)).toEqual(all.map((_, index) => 1 + linesBefore(index)));
      }),
      { numRuns: 300 },
    );
  });
});
