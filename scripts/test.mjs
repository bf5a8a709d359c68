/** `npm test`: types, style, floors, then every test. Ends with the count on a line of its own. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { ensureReady, ROOT } from './ensure-ready.mjs';

ensureReady();

const folder = mkdtempSync(path.join(os.tmpdir(), 'partnership-test-'));
const results = path.join(folder, 'jest.json');
const bin = (file) => path.join('node_modules', file);

const CHECKS = [
  ['types', [bin('typescript/bin/tsc'), '--noEmit']],
  ['types of the record page', [bin('typescript/bin/tsc'), '--noEmit', '-p', 'src/sandbox/pages/browser']],
  ['lint', [bin('eslint/bin/eslint.js'), '.']],
  ['format', [bin('prettier/bin/prettier.cjs'), '--check', '--log-level', 'warn', '.']],
  [
    'floors',
    [
      bin('dependency-cruiser/bin/dependency-cruise.mjs'),
      '--config',
      '.dependency-cruiser.cjs',
      'src',
      'extensions',
      'serverless',
    ],
  ],
];

/** Runs a check beside the tests: what it says comes in one piece. */
const check = async ([name, args]) => {
  const child = spawn(process.execPath, args, { cwd: ROOT, stdio: ['ignore', 'pipe', 'pipe'] });
  const said = [];
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk) => said.push(chunk));
  const [status] = await once(child, 'close');
  process.stdout.write(`\n${name}\n${Buffer.concat(said)}`);
  if (status !== 0) failed.push(name);
};

const failed = [];
// One after the other, beside the tests, which often wait for a server or a portal's limit.
const checked = (async () => {
  for (const one of CHECKS) await check(one);
})();
const jest = [bin('jest/bin/jest.js'), '--json', `--outputFile=${results}`, ...process.argv.slice(2)];
const tests = spawn(process.execPath, ['--experimental-vm-modules', '--no-warnings', ...jest], {
  cwd: ROOT,
  stdio: 'inherit',
});
const [[status]] = await Promise.all([once(tests, 'close'), checked]);
const passed = status === 0;
const counts = JSON.parse(readFileSync(results, 'utf8'));
rmSync(folder, { recursive: true, force: true });

const failures = failed.length + counts.numFailedTests + counts.numRuntimeErrorTestSuites;
if (failed.length > 0) process.stdout.write(`\nFailed checks: ${failed.join(', ')}\n`);
process.stdout.write(`\n${counts.numPassedTests + CHECKS.length - failed.length} passed, ${failures} failed`);
process.stdout.write(counts.numPendingTests === 0 ? '\n' : `, ${counts.numPendingTests} skipped\n`);
process.exitCode = passed && failures === 0 ? 0 : 1;
