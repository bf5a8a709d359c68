/** The database ends every connection in the middle of a sync: nothing is half-written, and the next sync goes on. */
import { once } from 'node:events';
import { connect, createServer, type AddressInfo, type Socket } from 'node:net';
import { expect, it } from '@jest/globals';
import { isAppError } from '../../src/errors.js';
import { DEFAULT_POLICY } from '../../src/domain/policy.js';
import { syncPortal } from '../../src/operations/sync-portal.js';
import { openStore } from '../../src/store/store.js';
import type { Tamper } from '../operations/portal.js';
import { query } from '../store/database.js';
import { share } from './share.js';
import { troubledTests } from './troubled-portal.js';

const troubled = troubledTests();

/** The requests at which it happens: in lists and associations, in the partner programme's reading, in what is written. */
const MOMENTS = [3, 12, 20, 28, 40, 48, 54];

const ends = `select pg_terminate_backend(pid) from pg_stat_activity
  where datname = current_database() and pid <> pg_backend_pid()`;

/** Before the database: once it is down, connections are cut and none is let in. */
async function gateBefore(databaseUrl: string): Promise<{ url: string; down: () => void }> {
  const { hostname, port } = new URL(databaseUrl);
  const sockets = new Set<Socket>();
  const server = createServer((client) => {
    const database = connect(Number(port), hostname);
    for (const socket of [client, database]) {
      sockets.add(socket);
      socket.on('error', () => undefined);
    }
    client.pipe(database).pipe(client);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const url = new URL(databaseUrl);
  url.host = `127.0.0.1:${(server.address() as AddressInfo).port}`;
  const down = (): void => {
    server.close();
    for (const socket of sockets) socket.destroy();
  };
  return { url: url.href, down };
}

it.each(share(MOMENTS, 2))(
  'its server is gone from request %i on',
  async (at) => {
    const { portal } = troubled.one;
    const gate = await gateBefore(portal.databaseUrl);
    const store = await openStore({ databaseUrl: gate.url, home: '' });
    try {
      let requests = 0;
      const tamper: Tamper = () => {
        requests += 1;
        if (requests === at) gate.down();
        return null;
      };
      const deps = { ...portal.deps(tamper), store };
      const sync = syncPortal(deps, { policy: DEFAULT_POLICY, dryRun: false }, () => undefined);
      await expect(sync).rejects.toMatchObject({ code: 'database_unreachable', exitCode: 3 });
    } finally {
      gate.down();
      await store.close();
    }
    await portal.sync();
    expect(await troubled.one.state()).toEqual(troubled.expected);
  },
  60_000,
);

it.each(share(MOMENTS, 2))(
  'every connection is cut at request %i, once',
  async (at) => {
    const { portal } = troubled.one;
    let requests = 0;
    const tamper: Tamper = async () => {
      requests += 1;
      if (requests === at) await query(portal.databaseUrl, ends);
      return null;
    };
    // Between two units of work it may go on over new connections; in one it says so.
    await portal.sync({ tamper }).catch((error: unknown) => {
      if (!isAppError(error)) throw error;
      expect(error).toMatchObject({ code: 'database_unreachable', exitCode: 3 });
    });
    expect(requests).toBeGreaterThanOrEqual(at);
    await portal.sync();
    expect(await troubled.one.state()).toEqual(troubled.expected);
  },
  60_000,
);
