/** Runs and reports benchmarks: medians of several runs, peers turn by turn so that load hits all of them. */
import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { machine } from './machine.js';

/** One contender of a benchmark. */
export interface Contender {
  readonly name: string;
  /** One run, whole; what comes before and after it is not timed. */
  readonly run: () => unknown;
}

export interface Timing {
  readonly name: string;
  readonly medianMs: number;
  readonly fastestMs: number;
  readonly runsMs: readonly number[];
}

/** Times the contenders turn by turn, after one run of each that does not count. */
export async function measure(contenders: readonly Contender[], runs: number): Promise<readonly Timing[]> {
  const times = new Map<Contender, number[]>(contenders.map((one) => [one, []]));
  for (let run = 0; run <= runs; run += 1) {
    for (const contender of contenders) {
      const start = performance.now();
      await contender.run();
      if (run > 0) times.get(contender)?.push(performance.now() - start);
    }
  }
  return [...times].map(([{ name }, taken]) => timing(name, taken));
}

/** Sums up the times of one contender, in milliseconds. */
export function timing(name: string, taken: readonly number[]): Timing {
  const sorted = taken.toSorted((a, b) => a - b);
  return {
    name,
    medianMs: rounded(sorted[Math.floor(sorted.length / 2)] ?? Number.NaN),
    fastestMs: rounded(sorted[0] ?? Number.NaN),
    runsMs: taken.map(rounded),
  };
}

const rounded = (value: number): number => Math.round(value * 10) / 10;

/** A table as text: numbers to the right. */
export function table(rows: readonly Readonly<Record<string, string | number>>[]): string {
  const columns = Object.keys(rows[0] ?? {});
  const lines = [columns, ...rows.map((row) => columns.map((column) => String(row[column] ?? '')))];
  const widths = columns.map((_, place) => Math.max(...lines.map((line) => (line[place] ?? '').length)));
  const numeric = columns.map((column) => rows.every((row) => typeof row[column] === 'number'));
  return lines
    .map((line) =>
      line
        .map((cell, place) =>
          numeric[place] === true ? cell.padStart(widths[place] ?? 0) : cell.padEnd(widths[place] ?? 0),
        )
        .join('  ')
        .trimEnd(),
    )
    .join('\n');
}

/** Prints a benchmark's table and keeps its figures. */
export function report(
  name: string,
  figures: Readonly<Record<string, unknown>>,
  rows: readonly Readonly<Record<string, string | number>>[],
): void {
  const results = path.join(import.meta.dirname, '..', 'results');
  mkdirSync(results, { recursive: true });
  const whole = { name, machine: machine(), ...figures };
  writeFileSync(path.join(results, `${name}.json`), `${JSON.stringify(whole, null, 2)}\n`);
  process.stdout.write(`\n${table(rows)}\n\n`);
}
