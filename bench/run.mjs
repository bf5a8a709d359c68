/**
 * `npm run bench -- NAME [--option value]…`: installs the benchmarks' packages when they are missing, compiles
 * bench/NAME.ts, runs it, prints its table and writes bench/results/NAME.json.
 */
import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import path from 'node:path';
import { build } from 'esbuild';

const BENCH = path.dirname(fileURLToPath(import.meta.url));
const NAMES = readdirSync(BENCH)
  .filter((file) => file.endsWith('.bench.ts'))
  .map((file) => file.slice(0, -'.bench.ts'.length));

const [name, ...options] = process.argv.slice(2);
if (name === undefined || !NAMES.includes(name)) {
  process.stderr.write(`npm run bench -- NAME, where NAME is one of: ${NAMES.join(', ')}\n`);
  process.exit(2);
}

if (!existsSync(path.join(BENCH, 'node_modules/@duckdb/node-api'))) {
  const { status } = spawnSync('npm', ['ci', '--no-audit', '--no-fund'], { cwd: BENCH, stdio: 'inherit' });
  if (status !== 0) process.exit(3);
}

await build({
  absWorkingDir: BENCH,
  entryPoints: [`${name}.bench.ts`, ...readdirSync(BENCH).filter((file) => file.endsWith('.program.ts'))],
  outdir: 'dist',
  bundle: true,
  splitting: true,
  format: 'esm',
  platform: 'node',
  target: 'node20.19',
  packages: 'external',
  sourcemap: true,
  logLevel: 'warning',
});

const compiled = path.join(BENCH, 'dist', `${name}.bench.js`);
const { status } = spawnSync(
  process.execPath,
  ['--enable-source-maps', ...nodeOptions(), compiled, ...options],
  {
    cwd: BENCH,
    stdio: 'inherit',
  },
);
process.exitCode = status ?? 1;

/** Options for node itself, such as --cpu-prof. */
function nodeOptions() {
  return (process.env['BENCH_NODE_OPTIONS'] ?? '').split(' ').filter((option) => option !== '');
}
