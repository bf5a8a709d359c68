/** Bytes of a file in the encoding that somebody says it has; what does not fit is refused, never read as something else. */
import { isUtf8 } from 'node:buffer';
import type { Encoding } from '../domain/import-map.js';
import { AppError } from '../errors.js';

/** Bytes 80 to 9F of windows-1252; a dot where there is no character. */
const BYTES_80_TO_9F = '€.‚ƒ„…†‡ˆ‰Š‹Œ.Ž..‘’“”•–—˜™š›œ.žŸ';

/** Where a file is not what it is said to be, and what it is instead if that can be told. */
interface Misfit {
  /** From 0. */
  readonly offset: number;
  readonly what: string;
  readonly rather?: Encoding;
  /** What to do, where no other encoding would help. */
  readonly mend?: string;
}

/**
 * The text of a file; a byte order mark is not part of it.
 * @throws AppError `file_malformed`, naming line and byte, where the file is in another encoding.
 */
export function decodeText(bytes: Uint8Array, name: string, encoding: Encoding): string {
  const misfit = CHECKS[encoding](bytes);
  if (misfit !== null) throw notIn(bytes, name, encoding, misfit);
  return DECODERS[encoding](bytes).replace(/^\uFEFF/, '');
}

const startsWith = (bytes: Uint8Array, ...mark: readonly number[]): boolean =>
  mark.every((byte, place) => bytes[place] === byte);

/** A mark at the start that another encoding makes. */
function foreignMark(bytes: Uint8Array, own: Encoding): Misfit | null {
  if (startsWith(bytes, 0xef, 0xbb, 0xbf) && own !== 'utf-8')
    return { offset: 0, what: 'the mark of UTF-8', rather: 'utf-8' };
  if (startsWith(bytes, 0xff, 0xfe) && own !== 'utf-16le')
    return { offset: 0, what: 'the mark of UTF-16LE', rather: 'utf-16le' };
  return startsWith(bytes, 0xfe, 0xff) ? { offset: 0, what: `the mark of UTF-16BE, ${UTF_16BE}` } : null;
}

const UTF_16BE = 'which is not read here: save the file as UTF-8';

/** Every other byte of western text in UTF-16 is zero: the first of each pair, or the second. */
function zeroByteAt(bytes: Uint8Array, offset: number): Misfit {
  const isZero = bytes.subarray(0, WIDE_SAMPLE).filter((byte) => byte === 0).length;
  const isWide = isZero * 4 >= Math.min(bytes.length, WIDE_SAMPLE);
  if (!isWide) return { offset, what: 'a zero byte, which is no character of text', mend: TAKE_ZERO_OUT };
  return offset % 2 === 0
    ? { offset, what: `a zero byte, as UTF-16BE has them, ${UTF_16BE}` }
    : { offset, what: 'a zero byte', rather: 'utf-16le' };
}

const WIDE_SAMPLE = 4_096;
const TAKE_ZERO_OUT = 'Take that byte out of the file, or export it anew.';

const CHECKS: Readonly<Record<Encoding, (bytes: Uint8Array) => Misfit | null>> = {
  'utf-8': (bytes) => foreignMark(bytes, 'utf-8') ?? notUtf8At(bytes),
  'utf-16le': (bytes) => foreignMark(bytes, 'utf-16le') ?? notUtf16At(bytes),
  'windows-1252': (bytes) => notSingleBytes(bytes, 'windows-1252'),
  latin1: (bytes) => notSingleBytes(bytes, 'latin1'),
};

function notUtf8At(bytes: Uint8Array): Misfit | null {
  const zero = bytes.indexOf(0);
  if (zero !== -1) return zeroByteAt(bytes, zero);
  if (isUtf8(bytes)) return null;
  // The longest beginning that is UTF-8 ends before the byte that is not.
  let [good, bad] = [0, bytes.length];
  while (bad - good > 1) {
    const middle = (good + bad) >> 1;
    if (isUtf8(wholeCharacters(bytes.subarray(0, middle)))) good = middle;
    else bad = middle;
  }
  const offset = wholeCharacters(bytes.subarray(0, good)).length;
  return { offset, what: `the byte ${hex(bytes[offset])}`, rather: 'windows-1252' };
}

