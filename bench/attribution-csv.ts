/** The same from CSV on disk, each contender in a process of its own: `partnership attribute --out` beside DuckDB. */
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { formatInstant, instant } from '../src/domain/calendar.js';
import { MODELS } from './columns.js';
import { writeCsvFiles } from './csv.js';
import { generatePortfolio } from './generate.js';
import { measure, report } from './measure.js';
import type { BenchOptions } from './options.js';

const ROOT = path.join(import.meta.dirname, '../..');

/** Runs a program and tells the most memory that it had resident, in MB, as the kernel counts it. */
function peakMegabytes(args: readonly string[]): number {
  const meter = `process.on('exit', () => process.stderr.write('\\nmaxrss ' + process.resourceUsage().maxRSS + '\\n'))`;
  const preload = `data:text/javascript,${encodeURIComponent(meter)}`;
  const { status, stderr } = spawnSync(process.execPath, ['--import', preload, ...args], {
    encoding: 'utf8',
  });
  const peak = /maxrss (\d+)/.exec(stderr)?.[1];
  if (status !== 0 || peak === undefined) throw new Error(`${args.join(' ')} failed:\n${stderr}`);
  return Math.round(Number(peak) / 1024);
}

/** Rows of months.csv: partner, month and sums. */
function months(file: string, normalize: (cells: readonly string[]) => string): readonly string[] {
  const [, ...lines] = readFileSync(file, 'utf8').trimEnd().split('\n');
  return lines.map((line) => normalize(line.split(','))).sort();
}

const monthNumber = (month: string): number => Number(month.slice(0, 4)) * 12 + Number(month.slice(5)) - 1;

export async function attributionCsv({ deals, touches, partners, runs, seed }: BenchOptions): Promise<void> {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'partnership-bench-'));
  try {
    const portfolio = generatePortfolio(deals, touches, partners, seed);
    const files = writeCsvFiles(folder, portfolio);
    const out = path.join(folder, 'out');
    const theirs = path.join(folder, 'duckdb');
    mkdirSync(theirs);
    const engineArgs = [
      ...[path.join(ROOT, 'dist/cli.js'), 'attribute', '--deals', files.deals, '--touches', files.touches],
      ...['--as-of', formatInstant(instant(portfolio.asOf)), '--out', out],
      ...MODELS.flatMap((model) => ['--model', model]),
    ];
    const program = path.join(import.meta.dirname, 'duckdb-csv.program.js');
    const duckArgs = [program, files.deals, files.touches, theirs, String(portfolio.asOf)];
    const peaks = { engine: 0, duckDb: 0 };
    const [engine, duckDb] = await measure(
      [
        { name: 'partnership attribute --out', run: () => (peaks.engine = peakMegabytes(engineArgs)) },
        { name: 'DuckDB', run: () => (peaks.duckDb = peakMegabytes(duckArgs)) },
      ],
      runs,
    );
    if (engine === undefined || duckDb === undefined) throw new Error('nothing was measured');
    const ourMonths = months(path.join(out, 'months.csv'), ([partner, month = '', ...sums]) =>
      [partner, monthNumber(month), ...sums].join(),
    );
    const theirMonths = months(path.join(theirs, 'months.csv'), (cells) => cells.join());
    const differences = ourMonths.filter((row, place) => row !== theirMonths[place]).length;
    report(
      'attribution-csv',
      { deals, touches, partners, seed, timings: [engine, duckDb], peakMegabytes: peaks, differences },
      [
        { one: engine, peak: peaks.engine },
        { one: duckDb, peak: peaks.duckDb },
      ].map(({ one, peak }) => ({
        contender: one.name,
        'median ms': one.medianMs,
        'fastest ms': one.fastestMs,
        'times faster than DuckDB': Number((duckDb.medianMs / one.medianMs).toFixed(2)),
        'resident MB': peak,
      })),
    );
    process.stdout.write(`Partners' months that differ: ${differences} of ${ourMonths.length}\n`);
    if (differences > 0 || ourMonths.length !== theirMonths.length) throw new Error('the answers differ');
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
