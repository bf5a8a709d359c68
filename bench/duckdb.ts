import {
  DOUBLE,
  DuckDBDataChunk,
  DuckDBInstance,
  INTEGER,
  TINYINT,
  type DuckDBConnection,
  type DuckDBType,
} from '@duckdb/node-api';
import { STATUS } from '../src/domain/columns/portfolio-columns.js';
import type { GeneratedPortfolio } from './generate.js';

/** DuckDB's own size of a chunk. */
const CHUNK = 2048;

/** A database in memory, on as many threads as the machine has cores that count. */
export async function openDuckDb(): Promise<DuckDBConnection> {
  const instance = await DuckDBInstance.create(':memory:', { threads: '2' });
  return instance.connect();
}

type Column = Float64Array | Uint32Array | Int32Array | Uint8Array;

async function load(
  db: DuckDBConnection,
  table: string,
  types: readonly DuckDBType[],
  columns: readonly Column[],
): Promise<void> {
  const appender = await db.createAppender(table);
  const length = columns[0]?.length ?? 0;
  for (let start = 0; start < length; start += CHUNK) {
    const end = Math.min(length, start + CHUNK);
    const chunk = DuckDBDataChunk.create(types, end - start);
    chunk.setColumns(columns.map((column) => Array.from(column.subarray(start, end))));
    appender.appendDataChunk(chunk);
  }
  appender.closeSync();
}

const places = (length: number): Uint32Array => Uint32Array.from({ length }, (_, place) => place);

/** Loads a generated portfolio into tables, touches in the order of deals, as the engine has them. */
export async function loadPortfolio(db: DuckDBConnection, portfolio: GeneratedPortfolio): Promise<void> {
  const ends = portfolio.closedAt.map((at, deal) =>
    portfolio.status[deal] === STATUS.open ? portfolio.asOf : at,
  );
  await db.run(`CREATE TABLE loaded_deals(deal INTEGER, created DOUBLE, ends DOUBLE, status TINYINT, amount DOUBLE,
    customer INTEGER)`);
  await load(
    db,
    'loaded_deals',
    [INTEGER, DOUBLE, DOUBLE, TINYINT, DOUBLE, INTEGER],
    [
      places(ends.length),
      ...[portfolio.createdAt, ends, portfolio.status, portfolio.amount, portfolio.customer],
    ],
  );
  await db.run(`CREATE TABLE loaded_touches(touch INTEGER, deal INTEGER, partner INTEGER, moment DOUBLE, kind TINYINT,
    approved TINYINT)`);
  const { touchDeal, touchPartner, touchAt, touchKind, touchApproved } = portfolio;
  await load(
    db,
    'loaded_touches',
    [INTEGER, INTEGER, INTEGER, DOUBLE, TINYINT, TINYINT],
    [places(touchDeal.length), touchDeal, touchPartner, touchAt, touchKind, touchApproved],
  );
  await db.run(`CREATE TABLE deals AS SELECT deal, created::BIGINT AS created, ends::BIGINT AS ends, status,
    amount::BIGINT AS amount, customer FROM loaded_deals ORDER BY deal`);
  await db.run(`CREATE TABLE touches AS SELECT deal, partner, moment::BIGINT AS moment, kind, approved
    FROM loaded_touches ORDER BY deal, moment, partner, touch`);
  await db.run('DROP TABLE loaded_deals');
  await db.run('DROP TABLE loaded_touches');
}

/** A query's columns as numbers. */
export async function numbersOf(db: DuckDBConnection, sql: string): Promise<readonly Float64Array[]> {
  const reader = await db.runAndReadAll(sql);
  return reader.getColumns().map((column) => Float64Array.from(column, Number));
}
