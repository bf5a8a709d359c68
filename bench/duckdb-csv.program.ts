/** DuckDB's part of `attribution --csv`, in a process of its own: reads the files, computes, writes what we write. */
import path from 'node:path';
import { STATEMENTS } from './attribution-sql.js';
import { openDuckDb } from './duckdb.js';
import { TOUCH_KINDS } from '../src/domain/touch.js';

const [deals = '', touches = '', out = '', asOf = ''] = process.argv.slice(2);
const kinds = TOUCH_KINDS.map((kind, place) => `WHEN '${kind}' THEN ${place}`).join(' ');
const db = await openDuckDb();
await db.run(`CREATE TABLE deals AS SELECT deal_id AS deal, epoch_ms(created_at) AS created,
  CASE status WHEN 'open' THEN ${asOf} ELSE epoch_ms(closed_at) END AS ends,
  CASE status WHEN 'open' THEN 0 WHEN 'won' THEN 1 ELSE 2 END AS status,
  (amount * 100)::BIGINT AS amount, coalesce(company_id, -1) AS customer
  FROM read_csv('${deals}', header = true, columns = {deal_id: 'INTEGER', created_at: 'TIMESTAMP',
    closed_at: 'TIMESTAMP', status: 'VARCHAR', amount: 'DECIMAL(15,2)', company_id: 'INTEGER'})`);
await db.run(`CREATE TABLE touches AS SELECT deal_id AS deal, partner_id AS partner, epoch_ms(occurred_at) AS moment,
  CASE kind ${kinds} END AS kind, (status = 'approved')::TINYINT AS approved
  FROM read_csv('${touches}', header = true, columns = {touch_id: 'INTEGER', deal_id: 'INTEGER',
    partner_id: 'INTEGER', occurred_at: 'TIMESTAMP', kind: 'VARCHAR', status: 'VARCHAR'})`);
for (const sql of STATEMENTS) await db.run(sql);
await db.run(`COPY classes TO '${path.join(out, 'deals.csv')}'`);
await db.run(`COPY months TO '${path.join(out, 'months.csv')}'`);
db.closeSync();
