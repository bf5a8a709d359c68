/** Attaches to the embedded database of a home, says so, and leaves when its stdin ends. */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';

import { isAppError } from '../../../src/errors.js';
import { openEmbedded } from '../../../src/store/embedded/open-embedded.js';

const home = process.argv[2] ?? '';
try {
  const { connectionString, notices, close } = await openEmbedded({ home });
  const folder = await readFile(join(home, 'postgres', 'place'), 'utf8').catch(() => join(home, 'postgres'));
  const serverPid = Number.parseInt(await readFile(join(folder, 'data', 'postmaster.pid'), 'utf8'), 10);
  process.stdout.write(JSON.stringify({ connectionString, notices, serverPid }) + '\n');
  await text(process.stdin);
  await close();
} catch (error) {
  if (!isAppError(error)) throw error;
  process.stdout.write(JSON.stringify({ code: error.code, message: error.message, next: error.next }) + '\n');
}
