/** Listens on a port, and ends without cutting anybody off. */
import { createServer, type RequestListener, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { AppError } from '../errors.js';

export interface ListenOptions {
  readonly host: string;
  /** 0: any free one. */
  readonly port: number;
  /** Makes the app, once it is known where it listens. */
  readonly app: (url: string) => RequestListener;
  /** How long answers under way may take once the server is to end, milliseconds. */
  readonly graceMs?: number;
}

export interface Listening {
  readonly url: string;
  /** Takes no new connection, lets answers under way go out, ends. */
  close(): Promise<void>;
}

/** A little longer than a card is waited for. */
const GRACE_MS = 10_000;

/** A request that dribbles in does not hold a connection for ever. */
const TIMEOUTS = { headersTimeout: 10_000, requestTimeout: 20_000, keepAliveTimeout: 65_000 } as const;

/** @throws AppError `port_in_use` */
export async function listen({ host, port, app, graceMs = GRACE_MS }: ListenOptions): Promise<Listening> {
  const server = createServer(TIMEOUTS);
  const underWay = new Set<ServerResponse>();
  server.on('request', (_request, response) => {
    underWay.add(response);
    if (!server.listening) response.setHeader('Connection', 'close');
    response.once('close', () => underWay.delete(response));
  });
  const bound = await bind(server, port, host);
  const url = `http://${host.includes(':') ? `[${host}]` : host}:${bound}`;
  server.on('request', app(url));
  return { url, close: () => close(server, underWay, graceMs) };
}

function bind(server: Server, port: number, host: string): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => reject(portRefused(host, port, error)));
    server.listen(port, host, () => resolve((server.address() as AddressInfo).port));
  });
}

function portRefused(host: string, port: number, cause: NodeJS.ErrnoException): AppError {
  const why: Readonly<Record<string, string>> = {
    EADDRINUSE: 'another process uses it',
    EACCES: 'this user may not',
    EADDRNOTAVAIL: 'this machine has no such address',
  };
  return new AppError(
    'port_in_use',
    `The server cannot listen on ${host}, port ${port}: ${why[cause.code ?? ''] ?? cause.code ?? String(cause)}.`,
    'Stop that process, or name another port or host (--port or PORT, 0 takes any free one; --host).',
    { cause },
  );
}

async function close(server: Server, underWay: ReadonlySet<ServerResponse>, graceMs: number): Promise<void> {
  const closed = new Promise<void>((resolve) => server.close(() => resolve()));
  for (const response of underWay) if (!response.headersSent) response.setHeader('Connection', 'close');
  const inTime = new AbortController();
  const grace = sleep(graceMs, undefined, { signal: inTime.signal }).then(
    () => server.closeAllConnections(),
    () => undefined,
  );
  await closed;
  inTime.abort();
  await grace;
}
