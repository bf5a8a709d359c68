/**
 * `portal.json` in PARTNERSHIP_HOME: where the portal of `npm start` is, for every other command.
 */
import { existsSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import * as z from 'zod';

const portalFile = z.object({ url: z.string(), accessToken: z.string(), pid: z.number() });
export type PortalFile = z.infer<typeof portalFile>;

const fileOf = (home: string): string => path.join(home, 'portal.json');

/** The portal of a running `npm start`; null where none runs. */
export function readPortalFile(home: string): PortalFile | null {
  const file = fileOf(home);
  if (!existsSync(file)) return null;
  try {
    const parsed = portalFile.safeParse(JSON.parse(readFileSync(file, 'utf8')));
    return parsed.success && isAlive(parsed.data.pid) ? parsed.data : null;
  } catch {
    // Half-written by a process that was killed: the portal it spoke of is gone too.
    return null;
  }
}

/** Tells other commands where the portal is; only the owner can read it, since it holds the token. */
export function writePortalFile(home: string, portal: PortalFile): void {
  const file = fileOf(home);
  writeFileSync(`${file}.new`, JSON.stringify(portal), { mode: 0o600 });
  renameSync(`${file}.new`, file);
}

export const removePortalFile = (home: string): void => rmSync(fileOf(home), { force: true });

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}
