import { isUtf8 } from 'node:buffer';
import { notUtf8, type ByteSource } from './byte-source.js';
import { cellRoles, type ReadColumn } from './cell-roles.js';
import { checkHeader, CsvRow, type CsvHeader } from './csv-table.js';
import { parseRecord } from './csv.js';
import { BLOCK_BYTES, RowBlock, type RowColumns } from './row-block.js';
import { RowScanner } from './row-scanner.js';

/** How a file is read. */
export interface FileLayout {
  /** The columns that it must and may have. */
  readonly file: { readonly required: readonly string[]; readonly optional: readonly string[] };
  /** What the scanner reads of each row; everything else is left to the readers of strings. */
  readonly columns: Readonly<Record<string, ReadColumn>>;
  readonly slots: number;
}

/** Takes the rows of a file, block by block. */
export interface RowTaker {
  take(block: RowColumns): void;
}

/** A file with a header. */
export class RowReader {
  readonly header: CsvHeader;
  readonly #scanner: RowScanner;
  readonly #slots: number;
  readonly #blockBytes: number;

  /**
   * @param blockBytes how many bytes are read at a time.
   * @throws AppError `column_missing` or `file_malformed`.
   */
  constructor(source: ByteSource, { file, columns, slots }: FileLayout, blockBytes = BLOCK_BYTES) {
    this.#scanner = new RowScanner(source, blockBytes);
    this.#slots = slots;
    this.#blockBytes = blockBytes;
    this.header = { name: source.name, columns: this.#scanner.header() };
    checkHeader(this.header, file.required, file.optional);
    this.#scanner.read(cellRoles(this.header.columns, columns));
  }

  /** A block that fits the file. */
  newBlock(): RowBlock {
    return new RowBlock(this.#slots, this.#blockBytes);
  }

  /** Fills a block with the next rows. @returns false where there are no more. */
  fill(block: RowBlock): boolean {
    return this.#scanner.fill(block);
  }

  /** Hands all rows over. */
  read<T extends RowTaker>(taker: T): T {
    const block = this.newBlock();
    while (this.fill(block)) taker.take(block);
    return taker;
  }
}

const decoder = new TextDecoder('utf-8', { ignoreBOM: true });

/** A row of a block as strings. */
export function csvRowOf(header: CsvHeader, block: RowColumns, row: number): CsvRow {
  const line = block.line[row]!;
  const text = decoder.decode(block.bytes.subarray(block.start[row], block.end[row]));
  return new CsvRow(header, { line, cells: parseRecord(text, 0, line).cells });
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
