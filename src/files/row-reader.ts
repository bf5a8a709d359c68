import { checkHeader, CsvRow, type CsvHeader } from './csv-table.js';
import { isUtf8 } from 'node:buffer';
import { ByteRecords, notUtf8, type ByteSource } from './byte-records.js';
import type { Rejection } from './rejection.js';

/** The columns that a file must and may have. */
export interface FileColumns {
  readonly required: readonly string[];
  readonly optional: readonly string[];
}

/** A file with a header, row by row: the fast reader first, the one of strings where that gives up. */
export class RowReader {
  readonly records: ByteRecords;
  readonly header: CsvHeader;
  readonly rejected: Rejection[] = [];

  /** @throws AppError `column_missing` or `file_malformed`. */
  constructor(source: ByteSource, { required, optional }: FileColumns) {
    this.records = new ByteRecords(source);
    const columns = this.records.next() ? this.records.text().cells : [];
    this.header = { name: source.name, columns };
    checkHeader(this.header, required, optional);
  }

  /** The place of a column's cell; −1 where the file does not have it. */
  place(column: string): number {
    return this.header.columns.indexOf(column);
  }

  /**
   * Reads every row.
   * @param fast takes the record at hand; false where it is not sure of it, before it has kept anything of it.
   * @param slow reads a row as strings, notes what is bad about it, and keeps it if nothing is.
   */
  read(fast: () => boolean, slow: (row: CsvRow) => void): void {
    const { records, header } = this;
    const width = header.columns.length;
    while (records.next()) {
      if (!records.isQuoted && records.cells === width && fast()) continue;
      const row = new CsvRow(header, records.text());
      slow(row);
      this.rejected.push(...row.rejections());
    }
  }
}

/** A file as one text, with the same refusals. */
export function wholeText(source: ByteSource): string {
  const chunks: Uint8Array[] = [];
  // Copied one by one: a source may write over its last chunk.
  for (const chunk of source.chunks) chunks.push(Uint8Array.from(chunk));
  const bytes = Buffer.concat(chunks);
  if (!isUtf8(bytes)) throw notUtf8(source.path);
  return new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes);
}
