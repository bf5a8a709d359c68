/** Exports of an uninstall in tests: where they go, and what is read back. */
import { readFile } from 'node:fs/promises';
import { isAppError } from '../../src/errors.js';
import type { ExportFolder } from '../../src/files/export-folder.js';

/** The records of a file of JSON lines. */
export const rows = async (file: string): Promise<readonly Record<string, string | null>[]> =>
  (await readFile(file, 'utf8'))
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as Record<string, string | null>);

/** A sink that parts of can be replaced. */
export const bound = (sink: ExportFolder) => ({
  values: sink.values.bind(sink),
  tags: sink.tags.bind(sink),
  records: sink.records.bind(sink),
});

/** Opens an export that is whole once it is asked to finish. */
export const intoFolder = (folder: ExportFolder) => () =>
  Promise.resolve({ ...bound(folder), finish: () => folder.finish({}) });

/** The code of a refusal. @throws Error where it was not refused. */
export async function codeOf(work: Promise<unknown>): Promise<string> {
  try {
    await work;
  } catch (error) {
    if (isAppError(error)) return error.code;
    throw error;
  }
  throw new Error('it was not refused');
}
