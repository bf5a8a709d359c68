/**
 * `npm run mutation -- [FILE or FOLDER]…`: mutates src/domain, or what is named of it, and runs the domain's tests over
 * every mutant. Prints the survivors and the score; a run over the whole domain writes bench/results/mutation.json.
 * Ends with 1 where the score is below the bar, 2 where what was asked for cannot be mutated, 3 where a run failed.
 */
import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { printReport, summarise, writeResults } from './report.mjs';

const HERE = path.dirname(fileURLToPath(import.meta.url));
const BENCH = path.dirname(HERE);
const ROOT = path.dirname(BENCH);
const DOMAIN = 'src/domain';
const BAR = 85;

const sourcesIn = (folder, ending) =>
  readdirSync(path.join(ROOT, folder), { recursive: true })
    .filter((file) => file.endsWith(ending))
    .map((file) => `${folder}/${file}`)
    .sort();

/** Test files that run in this process; those that start others would take seconds a mutant. */
const testFiles = () =>
  [...sourcesIn('test/domain', '.test.ts'), ...sourcesIn('test/files', '.test.ts')]
    .filter(
      (file) => !/command-line\.js|node:child_process/.test(readFileSync(path.join(ROOT, file), 'utf8')),
    )
    .concat(sourcesIn('test/differential', '.mutation.ts'));

function refuse(words) {
  process.stderr.write(`${words}\n`);
  process.exit(2);
}

/** The files to mutate: what was named, or the whole domain. */
function chosenFiles(names) {
  const all = sourcesIn(DOMAIN, '.ts');
  if (names.length === 0) return all;
  return names.flatMap((name) => {
    const relative = path.relative(ROOT, path.resolve(ROOT, name)).replaceAll(path.sep, '/');
    const chosen = all.filter((file) => file === relative || file.startsWith(`${relative}/`));
    if (chosen.length === 0) refuse(`Nothing to mutate in ${name}: name a file or folder of ${DOMAIN}.`);
    return chosen;
  });
}

function installOnce() {
  if (existsSync(path.join(BENCH, 'node_modules/@stryker-mutator/core'))) return;
  const { status } = spawnSync('npm', ['ci', '--no-audit', '--no-fund'], { cwd: BENCH, stdio: 'inherit' });
  if (status !== 0) process.exit(3);
}

const mutate = chosenFiles(process.argv.slice(2));
const whole = process.argv.length === 2;
installOnce();
process.chdir(ROOT);
const { Stryker } = await import('@stryker-mutator/core');
const startedAt = Date.now();
const mutants = await new Stryker({
  mutate,
  testRunner: 'bundle',
  plugins: [path.join(HERE, 'bundle-runner.mjs')],
  bundleRunner: { testFiles: testFiles() },
  coverageAnalysis: 'perTest',
  concurrency: 1,
  timeoutMS: 3000,
  // A mutant that never stops growing is found sooner.
  testRunnerNodeArgs: ['--max-old-space-size=1024'],
  // Only what the bundle needs, in a folder that lint and format leave alone.
  ignorePatterns: ['*', '!src/**', '!test/**', '!package.json'],
  tempDirName: 'build/mutation',
  disableTypeChecks: false,
  allowConsoleColors: false,
  reporters: ['progress-append-only', 'html', 'json'],
  htmlReporter: { fileName: 'test-results/mutation/index.html' },
  jsonReporter: { fileName: 'test-results/mutation/mutants.json' },
  logLevel: 'warn',
}).runMutationTest();

const summary = summarise(mutants, ROOT);
const seconds = Math.round((Date.now() - startedAt) / 1000);
printReport(mutants, summary, { seconds, root: ROOT });
if (whole) writeResults(path.join(BENCH, 'results/mutation.json'), summary, { seconds, bar: BAR });
process.exitCode = summary.total.score >= BAR ? 0 : 1;
