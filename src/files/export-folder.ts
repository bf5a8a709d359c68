/** `partnership uninstall --export DIR`: every value of ours by record and every label of ours by deal, page by page. */
import { closeSync, existsSync, openSync, readdirSync, readFileSync, statSync, writeSync } from 'node:fs';
import { mkdir, rename, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { stringify } from 'csv-stringify/sync';
import { AppError } from '../errors.js';
import type { SchemaItem } from '../operations/crm-port.js';
import type { ExportSink, OurRecord, OurTag, OurValues } from '../operations/uninstall-port.js';
import { folderUnwritable } from './unwritable.js';

type Row = Readonly<Record<string, unknown>>;

/** Written last: a folder without it holds no whole export. */
const MANIFEST = 'export.json';
const PARTIAL = '.partial';

/** What stands beside the values: whose they are, and of when. */
export interface ExportHead {
  readonly portalId: string;
  /** ISO 8601. */
  readonly exportedAt: string;
}

/**
 * A folder with deals, companies, tags and the records of our objects: each as CSV for people, where cells that a
 * spreadsheet would run as formulas are neutralised, and as JSON lines, where every value is as it was. The files have
 * other names until all of them are whole; `export.json` comes last.
 */
export class ExportFolder implements ExportSink {
  readonly folder: string;
  readonly #head: ExportHead;
  readonly #columns: Readonly<Record<string, readonly string[]>>;
  readonly #files = new Map<string, number>();

  private constructor(
    folder: string,
    head: ExportHead,
    columns: Readonly<Record<string, readonly string[]>>,
  ) {
    this.folder = folder;
    this.#head = head;
    this.#columns = columns;
    for (const [name, own] of Object.entries(columns)) this.#begin(name, own);
  }

  /**
   * Opens a folder; one that holds a whole export of the same portal keeps it, and this one goes into `rest-1` beneath
   * it: a removal that was stopped has less to export when it goes on.
   * @param columns of each table, by its name.
   * @throws AppError `file_unwritable`; `export_folder_taken` where it holds something else.
   */
  static async open(
    folder: string,
    head: ExportHead,
    columns: Readonly<Record<string, readonly string[]>>,
  ): Promise<ExportFolder> {
    const free = freeFolder(path.resolve(folder), head.portalId);
    try {
      await mkdir(free, { recursive: !existsSync(path.dirname(free)) });
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST' || !statSync(free).isDirectory())
        throw folderUnwritable(folder, error);
    }
    try {
      return new ExportFolder(free, head, columns);
    } catch (error) {
      throw folderUnwritable(folder, error);
    }
  }

  values(objectType: 'deals' | 'companies' | 'contacts', records: readonly OurValues[]): void {
    this.#write(
      objectType,
      records.map(({ id, name, values }) => ({ id, name, ...values })),
    );
  }

  tags(tags: readonly OurTag[]): void {
    this.#write(
      'tags',
      tags.map((tag) => ({
        deal_id: tag.dealId,
        deal_name: tag.dealName,
        company_id: tag.companyId,
        company_name: tag.companyName,
        label: tag.label,
        role: tag.role,
        motion: tag.motion,
        state: tag.state,
      })),
    );
  }

  records({ name }: SchemaItem, records: readonly OurRecord[]): void {
    this.#write(
      name,
      records.map(({ id, values, associated }) => ({
        id,
        ...values,
        deal_ids: (associated.deals ?? []).join(';'),
        company_ids: (associated.companies ?? []).join(';'),
      })),
    );
  }

  /**
   * Gives the files their names; `export.json` says what is in them.
   * @throws AppError `file_unwritable`.
   */
  async finish(content: Row): Promise<void> {
    try {
      await this.#finish(content);
    } catch (error) {
      throw folderUnwritable(this.folder, error);
    }
  }

  async #finish(content: Row): Promise<void> {
    for (const file of this.#files.values()) closeSync(file);
    for (const name of this.#files.keys()) {
      const file = path.join(this.folder, name);
      await rename(file + PARTIAL, file);
    }
    const manifest = { format: 'partnership-export', version: 1, ...this.#head, ...content };
    await writeFile(path.join(this.folder, MANIFEST), `${JSON.stringify(manifest, null, 2)}\n`);
  }

  #begin(name: string, columns: readonly string[]): void {
    for (const file of [`${name}.csv`, `${name}.ndjson`])
      this.#files.set(file, openSync(path.join(this.folder, file + PARTIAL), 'w'));
    this.#append(`${name}.csv`, csv([columns]));
  }

  #write(name: string, rows: readonly Row[]): void {
    if (rows.length === 0) return;
    const columns = this.#columns[name] ?? [];
    this.#append(`${name}.csv`, csv(rows.map((row) => columns.map((column) => row[column] ?? ''))));
    this.#append(`${name}.ndjson`, rows.map((row) => `${JSON.stringify(row)}\n`).join(''));
  }

  #append(file: string, text: string): void {
    const descriptor = this.#files.get(file);
    if (descriptor === undefined) throw new Error(`no table ${file} was opened`);
    const bytes = Buffer.from(text);
    for (let at = 0; at < bytes.length;) at += writeSync(descriptor, bytes, at);
  }
}

const csv = (rows: readonly (readonly unknown[])[]): string =>
  stringify(
    rows.map((row) => [...row]),
    { escape_formulas: true },
  );

/** Columns of each table of an export. */
export function exportColumns(items: readonly SchemaItem[], objects: ObjectColumns): Tables {
  const ours = (type: string): readonly string[] =>
    items
      .filter(({ kind, objectType }) => kind === 'property' && objectType === type)
      .map(({ name }) => name);
  const objectTables = items
    .filter(({ kind }) => kind === 'object')
    .map(({ name }): [string, readonly string[]] => [
      name,
      ['id', ...(objects[name] ?? []), 'deal_ids', 'company_ids'],
    ]);
  return {
    deals: ['id', 'name', ...ours('deals')],
    companies: ['id', 'name', ...ours('companies')],
    contacts: ['id', 'name', ...ours('contacts')],
    tags: [
      ...['deal_id', 'deal_name', 'company_id', 'company_name'],
      ...['label', 'role', 'motion', 'state'],
    ],
    ...Object.fromEntries(objectTables),
  };
}
type Tables = Readonly<Record<string, readonly string[]>>;
/** Properties of our objects, by the object's name. */
export type ObjectColumns = Tables;

/** The folder itself, or the next one beneath it where it holds an export of this portal already. */
function freeFolder(folder: string, portalId: string): string {
  for (let rest = 0; ; rest += 1) {
    const one = rest === 0 ? folder : path.join(folder, `rest-${rest}`);
    if (!existsSync(one) || !statSync(one).isDirectory()) return one;
    const names = readdirSync(one);
    if (names.every((name) => name.endsWith(PARTIAL))) return one;
    if (!names.includes(MANIFEST)) throw taken(one, 'it holds other files');
    const owner = ownerOf(path.join(one, MANIFEST));
    if (owner !== portalId)
      throw taken(
        one,
        owner === null ? 'its export.json is none of ours' : `it holds the export of portal ${owner}`,
      );
  }
}

function ownerOf(file: string): string | null {
  try {
    const read = JSON.parse(readFileSync(file, 'utf8')) as { format?: unknown; portalId?: unknown };
    return read.format === 'partnership-export' && typeof read.portalId === 'string' ? read.portalId : null;
  } catch {
    return null;
  }
}

const taken = (folder: string, why: string): AppError =>
  new AppError(
    'export_folder_taken',
    `Nothing was exported into ${folder}, and nothing removed: ${why}.`,
    'Name a folder that is new or empty.',
  );
