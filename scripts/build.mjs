/** `npm run build`, also run by `npm install` (prepare): dist/cli.js and what the record pages need. */
import { chmod, readFile } from 'node:fs/promises';
import { build } from 'esbuild';
import { buildRecordPage } from './build-record-page.mjs';

const { version } = JSON.parse(await readFile(new URL('../package.json', import.meta.url), 'utf8'));

await build({
  absWorkingDir: new URL('..', import.meta.url).pathname,
  // The second is a thread of its own, started by its path.
  entryPoints: { cli: 'src/cli.ts', 'attribute-worker': 'src/cli/attribute-worker.ts' },
  outdir: 'dist',
  bundle: true,
  splitting: true,
  format: 'esm',
  platform: 'node',
  target: 'node20.19',
  packages: 'external',
  sourcemap: true,
  define: { __VERSION__: JSON.stringify(version) },
  logLevel: 'warning',
});

await chmod(new URL('../dist/cli.js', import.meta.url), 0o755);
await buildRecordPage();
