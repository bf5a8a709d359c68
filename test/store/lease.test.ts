import { once } from 'node:events';

import { afterEach, describe, expect, test } from '@jest/globals';
import pg from 'pg';

import { portalId } from '../../src/domain/ids.js';
import type { Lease } from '../../src/operations/ports.js';
import { openStore } from '../../src/store/store.js';
import { query } from './database.js';
import { OwnStore } from './own-store.js';
import { killPrograms, runProgram } from './program.js';
import { leaseOf } from './sync-sample.js';

/** As long as it takes to be sure that a busy machine renews in time. */
const EXPIRES_MS = 1_500;
const leaseTimes = { expiresMs: EXPIRES_MS, renewEveryMs: EXPIRES_MS / 10 };

const own = OwnStore.open('lease', { leaseTimes });
afterEach(killPrograms);

const hold = (purpose = 'sync', expiresMs = EXPIRES_MS) =>
  runProgram<{ held?: true; token?: number; heldBy?: unknown }>('hold-lease', [
    own.database.databaseUrl,
    own.portal,
    String(expiresMs),
    purpose,
  ]);

/** Asks until it is to be had. */
async function soon(): Promise<Lease> {
  for (;;) {
    const taken = await own.store.takeLease(own.portal, 'next');
    if ('lease' in taken) return taken.lease;
  }
}

