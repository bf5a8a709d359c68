/** What whoever runs the server needs: health, metrics, limits, and an end that cuts nobody off. */
import { connect } from 'node:net';
import { once } from 'node:events';
import { afterEach, describe, expect, it } from '@jest/globals';
import { instant } from '../../src/domain/calendar.js';
import { isAppError } from '../../src/errors.js';
import { createMetrics, listen } from '../../src/server/index.js';
import { crmOf } from '../operations/portal.js';
import {
  asHubspot,
  EMAIL,
  NOW,
  PORTAL,
  refusalOf,
  SECRET,
  send,
  serverOn,
  type Sent,
  type ServerUnderTest,
} from './server-under-test.js';

const servers: ServerUnderTest[] = [];
const start = async (
  changes: Parameters<typeof serverOn>[2] = {},
  crm = crmOf({ url: 'http://127.0.0.1:9', accessToken: 'x' }),
) => {
  const server = await serverOn(crm, () => instant(NOW), changes);
  servers.push(server);
  return server;
};
afterEach(async () => {
  for (const server of servers.splice(0)) await server.close();
});

const get = (path: string): Sent => ({ method: 'GET', path, headers: {}, body: new Uint8Array() });
/** Refused by the handler: it takes no portal. */
const cheap = asHubspot({ body: '{}' });

describe('health', () => {
  it('healthz says that the process lives, with no database and no portal', async () => {
    const { url } = await start({ checkDatabase: () => Promise.reject(new Error('down')) });
    expect(await send(url, get('/healthz'))).toMatchObject({ status: 200, text: '{"status":"alive"}' });
  });

  it('readyz says whether the database answers, and names no host', async () => {
    let down = false;
    const checkDatabase = () =>
      down ? Promise.reject(new Error('db.internal:5432 refused')) : Promise.resolve();
    const { url } = await start({ checkDatabase });
    expect(await send(url, get('/readyz'))).toMatchObject({ status: 200, text: '{"status":"ready"}' });
    down = true;
    const answer = await send(url, get('/readyz'));
    expect([answer.status, refusalOf(answer).error.code]).toEqual([503, 'database_unreachable']);
    expect(answer.text).not.toContain('db.internal');
    down = false;
    expect(await send(url, get('/readyz'))).toMatchObject({ status: 200 });
  });

  it('readyz sends new requests elsewhere once the server is to end', async () => {
    const { url } = await start({ isStopping: () => true });
    expect(await send(url, get('/readyz'))).toMatchObject({ status: 503 });
    expect(await send(url, get('/healthz'))).toMatchObject({ status: 200 });
  });
});

describe('metrics', () => {
  it('count requests by route and status, refused signatures by reason, calls to HubSpot by status', async () => {
    const metrics = createMetrics({ process: false });
    const { url } = await start({ metrics });
    await send(url, cheap);
    await send(url, cheap);
    await send(url, asHubspot({ secret: 'another' }));
    await send(url, asHubspot({ timestamp: 1 }));
    await send(url, get('/some/address?userEmail=ana'));
    metrics.askedCrm({ status: 200, ms: 30 });
    metrics.askedCrm({ status: null, ms: 30 });
    const { status, headers, text } = await send(url, get('/metrics'));
    expect([status, headers['content-type']]).toEqual([200, expect.stringContaining('text/plain')]);
    expect(text).toContain('partnership_http_requests_total{route="deal-card",status="400"} 2\n');
    expect(text).toContain('partnership_http_requests_total{route="other",status="401"} 3\n');
    expect(text).toContain('partnership_signatures_refused_total{reason="mismatch"} 1\n');
    expect(text).toContain('partnership_signatures_refused_total{reason="timestamp_off"} 1\n');
    expect(text).toContain('partnership_signatures_refused_total{reason="missing"} 1\n');
    expect(text).toContain('partnership_crm_requests_total{status="none"} 1\n');
    expect(text).toContain('partnership_http_request_duration_seconds_count{route="deal-card"} 2\n');
    for (const personal of [SECRET, EMAIL, 'ana', PORTAL, 'address']) expect(text).not.toContain(personal);
  });

  it('has those of the process where it is asked for', async () => {
    expect(await createMetrics({ process: true }).text()).toContain('process_resident_memory_bytes');
  });
});

describe('the limit of a portal', () => {
  it('is 429 with when to come back, after so many signed requests; health is not limited', async () => {
    const { url } = await start({ requestsPerMinute: 2 });
    const statuses = [];
    for (let count = 0; count < 2; count += 1) statuses.push((await send(url, cheap)).status);
    const third = await send(url, cheap);
    expect([...statuses, third.status]).toEqual([400, 400, 429]);
    expect(refusalOf(third).error.code).toBe('too_many_requests');
    expect(Number(third.headers['retry-after'])).toBeGreaterThan(0);
    expect(await send(url, get('/healthz'))).toMatchObject({ status: 200 });
  });

  it('is not used up by whoever is not HubSpot', async () => {
    const { url } = await start({ requestsPerMinute: 1 });
    for (let count = 0; count < 5; count += 1) {
      expect(await send(url, asHubspot({ secret: 'another' }))).toMatchObject({ status: 401 });
      expect(await send(url, asHubspot({ query: 'portalId=1' }))).toMatchObject({ status: 403 });
    }
    expect(await send(url, cheap)).toMatchObject({ status: 400 });
  });
});

describe('the end', () => {
  it('lets an answer under way go out, takes no new connection, and ends with idle ones open', async () => {
    let release = (): void => undefined;
    const held = new Promise<void>((resolve) => (release = resolve));
    let reached = (): void => undefined;
    const arrived = new Promise<void>((resolve) => (reached = resolve));
    const crm = crmOf({ url: 'http://127.0.0.1:9', accessToken: 'x' }, async () => {
      reached();
      await held;
      return { status: 502, header: () => null, text: '{}' };
    });
    const server = await start({}, crm);
    const { hostname, port } = new URL(server.url);
    const idle = connect({ host: hostname, port: Number(port) });
    await once(idle, 'connect');
    const underWay = send(server.url, asHubspot({ body: '{"dealId":"901"}' }));
    await arrived;
    const closed = server.close();
    await expect(send(server.url, get('/healthz'))).rejects.toThrow('ECONNREFUSED');
    release();
    expect(await underWay).toMatchObject({ status: 504, headers: { connection: 'close' } });
    idle.destroy();
    await closed;
    servers.length = 0;
  });

  it('cuts off what takes longer than the grace', async () => {
    let arrive = (): void => undefined;
    const arrived = new Promise<void>((resolve) => (arrive = resolve));
    const listening = await listen({ host: '127.0.0.1', port: 0, graceMs: 10, app: () => () => arrive() });
    const cut = send(listening.url, get('/'));
    await arrived;
    await Promise.all([expect(cut).rejects.toThrow(/socket hang up|ECONNRESET/), listening.close()]);
  });
});

it('a port that is taken is said with the next step', async () => {
  const { url } = await start();
  const port = Number(new URL(url).port);
  const error: unknown = await listen({ host: '127.0.0.1', port, app: () => () => undefined }).catch(
    (one: unknown) => one,
  );
  expect(isAppError(error) && [error.code, error.message]).toEqual([
    'port_in_use',
    expect.stringContaining(String(port)),
  ]);
});
