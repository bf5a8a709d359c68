/**
 * `portal.json` in PARTNERSHIP_HOME: where the portal of `npm start` is, for every other command.
 */
import { existsSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import * as z from 'zod';
import { identityOf, isRunning } from '../store/embedded/process-identity.js';

const portalFile = z.object({ url: z.string(), accessToken: z.string(), pid: z.number(), begun: z.string() });
type PortalFile = z.infer<typeof portalFile>;

const fileOf = (home: string): string => path.join(home, 'portal.json');

/** The portal of a running `npm start`; null where none runs. */
export async function readPortalFile(home: string): Promise<PortalFile | null> {
  const file = fileOf(home);
  if (!existsSync(file)) return null;
  const parsed = portalFile.safeParse(parseOrNull(readFileSync(file, 'utf8')));
  return parsed.success && (await isRunning(parsed.data)) ? parsed.data : null;
}

// Damaged by a full disk, say: then no portal can be told from it.
function parseOrNull(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

/** Tells other commands where this process's portal is; only the owner can read it, since it holds the token. */
export async function writePortalFile(home: string, url: string, accessToken: string): Promise<void> {
  const file = fileOf(home);
  const identity = (await identityOf(process.pid)) ?? { pid: process.pid, begun: '' };
  writeFileSync(`${file}.new`, JSON.stringify({ url, accessToken, ...identity }), { mode: 0o600 });
  renameSync(`${file}.new`, file);
}

export const removePortalFile = (home: string): void => rmSync(fileOf(home), { force: true });
