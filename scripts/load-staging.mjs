/** Compiles `src/staging/` on the fly, so that a build needs no build before it. */
import { mkdir, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

import { build } from 'esbuild';

export const ROOT = path.dirname(path.dirname(fileURLToPath(import.meta.url)));

/** @param {string} name of a file in `src/staging/`, without `.ts`. @returns its module. */
export const loadStaging = async (name) => {
  const { outputFiles } = await build({
    entryPoints: [path.join(ROOT, 'src/staging', `${name}.ts`)],
    bundle: true,
    packages: 'external',
    platform: 'node',
    format: 'esm',
    write: false,
    logLevel: 'silent',
  });
  // Inside the repository, so that its packages are found; one file a process, so that builds may run side by side.
  const file = path.join(ROOT, 'build', `.staging-${name}-${process.pid}.mjs`);
  await mkdir(path.dirname(file), { recursive: true });
  await writeFile(file, outputFiles[0].contents);
  try {
    return await import(pathToFileURL(file).href);
  } finally {
    await rm(file, { force: true });
  }
};
