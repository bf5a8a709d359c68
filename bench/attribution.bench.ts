/** Class, three models and the partner × month rollup, in memory: our engine beside DuckDB, on the same data. */
import type { DuckDBConnection } from '@duckdb/node-api';
import { attributeColumns } from '../src/domain/columns/attribute-columns.js';
import type { PortfolioColumns } from '../src/domain/columns/portfolio-columns.js';
import type { ResultColumns } from '../src/domain/columns/result-columns.js';
import { Rollup } from '../src/domain/columns/rollup.js';
import { Months } from '../src/domain/months.js';
import { partnerMonths, type PartnerMonth } from '../src/domain/partner-months.js';
import { attributionCsv } from './attribution-csv.js';
import { STATEMENTS } from './attribution-sql.js';
import { columnsOf, MODELS, RULES } from './columns.js';
import { loadPortfolio, numbersOf, openDuckDb } from './duckdb.js';
import { generatePortfolio } from './generate.js';
import { measure, report } from './measure.js';
import { benchOptions, type BenchOptions } from './options.js';

interface Answer {
  readonly results: ResultColumns;
  readonly months: readonly PartnerMonth[];
}

function runEngine(columns: PortfolioColumns): Answer {
  const results = attributeColumns(columns, RULES, MODELS);
  const months = new Months('UTC');
  const rollup = new Rollup(columns, results, { months, families: new Map() });
  return { results, months: partnerMonths(rollup.add(0, columns.deals.length), columns, results, months) };
}

async function runDuckDb(db: DuckDBConnection): Promise<void> {
  for (const sql of STATEMENTS) await db.run(sql);
}

/** How far a sum may be off: time decay is computed in doubles, added up in another order. */
interface Differences {
  readonly classes: number;
  readonly cells: number;
  readonly exactSums: number;
  readonly timeDecayCells: number;
  readonly timeDecayLargestMinor: number;
}

async function compare(db: DuckDBConnection, { results, months }: Answer): Promise<Differences> {
  const [classes = new Float64Array()] = await numbersOf(db, 'SELECT class FROM classes ORDER BY deal');
  const theirs = await numbersOf(
    db,
    `SELECT partner, month, deals, sourced, influence, linear, u_shaped, time_decay FROM months
     ORDER BY partner, month`,
  );
  const monthNumber = (month: string): number => Number(month.slice(0, 4)) * 12 + Number(month.slice(5)) - 1;
  const ours = months.map((one) => [
    ...[Number(one.partnerId), monthNumber(one.month), one.deals, one.sourcedMinor, one.influenceGrossMinor],
    ...['linear', 'u_shaped', 'time_decay'].map((model) => one.modelMinor.get(model) ?? 0),
  ]);
  const decay = ours.map((cells, row) => Math.abs((cells[7] ?? 0) - (theirs[7]?.[row] ?? Number.NaN)));
  return {
    classes: results.dealClass.filter((one, deal) => one !== classes[deal]).length,
    cells: Math.abs(ours.length - (theirs[0]?.length ?? 0)),
    exactSums: ours.reduce(
      (count, cells, row) =>
        count + cells.slice(0, 7).filter((cell, place) => cell !== theirs[place]?.[row]).length,
      0,
    ),
    timeDecayCells: decay.filter((one) => one !== 0).length,
    timeDecayLargestMinor: decay.reduce((most, one) => Math.max(most, one), 0),
  };
}

async function inMemory({ deals, touches, partners, runs, seed }: BenchOptions): Promise<void> {
  const portfolio = generatePortfolio(deals, touches, partners, seed);
  const start = performance.now();
  const columns = columnsOf(portfolio);
  const orderMs = performance.now() - start;
  const db = await openDuckDb();
  await loadPortfolio(db, portfolio);

  const answers: Answer[] = [];
  const [engine, duckDb] = await measure(
    [
      { name: 'engine', run: () => (answers[0] = runEngine(columns)) },
      { name: 'DuckDB', run: () => runDuckDb(db) },
    ],
    runs,
  );
  const [answer] = answers;
  if (engine === undefined || duckDb === undefined || answer === undefined)
    throw new Error('nothing was measured');
  const differences = await compare(db, answer);
  const ratio = Number((duckDb.medianMs / engine.medianMs).toFixed(2));
  report(
    'attribution',
    {
      deals,
      touches,
      partners,
      seed,
      orderMs: Math.round(orderMs),
      timings: [engine, duckDb],
      ratio,
      differences,
    },
    [engine, duckDb].map((one) => ({
      contender: one.name,
      'median ms': one.medianMs,
      'fastest ms': one.fastestMs,
      'times faster than DuckDB': Number((duckDb.medianMs / one.medianMs).toFixed(2)),
    })),
  );
  process.stdout.write(`Differences: ${JSON.stringify(differences)}\n`);
  const { classes, cells, exactSums } = differences;
  if (classes + cells + exactSums > 0) throw new Error('the answers differ');
  db.closeSync();
}

const options = benchOptions({ deals: 1_000_000, partners: 1000 });
if (options.csv) await attributionCsv(options);
else await inMemory(options);