const expiry = async (): Promise<number> => {
  const rows = await query<{ at: Date }>(
    own.database.databaseUrl,
    'select expires_at as at from partnership.leases where portal_id = $1',
    [own.portal],
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
    const taken = await own.store.takeLease(own.portal, 'sync');
    expect(taken).toMatchObject({
      heldBy: { purpose: 'sync of everything', holder: expect.stringMatching(/, process \d+$/) },
    });
    expect(await own.store.leaseHolder(own.portal)).toEqual('heldBy' in taken ? taken.heldBy : null);
    const other = await leaseOf(own.store, portalId(`${own.portal}-other`));
    await other.release();
    await holder.leave();
    expect(await own.store.leaseHolder(own.portal)).toBeNull();
    const next = await leaseOf(own.store, own.portal);
    expect(next.token).toBe(2);
    await next.release();
  });

  test('that eight ask for at once is given to one', async () => {
    const taken = await Promise.all(Array.from({ length: 8 }, () => own.store.takeLease(own.portal, 'sync')));
    const leases = taken.flatMap((one) => ('lease' in one ? [one.lease] : []));
    expect(leases).toHaveLength(1);
    expect(taken.filter((one) => 'heldBy' in one && one.heldBy.purpose === 'sync')).toHaveLength(7);
    await leases[0]!.release();
  });

  test('is kept over many times its expiry, also within one long unit of work', async () => {
    const lease = await leaseOf(own.store, own.portal);
    const until = performance.now() + 2 * EXPIRES_MS;
    await own.store.writeSync(own.portal, lease, async (unit) => {
      while (performance.now() < until) {
        await unit.state();
        expect(await own.store.leaseHolder(own.portal)).not.toBeNull();
      }
    });
    expect(await own.store.takeLease(own.portal, 'other')).toHaveProperty('heldBy');
    expect(lease.lost.aborted).toBe(false);
    await lease.release();
  });

  test('survives its connection, if nobody else was quicker', async () => {
    const lease = await leaseOf(own.store, own.portal);
    await query(
      own.database.databaseUrl,
      "select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and application_name = 'partnership test'",
    );
    await renewed();
    await renewed();
    expect(await own.store.takeLease(own.portal, 'other')).toHaveProperty('heldBy');
    await own.store.writeSync(own.portal, lease, (unit) => unit.markDirty(['1']));
    await lease.release();
    expect(await own.store.leaseHolder(own.portal)).toBeNull();
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
    expect(await own.store.takeLease(own.portal, 'other')).toHaveProperty('heldBy');
    const lease = await soon();
    expect(lease.token).toBe(2);
    await own.store.writeSync(own.portal, lease, (unit) => unit.markDirty(['2']));
    const late = holder.ask('3');
    holder.signal('SIGCONT');
    expect(await late).toMatchObject({ error: 'lease_lost' });
    expect(await holder.ask('4')).toEqual({ error: 'lease_lost', lost: true });
    expect(await own.store.dirtyDeals(own.portal, null, 10)).toEqual(['1', '2']);
    // The old holder's end does not end the new one's lease.
    await holder.leave();
    expect(await own.store.takeLease(own.portal, 'other')).toHaveProperty('heldBy');
    await lease.release();
  });

  test('that hangs in the middle of a unit of work is followed too, and the unit is taken back', async () => {
    const holder = await hold();
    const late = holder.ask('freeze');
    const lease = await soon();
    await own.store.writeSync(own.portal, lease, (unit) => unit.markDirty(['2']));
    holder.signal('SIGCONT');
    expect(await late).toMatchObject({ error: 'lease_lost' });
    expect(await own.store.dirtyDeals(own.portal, null, 10)).toEqual(['2']);
    await lease.release();
  });

  test('hears that its lease was taken over', async () => {
    const lease = await leaseOf(own.store, own.portal);
    await query(
      own.database.databaseUrl,
      'update partnership.leases set token = token + 1 where portal_id = $1',
      [own.portal],
    );
    if (!lease.lost.aborted) await once(lease.lost, 'abort');
    expect(lease.lost.reason).toMatchObject({ code: 'lease_lost' });
    await expect(own.store.writeSync(own.portal, lease, () => Promise.resolve())).rejects.toMatchObject({
      code: 'lease_lost',
    });
    await lease.release();
  });

  test('whose connection is cut hears at once, and not at its next renewal, that another was quicker', async () => {
    const times = { expiresMs: 3_600_000, renewEveryMs: 1_800_000 };
    const patient = await openStore({ databaseUrl: own.database.databaseUrl, home: '', leaseTimes: times });
    const lease = await leaseOf(patient, own.portal);
    await query(
      own.database.databaseUrl,
      'update partnership.leases set token = token + 1 where portal_id = $1',
      [own.portal],
    );
    await query(
      own.database.databaseUrl,
      `select pg_terminate_backend(pid) from pg_locks
        where locktype = 'advisory' and pid <> pg_backend_pid() and granted
          and database = (select oid from pg_database where datname = current_database())`,
    );
    if (!lease.lost.aborted) await once(lease.lost, 'abort');
    expect(lease.lost.reason).toMatchObject({ code: 'lease_lost' });
    await patient.close();
  });

  test('that slept through its expiry goes on if nobody took the lease, and not if somebody did', async () => {
    const lease = await leaseOf(own.store, own.portal);
    const at = (change: string) =>
      query(own.database.databaseUrl, `update partnership.leases set ${change} where portal_id = $1`, [
        own.portal,
      ]);
    await at("expires_at = clock_timestamp() - interval '1 second'");
    await own.store.requireLease(own.portal, lease);
    expect(await own.store.takeLease(own.portal, 'other')).toHaveProperty('heldBy');
    await at('token = token + 1');
    await expect(own.store.requireLease(own.portal, lease)).rejects.toMatchObject({ code: 'lease_lost' });
    await lease.release();
    await expect(own.store.requireLease(own.portal, lease)).rejects.toMatchObject({ code: 'lease_lost' });
  });

  test('gives up when it cannot renew until its expiry', async () => {
    const lease = await leaseOf(own.store, own.portal);
    const blocker = new pg.Client({ connectionString: own.database.databaseUrl });
    await blocker.connect();
    await blocker.query('begin');
    await blocker.query('select from partnership.leases where portal_id = $1 for update', [own.portal]);
    await once(lease.lost, 'abort');
    expect(lease.lost.reason).toMatchObject({ code: 'lease_lost' });
    await blocker.end();
  });

  test('that has given it back stores nothing more', async () => {
    const lease = await leaseOf(own.store, own.portal);
    await lease.release();
    await lease.release();
    await expect(
      own.store.writeSync(own.portal, lease, (unit) => unit.markDirty(['1'])),
    ).rejects.toMatchObject({
      code: 'lease_lost',
    });
  });
});

test('units of work of a portal follow each other, while others read', async () => {
  const lease = await leaseOf(own.store, own.portal);
  const order: string[] = [];
  await Promise.all(
    Array.from({ length: 12 }, (_, place) =>
      own.store.writeSync(own.portal, lease, async (unit) => {
        order.push(`begin ${place}`);
        await unit.markDirty([String(place)]);
        // With every connection waiting for its turn there would be none to read with.
        await own.store.dirtyCount(own.portal);
        order.push(`end ${place}`);
      }),
    ),
  );
  expect(order).toEqual(Array.from({ length: 12 }, (_, place) => [`begin ${place}`, `end ${place}`]).flat());
  expect(await own.store.dirtyCount(own.portal)).toBe(12);
  await lease.release();
});
