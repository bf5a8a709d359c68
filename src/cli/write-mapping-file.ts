/** Writes a mapping file; what was there is kept beside it. */
import {
  copyFileSync,
  constants,
  existsSync,
  mkdirSync,
  readFileSync,
  renameSync,
  writeFileSync,
} from 'node:fs';
import path from 'node:path';
import { unwritable } from '../files/unwritable.js';

/**
 * Writes the text, and keeps what was there under a name of its own: "mapping.json" → "mapping.1.json".
 * @returns the copy; null where there was nothing, or just that.
 * @throws AppError `file_unwritable`.
 */
export function writeMappingFile(file: string, text: string): string | null {
  try {
    mkdirSync(path.dirname(file), { recursive: true });
    const copy = existsSync(file) && readFileSync(file, 'utf8') !== text ? keep(file) : null;
    writeFileSync(`${file}.new`, text);
    renameSync(`${file}.new`, file);
    return copy;
  } catch (error) {
    throw unwritable(file, error, 'Name another file with --out.');
  }
}

function keep(file: string): string {
  const { dir, name, ext } = path.parse(file);
  for (let nth = 1; ; nth += 1) {
    const copy = path.join(dir, `${name}.${nth}${ext}`);
    if (existsSync(copy)) continue;
    copyFileSync(file, copy, constants.COPYFILE_EXCL);
    return copy;
  }
}
