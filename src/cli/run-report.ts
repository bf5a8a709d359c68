/** The report of a run: its summary as JSON, and every record that HubSpot refused, in the home's folder of runs. */
import { createWriteStream } from 'node:fs';
import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { stringify } from 'csv-stringify';
import { portalId, runId, type PortalId, type RunId } from '../domain/ids.js';
import { folderUnwritable } from '../files/unwritable.js';
import type { Store } from '../operations/ports.js';

/**
 * Writes the report of a run that has ended.
 * @param summary as `--json` prints it; it names its run and portal.
 * @returns the folder of the report.
 * @throws AppError `file_unwritable`; what the run did stands.
 */
export async function writeRunReport(
  home: string,
  store: Store,
  summary: Readonly<Record<string, unknown>>,
  kind: 'sync' | 'undo',
): Promise<string> {
  const id = String(summary['runId']);
  const day = String(summary['asOf']).slice(0, 10);
  const folder = path.join(home, 'runs', `${day}-${kind}-${id.slice(0, 8)}`);
  const refused = refusedRows(store, portalId(String(summary['portalId'])), runId(id));
  try {
    await mkdir(folder, { recursive: true });
    await writeFile(path.join(folder, 'report.json'), `${JSON.stringify(summary, null, 2)}\n`);
    const columns = ['object_type', 'record_id', 'reason', 'attempts'];
    const csv = stringify({ header: true, columns, escape_formulas: true });
    await pipeline(Readable.from(refused), csv, createWriteStream(path.join(folder, 'refused.csv')));
  } catch (error) {
    throw folderUnwritable(folder, error);
  }
  return folder;
}

const PAGE = 2_000;

async function* refusedRows(
  store: Store,
  portal: PortalId,
  run: RunId,
): AsyncGenerator<readonly (string | number)[]> {
  for (let after = 0; ;) {
    const page = await store.outbox(portal, run, { states: ['failed'], after, limit: PAGE });
    const last = page.at(-1);
    if (last === undefined) return;
    for (const { objectType, recordId, reason, attempts } of page) {
      yield [objectType, recordId, reason ?? '', attempts];
    }
    after = last.place;
  }
}
