/**
 * Who uses the embedded server: one file an attachment, so that a process that was killed leaves nothing that counts.
 * All of it happens under the lock.
 */
import { randomUUID } from 'node:crypto';
import { mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

import { identityOf, isRunning, type ProcessIdentity } from './process-identity.js';

/** Notes that this process uses the server. @returns the name of the attachment. */
export async function attach(folder: string): Promise<string> {
  await mkdir(folder, { recursive: true });
  const name = `${process.pid}-${randomUUID()}`;
  await writeFile(join(folder, name), JSON.stringify({ ...(await identityOf(process.pid)), folder }));
  return name;
}

/** Takes an attachment back. @returns how many are left of processes that live. */
export async function detach(folder: string, name: string): Promise<number> {
  await rm(join(folder, name), { force: true });
  let left = 0;
  for (const other of await readdir(folder)) {
    if (await isAlive(folder, other)) left += 1;
    else await rm(join(folder, other), { force: true });
  }
  return left;
}

async function isAlive(folder: string, name: string): Promise<boolean> {
  try {
    const noted = JSON.parse(await readFile(join(folder, name), 'utf8')) as ProcessIdentity & {
      folder: string;
    };
    // A copied home brings along the attachments of the original, which are none of its own.
    return noted.folder === folder && (await isRunning(noted));
  } catch {
    // Cut off by a crash of the machine: its process is gone with it.
    return false;
  }
}
