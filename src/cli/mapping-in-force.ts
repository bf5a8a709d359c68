/** Which mapping a command works with: ops' own file, else what setup has saved in the portal, else the defaults. */
import { existsSync } from 'node:fs';
import path from 'node:path';
import type { Config } from '../config.js';
import type { Mapping } from '../domain/mapping.js';
import { mappingLine, parseMapping, writeMapping } from '../files/mapping-file.js';
import type { MappingInForce } from '../operations/in-force.js';
import { readTextFile } from './read-text-file.js';

/** What messages call the mapping that setup has saved. */
export const SAVED_MAPPING = 'saved in the portal';

/** A mapping in a file of ops. */
export interface FiledMapping {
  readonly mapping: Mapping;
  /** As the setting names it, or in PARTNERSHIP_HOME. */
  readonly file: string;
  readonly text: string;
}

/**
 * The mapping of `PARTNERSHIP_MAPPING`, else of `mapping.json` in PARTNERSHIP_HOME; null where there is neither. Read
 * before anything is started, so that a mapping that does not hold is said at once.
 * @throws AppError `file_unreadable`, `mapping_invalid`.
 */
export function filedMapping({ mappingFile, home }: Config): FiledMapping | null {
  const file = mappingFile ?? path.join(home, 'mapping.json');
  if (mappingFile === null && !existsSync(file)) return null;
  const text = readTextFile(file);
  return { mapping: parseMapping(text, path.basename(file)), file, text };
}

/** The mapping that a command works with, and where it stands. */
export interface MappingHeld extends MappingInForce {
  /** Null where it is in no file. */
  readonly filed: FiledMapping | null;
}

/** The line of the mapping's file that a path is on, to name what to change; null where it is in no file. */
export const lineIn = ({ filed }: MappingHeld, at: readonly (string | number)[]): number | null =>
  filed === null ? null : mappingLine(filed.text, at);

/** For headers: "mapping acme-1 (mapping.json)"; empty for the built-in one. */
export function mappingWords({ mapping, from, filed }: MappingHeld): string {
  if (from === 'default') return '';
  return `mapping ${mapping.version} (${filed === null ? SAVED_MAPPING : path.basename(filed.file)})`;
}

/** The text of the mapping file that holds, for functions, which parse it anew; null where no file does. */
export function filedMappingText(config: Config): string | null {
  const filed = filedMapping(config);
  return filed === null ? null : writeMapping(filed.mapping);
}
