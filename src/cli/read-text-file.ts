import { readFileSync } from 'node:fs';
import { AppError } from '../errors.js';

/**
 * Reads a file that a person named.
 * @throws AppError `file_unreadable` where it cannot be opened or is not UTF-8.
 */
export function readTextFile(file: string): string {
  const bytes = readBytes(file);
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch (error) {
    throw new AppError(
      'file_unreadable',
      `${file} is not UTF-8 text.`,
      'Save it as UTF-8 (in a spreadsheet: “CSV UTF-8”) and run the command again.',
      { cause: error },
    );
  }
}

function readBytes(file: string): Uint8Array {
  try {
    return readFileSync(file);
  } catch (error) {
    const { code = '' } = error as NodeJS.ErrnoException;
    const why = WHY[code] ?? String(error);
    throw new AppError(
      'file_unreadable',
      `${file} cannot be read: ${why}.`,
      'Check the path and its permissions.',
      {
        cause: error,
      },
    );
  }
}

const WHY: Readonly<Record<string, string>> = {
  ENOENT: 'there is no such file',
  EISDIR: 'it is a folder',
  EACCES: 'you may not read it',
};
