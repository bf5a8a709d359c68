import { createServer } from 'node:net';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';

import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';

import { AppError } from '../../src/errors.js';
import { currentSchemaVersion, migrate } from '../../src/store/migrate.js';
import { MIGRATIONS } from '../../src/store/migrations/index.js';
import { openStore } from '../../src/store/store.js';
import { query, testDatabase, type TestDatabase } from './database.js';
import { newHome, processesOf, removeHomes, untilGone } from './embedded/home.js';
import { PORTAL, result, run, RUN } from './sample.js';
import { currentResults } from './read-store.js';

let database: TestDatabase;

beforeEach(async () => {
  database = await testDatabase();
});
afterEach(async () => {
  await database.close();
  await removeHomes();
});

/** The error of opening a store on this URL. */
async function refusal(databaseUrl: string): Promise<AppError> {
  const error = await openStore({ databaseUrl, home: '' }).then(
    () => null,
    (reason: unknown) => reason,
  );
  if (!(error instanceof AppError)) throw new Error(`no AppError but ${String(error)}`);
  return error;
}

const changedUrl = (change: (url: URL) => void): string => {
  const url = new URL(database.databaseUrl);
  change(url);
  return url.href;
};

describe('migrations', () => {
  test('run once, and say which', async () => {
    const { databaseUrl } = database;
    expect(await currentSchemaVersion(databaseUrl)).toBeNull();
    const names = Object.keys(MIGRATIONS);
    const newest = names.at(-1);
    expect(names).toEqual([...names].sort());
    expect(await migrate(databaseUrl)).toEqual({ applied: names, version: newest });
    expect(await migrate(databaseUrl)).toEqual({ applied: [], version: newest });
    expect(await currentSchemaVersion(databaseUrl)).toBe(newest);
  });

  test('eight that start together on an empty database all work', async () => {
    const { databaseUrl } = database;
    const stores = await Promise.all(Array.from({ length: 8 }, () => openStore({ databaseUrl, home: '' })));
    expect(await query(databaseUrl, 'select name from partnership.schema_migrations')).toEqual(
      Object.keys(MIGRATIONS).map((name) => ({ name })),
    );
    for (const store of stores) expect(await store.listRuns(PORTAL, 1)).toEqual([]);
    await Promise.all(stores.map((store) => store.close()));
  });

  test('every table of ours leads with the portal id in its primary key', async () => {
    await migrate(database.databaseUrl);
    const leading = await query<{ table: string; leads: string | null }>(
      database.databaseUrl,
      `select t.relname as table, a.attname as leads from pg_class t
        join pg_namespace n on n.oid = t.relnamespace and n.nspname = 'partnership'
        left join pg_index i on i.indrelid = t.oid and i.indisprimary
        left join pg_attribute a on a.attrelid = t.oid and a.attnum = i.indkey[0]
        where t.relkind = 'r' and t.relname not like 'schema_migrations%' order by t.relname`,
    );
    expect(leading.map(({ table }) => table)).toEqual([
      'deal_aliases',
      'deal_basics',
      'deal_heads',
      'deal_insights',
      'deal_results',
      'dirty_deals',
      'due_deals',
      'imported_records',
      'leases',
      'ledger_entries',
      'ledger_facts',
      'ledger_heads',
      'ledger_journal',
      'outbox',
      'overlaps',
      'period_closes',
      'plan_records',
      'plans',
      'programme_records',
      'programme_sources',
      'rate_windows',
      'runs',
      'seen_links',
      'seen_notes',
      'seen_records',
      'seen_registrations',
      'sent_alerts',
      'sync_state',
      'uncounted_deals',
    ]);
    expect(leading.every(({ leads }) => leads === 'portal_id')).toBe(true);
  });

  test('a database that a newer program has migrated is left alone', async () => {
    const { databaseUrl } = database;
    await migrate(databaseUrl);
    await query(databaseUrl, "insert into partnership.schema_migrations values ('9999-later', 'then')");
    const error = await refusal(databaseUrl);
    expect(error.code).toBe('database_broken');
    expect(error.message).toContain('9999-later');
  });
});

