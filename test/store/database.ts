/** A fresh database for a test, on the product's own embedded server, which all test files share. */
import { randomBytes } from 'node:crypto';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';

import pg from 'pg';

import { openEmbedded } from '../../src/store/embedded/open-embedded.js';
import { CACHE } from './program.js';

export interface TestDatabase {
  readonly databaseUrl: string;
  /** Drops it; the last test file to leave stops the server. */
  readonly close: () => Promise<void>;
}

/** Creates an empty database. Its schema is made by whoever opens a store on it. */
export async function testDatabase(): Promise<TestDatabase> {
  const home = join(CACHE, 'home');
  await mkdir(home, { recursive: true });
  const server = await openEmbedded({ home });
  const name = `test_${process.pid}_${randomBytes(6).toString('hex')}`;
  await onServer(server.connectionString, async (client) => {
    await dropAbandoned(client);
    await client.query(`create database ${name}`);
  });
  const url = new URL(server.connectionString);
  url.pathname = `/${name}`;
  return {
    databaseUrl: url.href,
    close: async () => {
      await onServer(server.connectionString, (client) => client.query(`drop database ${name} with (force)`));
      await server.close();
    },
  };
}

/** A copy of a database to which nobody is connected. */
export async function cloneDatabase(template: TestDatabase): Promise<TestDatabase> {
  const source = new URL(template.databaseUrl);
  const name = `test_${process.pid}_${randomBytes(6).toString('hex')}`;
  const admin = new URL(source);
  admin.pathname = '/postgres';
  await onServer(admin.href, (client) =>
    client.query(`create database ${name} template ${source.pathname.slice(1)}`),
  );
  const url = new URL(source);
  url.pathname = `/${name}`;
  return {
    databaseUrl: url.href,
    close: async () => {
      await onServer(admin.href, (client) => client.query(`drop database ${name} with (force)`));
    },
  };
}

/** Runs one statement; for tests that look behind the store. */
export async function query<Row>(
  databaseUrl: string,
  sql: string,
  values: readonly unknown[] = [],
): Promise<Row[]> {
  return onServer(databaseUrl, async (client) => (await client.query(sql, [...values])).rows as Row[]);
}

/** Databases of test runs that were killed would otherwise pile up. */
async function dropAbandoned(client: pg.Client): Promise<void> {
  const { rows } = await client.query<{ datname: string }>(
    "select datname from pg_database where datname like 'test\\_%'",
  );
  for (const { datname } of rows) {
    if (!runs(Number(datname.split('_')[1])))
      await client.query(`drop database if exists ${datname} with (force)`);
  }
}

function runs(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}

async function onServer<T>(connectionString: string, work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString });
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}
