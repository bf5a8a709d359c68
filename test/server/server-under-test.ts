/** The server on a port of its own, and requests as HubSpot makes them: signed by a recipe that is not ours. */
import { DEFAULT_MAPPING_IN_FORCE, fixedInForce } from '../../src/operations/in-force.js';
import { NO_PORTAL_DATA } from '../operations/no-portal-data.js';
import { NO_PROGRAMME } from '../operations/no-programme.js';
import { createHmac } from 'node:crypto';
import { request as httpRequest } from 'node:http';
import { Writable } from 'node:stream';
import pino from 'pino';
import { DEFAULT_POLICY } from '../../src/domain/policy.js';
import { portalId } from '../../src/domain/ids.js';
import type { Instant } from '../../src/domain/calendar.js';
import { LastMapping } from '../../src/handlers.js';
import type { Crm } from '../../src/operations/crm-port.js';
import { createMetrics, createServer, listen, type ServerDeps } from '../../src/server/index.js';

export const SECRET = 'a-client-secret-of-thirty-six-digits';
export const PORTAL = '48210077';
/** The wall clock of the server, which the test holds. */
export const NOW = 1_795_000_000_000;
/** As HubSpot calls it; the test reaches it elsewhere, as a proxy would. */
export const SERVER_URL = 'https://partnership.example.com';
export const EMAIL = 'ana.ruiz@example.com';

export interface ServerUnderTest {
  readonly url: string;
  /** Lines of the log, one object each. */
  readonly logged: readonly Readonly<Record<string, unknown>>[];
  readonly close: () => Promise<void>;
}

/** Starts the server on a portal's Crm port. */
export async function serverOn(
  crm: Crm,
  now: () => Instant,
  changes: Partial<ServerDeps> = {},
): Promise<ServerUnderTest> {
  const logged: Record<string, unknown>[] = [];
  const lines = new Writable({
    write(chunk: Buffer, _encoding, done) {
      logged.push(JSON.parse(chunk.toString()) as Record<string, unknown>);
      done();
    },
  });
  let requests = 0;
  const deps: ServerDeps = {
    portalId: portalId(PORTAL),
    clientSecret: SECRET,
    serverUrl: SERVER_URL,
    handlerDeps: (actor) => ({
      crmUnder: () => crm,
      last: new LastMapping(),
      clock: { now },
      data: NO_PORTAL_DATA,
      programme: NO_PROGRAMME,
      inForce: fixedInForce(DEFAULT_POLICY),
      mapping: () => Promise.resolve(DEFAULT_MAPPING_IN_FORCE),
      summary: () => Promise.resolve(null),
      programmeSummary: () => Promise.resolve(null),
      programmeQueue: () => Promise.resolve(null),
      actor,
    }),
    roles: { managers: new Set(), ops: new Set() },
    deadlineMs: 9_000,
    requestsPerMinute: 1_000,
    checkDatabase: () => Promise.resolve(),
    isStopping: () => false,
    nowMs: () => NOW,
    elapsedMs: () => performance.now(),
    newRequestId: () => `request-${(requests += 1)}`,
    log: pino({ level: 'debug', base: null }, lines),
    metrics: createMetrics({ process: false }),
    ...changes,
  };
  const listening = await listen({ host: '127.0.0.1', port: 0, app: () => createServer(deps) });
  return { url: listening.url, logged, close: () => listening.close() };
}

export interface Sent {
  readonly method: string;
  /** Path and query, sent as they are. */
  readonly path: string;
  readonly headers: Readonly<Record<string, string | string[]>>;
  readonly body: Uint8Array;
}

export interface Answered {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly text: string;
}

/** Sends a request byte by byte; fetch would put its address right. */
export const send = (url: string, { method, path, headers, body }: Sent): Promise<Answered> =>
  new Promise((resolve, reject) => {
    const { hostname, port } = new URL(url);
    const options = { hostname, port, method, path, headers, agent: false };
    const request = httpRequest(options, (response) => {
      let text = '';
      response.setEncoding('utf8').on('data', (part: string) => (text += part));
      response.on('end', () =>
        resolve({ status: response.statusCode ?? 0, headers: response.headers, text }),
      );
    });
    request.on('error', reject);
    request.end(body);
  });

export interface Asked {
  readonly method?: string;
  readonly path?: string;
  /** What HubSpot adds to the address, as it came in. */
  readonly query?: string;
  readonly body?: string | Uint8Array;
  readonly secret?: string;
  readonly timestamp?: number;
  readonly serverUrl?: string;
}

export const HUBSPOTS_QUERY = `userId=7&portalId=${PORTAL}&userEmail=${encodeURIComponent(EMAIL)}&appId=11`;

const bytesOf = (body: string | Uint8Array): Uint8Array =>
  typeof body === 'string' ? new TextEncoder().encode(body) : body;

/** A request as HubSpot makes it for `hubspot.fetch`. */
export function asHubspot({
  method = 'POST',
  path = '/api/deal-card',
  query = HUBSPOTS_QUERY,
  body = '{}',
  secret = SECRET,
  timestamp = NOW,
  serverUrl = SERVER_URL,
}: Asked = {}): Sent {
  const bytes = bytesOf(body);
  const target = query === '' ? path : `${path}?${query}`;
  // Of the twelve that HubSpot decodes, the addresses of these tests have only this one.
  const uri = `${serverUrl}${target}`.replaceAll('%40', '@');
  const signature = createHmac('sha256', secret)
    .update(Buffer.concat([Buffer.from(method + uri), bytes, Buffer.from(String(timestamp))]))
    .digest('base64');
  const headers = {
    'content-type': 'application/json',
    'content-length': String(bytes.length),
    'x-hubspot-request-timestamp': String(timestamp),
    'x-hubspot-signature-v3': signature,
  };
  return { method, path: target, headers, body: bytes };
}

/** What a refused request is told. */
export interface Refusal {
  readonly ok: false;
  readonly error: { readonly code: string; readonly message: string; readonly next: string };
}
export const refusalOf = ({ text }: Answered): Refusal => JSON.parse(text) as Refusal;
