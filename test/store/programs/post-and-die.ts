/**
 * Posts a run or closes a period, and kills itself with −9 around one of its database queries: before it is sent, or
 * once it is sent and perhaps done. Without a query to die at it says how many there are.
 */
import pg from 'pg';
import { portalId } from '../../../src/domain/ids.js';
import { closePeriod } from '../../../src/operations/close-period.js';
import { openStore } from '../../../src/store/store.js';
import { month } from '../../domain/ledger-facts.js';
import { CLOCK, postRun, SECOND_RUN } from '../../operations/ledger-run.js';

const [databaseUrl = '', portal = '', what = '', dieAt = '', when = ''] = process.argv.slice(2);
const store = await openStore({ databaseUrl, home: '' });

let queries = 0;
/** The first query of the first transaction. */
let begins = 0;
const die = (): void => void process.kill(process.pid, 'SIGKILL');
const client = pg.Client.prototype as { query: (...args: unknown[]) => unknown };
const { query } = client;
client.query = function (this: pg.Client, ...args: unknown[]): unknown {
  queries += 1;
  if (args[0] === 'begin' && begins === 0) begins = queries;
  if (queries !== Number(dieAt)) return query.apply(this, args);
  if (when === 'before') die();
  const answer = query.apply(this, args);
  // Sent with the next turns of the loop; by then the server may have done it.
  setTimeout(die, when === 'sent' ? 0 : 3);
  return answer;
};

if (what === 'post') await postRun(store, portalId(portal), 2, SECOND_RUN);
else
  await closePeriod(
    { store, clock: CLOCK },
    { portalId: portalId(portal), period: month('2026-08'), through: true },
  );
process.stdout.write(JSON.stringify({ begins, queries }) + '\n');
await store.close();
