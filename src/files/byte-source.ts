import { AppError } from '../errors.js';

/** A file as bytes, chunk by chunk, and the names by which messages call it. */
export interface ByteSource {
  readonly name: string;
  /** As the person wrote it. */
  readonly path: string;
  /** Upper bound of its bytes, if known; 0 otherwise. */
  readonly size: number;
  readonly chunks: Iterable<Uint8Array>;
}

/** A file that is not UTF-8. */
export const notUtf8 = (file: string, cause?: unknown): AppError =>
  new AppError(
    'file_unreadable',
    `${file} is not UTF-8 text.`,
    'Save it as UTF-8 (in a spreadsheet: “CSV UTF-8”) and run the command again.',
    { cause },
  );
