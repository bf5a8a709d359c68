import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { Encoding } from '../../src/domain/import-map.js';
import { isAppError } from '../../src/errors.js';
import { decodeText } from '../../src/files/decode-text.js';

const utf8 = (text: string) => Buffer.from(text, 'utf8');
const utf16 = (text: string) => Buffer.from(text, 'utf16le');
const bytes = (...values: number[]) => Uint8Array.from(values);

function refusal(data: Uint8Array, encoding: Encoding): string {
  try {
    decodeText(data, 'x.csv', encoding);
  } catch (error) {
    if (isAppError(error)) return `${error.code}: ${error.message} ${error.next}`;
    throw error;
  }
  return 'it was read';
}

it.each([
  ['utf-8', utf8('\uFEFFName\nMüller, 東京'), 'Name\nMüller, 東京'],
  ['utf-16le', utf16('\uFEFFName\nMüller €'), 'Name\nMüller €'],
  ['utf-16le', utf16('Name'), 'Name'],
  ['latin1', Buffer.from('Name\nMüller', 'latin1'), 'Name\nMüller'],
  ['windows-1252', bytes(0x80, 0x20, 0x4d, 0xfc, 0x93, 0x94), '€ Mü“”'],
  ['windows-1252', utf8('plain'), 'plain'],
  ['utf-8', bytes(), ''],
] as const)('reads %s', (encoding, data, text) => {
  expect(decodeText(data, 'x.csv', encoding)).toBe(text);
});

describe('a file in another encoding is refused, with line, byte, and what it looks like', () => {
  it.each([
    [
      'latin1 said to be utf-8',
      'utf-8',
      Buffer.from('Name\nMüller', 'latin1'),
      'line 2, byte 7',
      'windows-1252',
    ],
    ['utf-16 said to be utf-8', 'utf-8', utf16('\uFEFFName'), 'line 1, byte 1', 'utf-16le'],
    ['utf-16 without a mark said to be utf-8', 'utf-8', utf16('Name'), 'line 1, byte 2', 'utf-16le'],
    [
      'utf-8 cut in the middle of a letter',
      'utf-8',
      utf8('Name\nM\u00fc').subarray(0, 7),
      'line 2, byte 7',
      '',
    ],
    ['utf-8 said to be windows-1252', 'windows-1252', utf8('Name\r\nMüller'), 'line 2, byte 8', 'utf-8'],
    ['utf-8 with a mark said to be latin1', 'latin1', utf8('\uFEFFName'), 'line 1, byte 1', 'utf-8'],
    [
      'windows-1252 said to be latin1',
      'latin1',
      bytes(0x41, 0x0a, 0x80, 0xff),
      'line 2, byte 3',
      'windows-1252',
    ],
    ['a byte that windows-1252 has no letter for', 'windows-1252', bytes(0x41, 0x81, 0xff), 'byte 2', ''],
    ['utf-8 said to be utf-16', 'utf-16le', utf8('Name'), 'line 1, byte 2', 'utf-8'],
    ['utf-16 cut in half', 'utf-16le', utf16('Name').subarray(0, 7), 'byte 7', ''],
    ['utf-16be', 'utf-8', bytes(0xfe, 0xff, 0, 0x41), 'byte 1', ''],
    ['utf-16be without a mark', 'utf-8', utf16('Name').swap16(), 'as UTF-16BE has them', ''],
  ] as const)('%s', (_what, encoding, data, where, rather) => {
    const said = refusal(data, encoding);
    expect(said).toContain('file_malformed');
    expect(said).toContain(where);
    expect(said).toContain('Nothing was written.');
    if (rather !== '') expect(said).toContain(`"encoding": "${rather}"`);
  });

  it.each(['utf-8', 'latin1'] as const)(
    'or with a stray zero byte, which makes no other encoding of it: %s',
    (encoding) => {
      const said = refusal(utf8(`Name,Domain\nNul\0Corp,${'n'.repeat(40)}.example`), encoding);
      expect(said).toMatch(/line 2, byte 16 of the file is a zero byte, .* Take that byte out/);
      expect(said).not.toContain('utf-16');
    },
  );
});

it('reads back what was written in its encoding', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme' }), (text) => {
      fc.pre(!text.startsWith('\uFEFF') && !text.includes('\0'));
      expect(decodeText(utf8(text), 'x', 'utf-8')).toBe(text);
      expect(decodeText(utf16(`\uFEFF${text}`), 'x', 'utf-16le')).toBe(text);
    }),
  );
});
