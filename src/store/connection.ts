/** Connections to Postgres: how values are read, and what they are called when they fail. */
import { Kysely, PostgresDialect } from 'kysely';
import pg from 'pg';

import { AppError } from '../errors.js';
import type { Tables } from './tables.js';

/** Where a database is, without its password. */
export interface Address {
  readonly host: string;
  readonly port: number;
  readonly database: string;
}

const CONNECT_WITHIN_MS = 10_000;
const POOL_SIZE = 4;

/** Settings for every connection of ours. `purpose` is what pg_stat_activity shows. */
export const clientConfig = (connectionString: string, purpose: string): pg.ClientConfig => ({
  connectionString,
  application_name: `partnership ${purpose}`,
  connectionTimeoutMillis: CONNECT_WITHIN_MS,
  keepAlive: true,
  types: { getTypeParser },
});

/** Opens a pool; it connects with its first query. End it with `destroy()`. */
export function openPool(connectionString: string): Kysely<Tables> {
  const pool = new pg.Pool({ ...clientConfig(connectionString, 'store'), max: POOL_SIZE });
  // An idle connection that the server has cut is replaced by the next query, which also tells if there is none.
  pool.on('error', () => undefined);
  // One that is cut in use fails its query; the event beside it would end the process, as nobody else listens.
  pool.on('connect', (client) => client.on('error', () => undefined));
  return new Kysely<Tables>({ dialect: new PostgresDialect({ pool }) });
}

/**
 * Reads where a connection string leads.
 * @throws AppError config_invalid, without quoting it: it holds a password.
 */
export function addressOf(connectionString: string): Address {
  try {
    if (!/^postgres(ql)?:\/\//.test(connectionString)) throw new Error('not a Postgres URL');
    const client = new pg.Client({ connectionString });
    return { host: client.host, port: client.port, database: client.database ?? '' };
  } catch {
    // The cause is left out too: its message quotes the string.
    throw new AppError(
      'config_invalid',
      'DATABASE_URL is not a Postgres URL.',
      'Write it as postgres://USER:PASSWORD@HOST:5432/DATABASE, special characters percent-encoded; without it the embedded database is used.',
    );
  }
}

/** Money and counters are 64 bits wide in Postgres; beyond 2^53 − 1 a JavaScript number would lie. */
const getTypeParser: typeof pg.types.getTypeParser = (...type: Parameters<typeof pg.types.getTypeParser>) =>
  type[0] === pg.types.builtins.INT8
    ? parseInt8
    : (pg.types.getTypeParser(...type) as (value: string) => unknown);

function parseInt8(value: string): number {
  const number = Number(value);
  if (!Number.isSafeInteger(number)) throw new Error(`int8 ${value} is beyond 2^53 - 1`);
  return number;
}
