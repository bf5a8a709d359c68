import { once } from 'node:events';

import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import pg from 'pg';

import { portalId, type PortalId } from '../../src/domain/ids.js';
import type { Lease } from '../../src/operations/ports.js';
import { openStore, type OpenedStore } from '../../src/store/store.js';
import { query, testDatabase, type TestDatabase } from './database.js';
import { killPrograms, runProgram } from './program.js';
import { leaseOf } from './sync-sample.js';

/** As long as it takes to be sure that a busy machine renews in time. */
const EXPIRES_MS = 1_500;
const leaseTimes = { expiresMs: EXPIRES_MS, renewEveryMs: EXPIRES_MS / 10 };

let database: TestDatabase;
let store: OpenedStore;
let portals = 0;
let portal: PortalId;

beforeAll(async () => {
  database = await testDatabase();
  store = await openStore({ databaseUrl: database.databaseUrl, home: '', leaseTimes });
});
beforeEach(() => {
  portals += 1;
  portal = portalId(`lease-${portals}`);
});
afterEach(killPrograms);
afterAll(async () => {
  await store.close();
  await database.close();
});

const hold = (purpose = 'sync', expiresMs = EXPIRES_MS) =>
  runProgram<{ held?: true; token?: number; heldBy?: unknown }>('hold-lease', [
    database.databaseUrl,
    portal,
    String(expiresMs),
    purpose,
  ]);

/** Asks until it is to be had. */
async function soon(): Promise<Lease> {
  for (;;) {
    const taken = await store.takeLease(portal, 'next');
    if ('lease' in taken) return taken.lease;
  }
}

const expiry = async (): Promise<number> => {
  const rows = await query<{ at: Date }>(
    database.databaseUrl,
    'select expires_at as at from partnership.leases where portal_id = $1',
    [portal],
  );
  return rows[0]!.at.getTime();
};
async function renewed(): Promise<void> {
  const before = await expiry();
  while ((await expiry()) === before);
}

describe('a lease', () => {
  test('is one a portal, among processes, and says who holds it, since when and for what', async () => {
    const holder = await hold('sync of everything');
    expect(holder.said.held).toBe(true);
    const taken = await store.takeLease(portal, 'sync');
    expect(taken).toMatchObject({
      heldBy: { purpose: 'sync of everything', holder: expect.stringMatching(/, process \d+$/) },
    });
    expect(await store.leaseHolder(portal)).toEqual('heldBy' in taken ? taken.heldBy : null);
    const other = await leaseOf(store, portalId(`${portal}-other`));
    await other.release();
    await holder.leave();
    expect(await store.leaseHolder(portal)).toBeNull();
    const next = await leaseOf(store, portal);
    expect(next.token).toBe(2);
    await next.release();
  });

  test('that eight ask for at once is given to one', async () => {
    const taken = await Promise.all(Array.from({ length: 8 }, () => store.takeLease(portal, 'sync')));
    const leases = taken.flatMap((one) => ('lease' in one ? [one.lease] : []));
    expect(leases).toHaveLength(1);
    expect(taken.filter((one) => 'heldBy' in one && one.heldBy.purpose === 'sync')).toHaveLength(7);
    await leases[0]!.release();
  });

  test('is kept over many times its expiry, also within one long unit of work', async () => {
    const lease = await leaseOf(store, portal);
    const until = performance.now() + 2 * EXPIRES_MS;
    await store.writeSync(portal, lease, async (unit) => {
      while (performance.now() < until) {
        await unit.state();
        expect(await store.leaseHolder(portal)).not.toBeNull();
      }
    });
    expect(await store.takeLease(portal, 'other')).toHaveProperty('heldBy');
    expect(lease.lost.aborted).toBe(false);
    await lease.release();
  });

  test('survives its connection, if nobody else was quicker', async () => {
    const lease = await leaseOf(store, portal);
    await query(
      database.databaseUrl,
      "select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and application_name = 'partnership test'",
    );
    await renewed();
    await renewed();
    expect(await store.takeLease(portal, 'other')).toHaveProperty('heldBy');
    await store.writeSync(portal, lease, (unit) => unit.markDirty(['1']));
    await lease.release();
    expect(await store.leaseHolder(portal)).toBeNull();
  });
});