/** Without a character at the end that is cut. */
function wholeCharacters(bytes: Uint8Array): Uint8Array {
  for (let back = 1; back <= Math.min(3, bytes.length); back += 1) {
    const byte = bytes[bytes.length - back] ?? 0;
    if (byte < 0x80) return bytes;
    if (byte >= 0xc0) {
      const length = byte >= 0xf0 ? 4 : byte >= 0xe0 ? 3 : 2;
      return length > back ? bytes.subarray(0, bytes.length - back) : bytes;
    }
  }
  return bytes;
}

function notUtf16At(bytes: Uint8Array): Misfit | null {
  if (bytes.length % 2 === 1) return { offset: bytes.length - 1, what: 'half a character at the end' };
  if (bytes.length > 0 && !startsWith(bytes, 0xff, 0xfe) && !bytes.includes(0))
    return { offset: 1, what: `the byte ${hex(bytes[1])}, and no zero byte anywhere`, rather: 'utf-8' };
  const text = DECODERS['utf-16le'](bytes);
  const half = text.search(/[\ud800-\udfff]/u);
  return half === -1 ? null : { offset: half * 2, what: 'half of a pair' };
}

function notSingleBytes(bytes: Uint8Array, encoding: 'windows-1252' | 'latin1'): Misfit | null {
  const mark = foreignMark(bytes, encoding);
  if (mark !== null) return mark;
  const zero = bytes.indexOf(0);
  if (zero !== -1) return zeroByteAt(bytes, zero);
  const first = bytes.findIndex((byte) => byte >= 0x80);
  // Letters beyond ASCII that are UTF-8 by chance, all of them, do not happen.
  if (first !== -1 && isUtf8(bytes))
    return { offset: first, what: `the byte ${hex(bytes[first])}, a letter of UTF-8`, rather: 'utf-8' };
  const none = bytes.findIndex(
    (byte) => byte >= 0x80 && byte <= 0x9f && (encoding === 'latin1' || isHole(byte)),
  );
  if (none === -1) return null;
  const what = `the byte ${hex(bytes[none])}, which is no character`;
  return encoding === 'latin1' ? { offset: none, what, rather: 'windows-1252' } : { offset: none, what };
}

const isHole = (byte: number): boolean => BYTES_80_TO_9F[byte - 0x80] === '.';

const hex = (byte: number | undefined): string => (byte ?? 0).toString(16).toUpperCase().padStart(2, '0');

const latin1 = (bytes: Uint8Array): string => Buffer.from(bytes).toString('latin1');

const DECODERS: Readonly<Record<Encoding, (bytes: Uint8Array) => string>> = {
  'utf-8': (bytes) => Buffer.from(bytes).toString('utf8'),
  'utf-16le': (bytes) => Buffer.from(bytes).toString('utf16le'),
  latin1,
  'windows-1252': (bytes) =>
    latin1(bytes).replace(
      /[\u0080-\u009f]/g,
      (letter) => BYTES_80_TO_9F[letter.charCodeAt(0) - 0x80] ?? letter,
    ),
};

function notIn(bytes: Uint8Array, name: string, encoding: Encoding, misfit: Misfit): AppError {
  const { offset, what, rather, mend } = misfit;
  const line = DECODERS.latin1(bytes.subarray(0, offset)).split(/\r\n|\r|\n/).length;
  return new AppError(
    'file_malformed',
    `${name} is not ${encoding}: line ${line}, byte ${offset + 1} of the file is ${what}. Nothing was written.`,
    rather === undefined
      ? (mend ??
          'Say in the import map which "encoding" the file has, or save the file in the one that it says.')
      : `It looks like ${rather}: write "encoding": "${rather}" in the import map, or save the file as ${encoding}.`,
  );
}
