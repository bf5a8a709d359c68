import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { Migrator } from 'kysely';

import { portalId, runId } from '../../src/domain/ids.js';
import { openPool } from '../../src/store/connection.js';
import { MIGRATIONS } from '../../src/store/migrations/index.js';
import { openStore } from '../../src/store/store.js';
import { query, testDatabase, type TestDatabase } from './database.js';

let database: TestDatabase;

beforeAll(async () => {
  database = await testDatabase();
});
afterAll(async () => {
  await database.close();
});

/** A database as the version before a migration left it. */
async function migrateBefore(name: string, { databaseUrl } = database): Promise<void> {
  const db = openPool(databaseUrl);
  const before = Object.fromEntries(Object.entries(MIGRATIONS).filter(([one]) => one < name));
  const migrator = new Migrator({
    db,
    provider: { getMigrations: () => Promise.resolve(before) },
    migrationTableSchema: 'partnership',
    migrationTableName: 'schema_migrations',
    migrationLockTableName: 'schema_migrations_lock',
  });
  expect((await migrator.migrateToLatest()).error).toBeUndefined();
  await db.destroy();
}

test('what earlier versions wrote is in the outbox, a record at a time, and counts as last written', async () => {
  await migrateBefore('0004');
  const { databaseUrl } = database;
  await query(
    databaseUrl,
    `insert into partnership.runs (portal_id, run_id, kind, state, started_at, ended_at, policy_version, as_of)
      values ('p', 'old', 'sync', 'interrupted', now(), now(), 'default-1', now())`,
  );
  await query(
    databaseUrl,
    `insert into partnership.property_changes
      (portal_id, run_id, seq, object_type, record_id, property, old_value, new_value, state, reason)
      values ('p', 'old', 1, 'deals', '9', 'class', null, 'sourced', 'written', null),
        ('p', 'old', 2, 'deals', '9', 'credit', 'x', null, 'written', null),
        ('p', 'old', 3, 'deals', '10', 'class', null, 'direct', 'failed', 'not valid'),
        ('p', 'old', 4, 'companies', '9', 'credit', null, '5', 'planned', null)`,
  );
  const store = await openStore({ databaseUrl, home: '' });
  const listed = await store.outbox(portalId('p'), runId('old'), {
    ...{ states: ['planned', 'written', 'failed', 'superseded'], after: 0, limit: 10 },
  });
  expect(
    listed.map(({ objectType, recordId, state, reason }) => [objectType, recordId, state, reason]),
  ).toEqual([
    ['deals', '9', 'written', null],
    ['deals', '10', 'failed', 'not valid'],
    ['companies', '9', 'planned', null],
  ]);
  expect(listed[0]?.changes).toEqual([
    { property: 'class', oldValue: null, newValue: 'sourced' },
    { property: 'credit', oldValue: 'x', newValue: null },
  ]);
  expect(await store.unsettledRuns(portalId('p'))).toEqual(['old']);
  expect(await store.lastWritten(portalId('p'), 'deals', ['9', '10'])).toEqual(
    new Map([['9', { class: 'sourced', credit: null }]]),
  );
  expect(await query(databaseUrl, "select to_regclass('partnership.property_changes') as gone")).toEqual([
    { gone: null },
  ]);
  await store.close();
});

test('of alerts sent earlier, those whose task was completed because they were settled may be told again', async () => {
  const other = await testDatabase();
  await migrateBefore('0013', other);
  await query(
    other.databaseUrl,
    `insert into partnership.sent_alerts (portal_id, alert_key, kind, object_type, record_id, crm_state, webhook_state,
        claimed_at, task_state, task_ended_at)
      select '7', key, 'conflict', 'deals', '1', 'sent', 'sent', now(), task, case task when 'open' then null else now() end
      from (values ('closed', 'closed'), ('open', 'open'), ('left', 'left'), ('closed 90d', 'closed')) as one (key, task)`,
  );
  const store = await openStore({ databaseUrl: other.databaseUrl, home: '' });
  const open = await store.openAlerts(portalId('7'));
  expect(open.map(({ key }) => key)).toEqual(['closed 90d', 'left', 'open']);
  const closed = (await store.keptAlerts(portalId('7'), ['closed'])).get('closed');
  expect(closed?.settledAt).not.toBeNull();
  expect(closed?.settledAt).toBe(closed?.taskEndedAt);
  await store.close();
  await other.close();
});