describe('a holder', () => {
  test('that is killed is followed at once', async () => {
    // Its lease would run for an hour; the server notices the closed connection as soon as it looks.
    const holder = await hold('sync', 3_600_000);
    await holder.kill();
    const lease = await soon();
    expect(lease.token).toBe(2);
    await lease.release();
  });

  test('that hangs is followed after its expiry, and what it stores late is refused', async () => {
    const holder = await hold();
    expect(await holder.ask('1')).toEqual({ error: null, lost: false });
    holder.signal('SIGSTOP');
    expect(await store.takeLease(portal, 'other')).toHaveProperty('heldBy');
    const lease = await soon();
    expect(lease.token).toBe(2);
    await store.writeSync(portal, lease, (unit) => unit.markDirty(['2']));
    const late = holder.ask('3');
    holder.signal('SIGCONT');
    expect(await late).toMatchObject({ error: 'lease_lost' });
    expect(await holder.ask('4')).toEqual({ error: 'lease_lost', lost: true });
    expect(await store.dirtyDeals(portal, null, 10)).toEqual(['1', '2']);
    // The old holder's end does not end the new one's lease.
    await holder.leave();
    expect(await store.takeLease(portal, 'other')).toHaveProperty('heldBy');
    await lease.release();
  });

  test('that hangs in the middle of a unit of work is followed too, and the unit is taken back', async () => {
    const holder = await hold();
    const late = holder.ask('freeze');
    const lease = await soon();
    await store.writeSync(portal, lease, (unit) => unit.markDirty(['2']));
    holder.signal('SIGCONT');
    expect(await late).toMatchObject({ error: 'lease_lost' });
    expect(await store.dirtyDeals(portal, null, 10)).toEqual(['2']);
    await lease.release();
  });

  test('hears that its lease was taken over', async () => {
    const lease = await leaseOf(store, portal);
    await query(
      database.databaseUrl,
      'update partnership.leases set token = token + 1 where portal_id = $1',
      [portal],
    );
    if (!lease.lost.aborted) await once(lease.lost, 'abort');
    expect(lease.lost.reason).toMatchObject({ code: 'lease_lost' });
    await expect(store.writeSync(portal, lease, () => Promise.resolve())).rejects.toMatchObject({
      code: 'lease_lost',
    });
    await lease.release();
  });

  test('whose connection is cut hears at once, and not at its next renewal, that another was quicker', async () => {
    const times = { expiresMs: 3_600_000, renewEveryMs: 1_800_000 };
    const patient = await openStore({ databaseUrl: database.databaseUrl, home: '', leaseTimes: times });
    const lease = await leaseOf(patient, portal);
    await query(
      database.databaseUrl,
      'update partnership.leases set token = token + 1 where portal_id = $1',
      [portal],
    );
    await query(
      database.databaseUrl,
      `select pg_terminate_backend(pid) from pg_locks
        where locktype = 'advisory' and pid <> pg_backend_pid() and granted
          and database = (select oid from pg_database where datname = current_database())`,
    );
    if (!lease.lost.aborted) await once(lease.lost, 'abort');
    expect(lease.lost.reason).toMatchObject({ code: 'lease_lost' });
    await patient.close();
  });

  test('that slept through its expiry goes on if nobody took the lease, and not if somebody did', async () => {
    const lease = await leaseOf(store, portal);
    const at = (change: string) =>
      query(database.databaseUrl, `update partnership.leases set ${change} where portal_id = $1`, [portal]);
    await at("expires_at = clock_timestamp() - interval '1 second'");
    await store.requireLease(portal, lease);
    expect(await store.takeLease(portal, 'other')).toHaveProperty('heldBy');
    await at('token = token + 1');
    await expect(store.requireLease(portal, lease)).rejects.toMatchObject({ code: 'lease_lost' });
    await lease.release();
    await expect(store.requireLease(portal, lease)).rejects.toMatchObject({ code: 'lease_lost' });
  });

  test('gives up when it cannot renew until its expiry', async () => {
    const lease = await leaseOf(store, portal);
    const blocker = new pg.Client({ connectionString: database.databaseUrl });
    await blocker.connect();
    await blocker.query('begin');
    await blocker.query('select from partnership.leases where portal_id = $1 for update', [portal]);
    await once(lease.lost, 'abort');
    expect(lease.lost.reason).toMatchObject({ code: 'lease_lost' });
    await blocker.end();
  });

  test('that has given it back stores nothing more', async () => {
    const lease = await leaseOf(store, portal);
    await lease.release();
    await lease.release();
    await expect(store.writeSync(portal, lease, (unit) => unit.markDirty(['1']))).rejects.toMatchObject({
      code: 'lease_lost',
    });
  });
});

test('units of work of a portal follow each other, while others read', async () => {
  const lease = await leaseOf(store, portal);
  const order: string[] = [];
  await Promise.all(
    Array.from({ length: 12 }, (_, place) =>
      store.writeSync(portal, lease, async (unit) => {
        order.push(`begin ${place}`);
        await unit.markDirty([String(place)]);
        // With every connection waiting for its turn there would be none to read with.
        await store.dirtyCount(portal);
        order.push(`end ${place}`);
      }),
    ),
  );
  expect(order).toEqual(Array.from({ length: 12 }, (_, place) => [`begin ${place}`, `end ${place}`]).flat());
  expect(await store.dirtyCount(portal)).toBe(12);
  await lease.release();
});
