/** The mapping that is compiled into the functions. */
import { readFile } from 'node:fs/promises';
import path from 'node:path';

import { AppError } from '../errors.js';
import { parseMapping, writeMapping } from '../files/mapping-file.js';

/**
 * The text of the environment's mapping file; null where none is named.
 * @throws AppError `file_unreadable` or `mapping_invalid`: no function is built that refuses every card.
 */
export const readMappingText = async (file: string | undefined): Promise<string | null> => {
  if (file === undefined || file === '') return null;
  const text = await readFile(file, 'utf8').catch((cause: unknown) => {
    throw new AppError(
      'file_unreadable',
      `The mapping file ${file} cannot be read.`,
      'Check PARTNERSHIP_MAPPING, or unset it: functions then follow the mapping that setup has saved in the portal.',
      { cause },
    );
  });
  return JSON.stringify(JSON.parse(writeMapping(parseMapping(text, path.basename(file)))));
};
