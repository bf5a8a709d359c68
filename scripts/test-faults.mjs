/**
 * `npm run test:faults`: kills, storms, broken answers and random sequences in full; `npm test` runs a few of each. Seeds
 * are new each time and printed; what the environment sets is kept. A word names a suite; options go to jest.
 */
import { spawnSync } from 'node:child_process';
import path from 'node:path';
import { ensureReady, ROOT } from './ensure-ready.mjs';

ensureReady();

const seed = String(Date.now() % 1_000_000);
const chosen = { FAULTS: 'all', KILLS: '50', KILL_SEED: seed, SEQUENCES: '30', SEQUENCE_SEED: seed };
const env = { ...chosen, ...process.env };
process.stdout.write(
  `${Object.keys(chosen)
    .map((name) => `${name}=${env[name]}`)
    .join(' ')}\n`,
);

const jest = path.join('node_modules', 'jest', 'bin', 'jest.js');
const words = process.argv.slice(2);
const suites = words.filter((word) => !word.startsWith('-')).map((word) => `test/faults/${word}`);
const options = words.filter((word) => word.startsWith('-'));
const paths = suites.length === 0 ? ['test/faults/'] : suites;
const args = ['--experimental-vm-modules', '--no-warnings', jest, ...paths, ...options];
process.exitCode = spawnSync(process.execPath, args, { cwd: ROOT, stdio: 'inherit', env }).status ?? 1;
