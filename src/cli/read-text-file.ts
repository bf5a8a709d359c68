import { closeSync, fstatSync, openSync, readFileSync, readSync } from 'node:fs';
import path from 'node:path';
import { AppError } from '../errors.js';
import { notUtf8, type ByteSource } from '../files/byte-source.js';

/**
 * Reads a file that a person named.
 * @throws AppError `file_unreadable` where it cannot be opened or is not UTF-8.
 */
export function readTextFile(file: string): string {
  const bytes = readBytes(file);
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch (error) {
    throw notUtf8(file, error);
  }
}

/** @throws AppError `file_unreadable`. */
export function readBytes(file: string): Uint8Array {
  try {
    return readFileSync(file);
  } catch (error) {
    throw unreadable(file, error);
  }
}

const CHUNK = 2 ** 20;

/**
 * A file that a person named, chunk by chunk; opened at once, so that one that is not there is said first.
 * @throws AppError `file_unreadable`.
 */
export function byteSource(file: string): ByteSource {
  try {
    const opened = openSync(file, 'r');
    // A folder can be opened; only reading it would say what it is.
    const stats = fstatSync(opened);
    if (stats.isDirectory()) throw Object.assign(new Error('EISDIR'), { code: 'EISDIR' });
    return { name: path.basename(file), path: file, size: stats.size, chunks: chunksOf(file, opened) };
  } catch (error) {
    throw unreadable(file, error);
  }
}

function* chunksOf(file: string, opened: number): Generator<Uint8Array> {
  const chunk = new Uint8Array(CHUNK);
  for (;;) {
    let size: number;
    try {
      size = readSync(opened, chunk);
    } catch (error) {
      throw unreadable(file, error);
    }
    if (size === 0) break;
    yield chunk.subarray(0, size);
  }
  closeSync(opened);
}

function unreadable(file: string, error: unknown): AppError {
  const { code = '' } = error as NodeJS.ErrnoException;
  const why = WHY[code] ?? String(error);
  return new AppError(
    'file_unreadable',
    `${file} cannot be read: ${why}.`,
    'Check the path and its permissions.',
    { cause: error },
  );
}

const WHY: Readonly<Record<string, string>> = {
  ENOENT: 'there is no such file',
  EISDIR: 'it is a folder',
  EACCES: 'you may not read it',
};