describe('which database', () => {
  test('without DATABASE_URL the embedded one of the home, stopped with the store', async () => {
    const home = await newHome();
    const store = await openStore({ home });
    await store.startRun(run());
    await store.writeLedger(PORTAL, (unit) => unit.saveResults(RUN, [result('1')]));
    const pid = Number.parseInt(await readFile(join(home, 'postgres', 'data', 'postmaster.pid'), 'utf8'), 10);
    await store.close();
    await store.close();
    await untilGone(pid);
    const again = await openStore({ home, databaseUrl: '' });
    expect(await currentResults(again, PORTAL)).toEqual([{ ...result('1'), closedAt: null }]);
    await again.close();
    expect(processesOf(home)).toEqual([]);
  });

  test('closes its connections', async () => {
    const { databaseUrl } = database;
    const store = await openStore({ databaseUrl, home: '' });
    expect(store.connectionString).toBe(databaseUrl);
    await store.listRuns(PORTAL, 1);
    await store.close();
    const open = await query(
      databaseUrl,
      "select pid from pg_stat_activity where datname = current_database() and application_name like 'partnership %'",
    );
    expect(open).toEqual([]);
  });
});

describe('refusals name the database, never the password', () => {
  test('nothing listens there', async () => {
    const probe = createServer();
    const port = await new Promise<number>((resolve) => {
      probe.listen(0, '127.0.0.1', () => resolve((probe.address() as { port: number }).port));
    });
    await new Promise((resolve) => probe.close(resolve));
    const error = await refusal(`postgres://me:geheim@127.0.0.1:${port}/sales`);
    expect(error.code).toBe('database_unreachable');
    expect(error.message).toContain(`database sales on 127.0.0.1:${port}`);
    expect(`${error.message} ${error.next}`).not.toContain('geheim');
    expect(error.next).toContain('DATABASE_URL');
  });

  test.each([
    ['a wrong password', (url: URL) => (url.password = 'geheim')],
    ['a database that is not there', (url: URL) => (url.pathname = '/nowhere')],
    ['a host that is not there', (url: URL) => (url.hostname = 'nowhere.invalid')],
    ['a server that offers no TLS', (url: URL) => url.searchParams.set('sslmode', 'verify-full')],
  ])('%s', async (_name, change) => {
    const databaseUrl = changedUrl(change);
    const error = await refusal(databaseUrl);
    expect(error.code).toBe('database_unreachable');
    const { hostname, port, pathname, password } = new URL(databaseUrl);
    expect(error.message).toContain(`database ${pathname.slice(1)} on ${hostname}:${port}`);
    expect(`${error.message} ${error.next}`).not.toContain(password);
  });

  test.each(['mysql://me:geheim@db/sales', 'postgres://me:gehe im@:x:/', 'db.example.com'])(
    '%s is no Postgres URL',
    async (databaseUrl) => {
      const error = await refusal(databaseUrl);
      expect(error.code).toBe('config_invalid');
      expect(`${error.message} ${error.next}`).not.toContain('gehe');
    },
  );

  test('connections that were cut: each is told once at most, then the store goes on', async () => {
    const { databaseUrl } = database;
    const store = await openStore({ databaseUrl, home: '' });
    await Promise.all(Array.from({ length: 4 }, () => store.listRuns(PORTAL, 1)));
    await query(
      databaseUrl,
      `select pg_terminate_backend(pid) from pg_stat_activity
        where datname = current_database() and application_name like 'partnership %'`,
    );
    const answers: unknown[] = [];
    for (let call = 0; call < 5; call += 1) {
      answers.push(await store.listRuns(PORTAL, 1).catch((error: unknown) => error));
    }
    const refusals = answers.filter((answer) => answer instanceof AppError);
    expect(refusals.every(({ code }) => code === 'database_unreachable')).toBe(true);
    expect(answers.filter((answer) => Array.isArray(answer))).toHaveLength(5 - refusals.length);
    expect(answers.at(-1)).toEqual([]);
    await store.close();
  });

  test('a user without the right to create tables', async () => {
    const { databaseUrl } = database;
    const name = `reader_${process.pid}`;
    await query(databaseUrl, `create role ${name} login password 'lesen'`);
    try {
      const error = await refusal(
        changedUrl((url) => {
          url.username = name;
          url.password = 'lesen';
        }),
      );
      expect(error.code).toBe('database_broken');
      expect(error.message).toContain('permission denied');
    } finally {
      await query(databaseUrl, `drop role ${name}`);
    }
  });
});
