/** The score of a run by file, its survivors, and the record of it in bench/results. */
import { readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import os from 'node:os';
import path from 'node:path';

const COUNTED = {
  Killed: 'killed',
  Timeout: 'timedOut',
  Survived: 'survived',
  NoCoverage: 'uncovered',
  Ignored: 'ignored',
};

/** Killed and timed out of all that could be run, in percent with one decimal; 100 where there is nothing. */
function scored({ killed, timedOut, survived, uncovered, ...rest }) {
  const detected = killed + timedOut;
  const valid = detected + survived + uncovered;
  const score = valid === 0 ? 100 : Math.floor((1000 * detected) / valid) / 10;
  return { score, mutants: valid, killed, timedOut, survived, uncovered, ...rest };
}

const nothing = () => ({ killed: 0, timedOut: 0, survived: 0, uncovered: 0, ignored: 0, invalid: 0 });

/** Counts and score of each file, and of all. Ignored and invalid mutants are counted apart. */
export function summarise(mutants, root) {
  const files = {};
  const total = nothing();
  for (const { fileName, status } of mutants) {
    const file = path.relative(root, fileName).replaceAll(path.sep, '/');
    const counts = (files[file] ??= nothing());
    const key = COUNTED[status] ?? 'invalid';
    counts[key] += 1;
    total[key] += 1;
  }
  const byName = Object.entries(files).sort(([a], [b]) => (a < b ? -1 : 1));
  return {
    total: scored(total),
    files: Object.fromEntries(byName.map(([file, one]) => [file, scored(one)])),
  };
}

/** What is left of a mutant, on one line. */
const shortened = (text) => {
  const line = text.replaceAll(/\s+/g, ' ');
  return line.length > 90 ? `${line.slice(0, 87)}…` : line;
};

function originalOf({ location: { start, end } }, lines) {
  if (start.line === end.line) return lines[start.line - 1].slice(start.column - 1, end.column - 1);
  return [lines[start.line - 1].slice(start.column - 1), ...lines.slice(start.line, end.line)].join(' ');
}

/** Survivors with what was changed, then a line for each file and the total. */
export function printReport(mutants, { files, total }, { seconds, root }) {
  const out = (line) => process.stdout.write(`${line}\n`);
  const sources = new Map();
  for (const mutant of mutants) {
    if (mutant.status !== 'Survived' && mutant.status !== 'NoCoverage') continue;
    const { fileName, location, status, replacement } = mutant;
    if (!sources.has(fileName)) sources.set(fileName, readFileSync(fileName, 'utf8').split('\n'));
    const original = shortened(originalOf(mutant, sources.get(fileName)));
    const at = `${path.relative(root, fileName)}:${location.start.line}:${location.start.column}`;
    out(
      `${at} ${status === 'Survived' ? 'survived' : 'not covered'}: ${original}  →  ${shortened(replacement)}`,
    );
  }
  for (const [file, { score, survived, uncovered, mutants: count }] of Object.entries(files))
    out(`${score.toFixed(1).padStart(5)} %  ${file}  ${survived + uncovered} of ${count} left`);
  out(`${total.score.toFixed(1).padStart(5)} %  in all, ${total.mutants} mutants in ${seconds} s`);
}

/** Writes the figures with the machine and the versions that they were measured on. */
export function writeResults(file, summary, { seconds, bar }) {
  const { version } = createRequire(import.meta.url)('@stryker-mutator/core/package.json');
  const record = {
    name: 'mutation',
    machine: {
      cpu: os.cpus()[0]?.model ?? 'unknown',
      cores: os.availableParallelism(),
      memoryGiB: Math.round(os.totalmem() / 2 ** 30),
      node: process.version,
      load: os.loadavg().map((load) => Number(load.toFixed(1))),
    },
    stryker: version,
    seconds,
    bar,
    ...summary,
  };
  writeFileSync(file, `${JSON.stringify(record, null, 2)}\n`);
}
