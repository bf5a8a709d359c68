/** The wire itself: nock in the place of HubSpot, both senders, and waits that are noted instead of waited. */
import nock from 'nock';
import * as z from 'zod';
import { fetchSend } from '../../src/hubspot/fetch-send.js';
import { hubspotCrm } from '../../src/hubspot/hubspot-crm.js';
import { sdkSend } from '../../src/hubspot/sdk-send.js';
import { Transport, type Call, type TransportOptions } from '../../src/hubspot/transport.js';
import type { Crm } from '../../src/operations/crm-port.js';

export const API = 'https://api.hubapi.example';
export const TOKEN = 'pat-na1-5ec8e7-0f-a-p0r7a1';
export const SENDERS = ['SDK', 'fetch'] as const;
export type SenderName = (typeof SENDERS)[number];

export interface Wire {
  readonly transport: Transport;
  readonly crm: Crm;
  /** What it would have waited for, in ms. */
  readonly waits: readonly number[];
}

interface WireOptions extends Pick<TransportOptions, 'onRequest' | 'limitedAttempts'> {
  readonly attempts?: number;
  readonly timeoutMs?: number;
  readonly token?: string;
  readonly random?: number;
}

export function openWire(name: SenderName, options: WireOptions = {}): Wire {
  const { attempts = 5, timeoutMs = 10_000, token = TOKEN, random = 1, ...more } = options;
  const waits: number[] = [];
  const send = name === 'SDK' ? sdkSend(API, token, timeoutMs).send : fetchSend(API, token, timeoutMs);
  const transport = new Transport({
    send,
    limit: (request) => request(),
    sleep: (ms) => {
      waits.push(ms);
      return Promise.resolve();
    },
    random: () => random,
    attempts,
    longestAskedMs: 60_000,
    ...more,
  });
  return { transport, crm: hubspotCrm(transport), waits };
}

export const PATH = '/crm/objects/2026-09/deals';

/** A read, which may be asked twice. */
export const READ: Call<{ ok: boolean }> = {
  method: 'GET',
  repeatable: true,
  path: `${PATH}?limit=1`,
  schema: z.object({ ok: z.boolean() }),
};

/** A create, which may not. */
export const CREATE: Call<{ ok: boolean }> = {
  ...READ,
  method: 'POST',
  repeatable: false,
  path: PATH,
  body: { a: 'é' },
};

export const OK = { ok: true };

/**
 * HubSpot, for one answer. A length or chunks tell where the body ends; without either, a connection that is kept
 * alive leaves node-fetch waiting for more of nock's.
 */
export const hubspot = (options: nock.Options = {}): nock.Scope =>
  nock(API, options).defaultReplyHeaders({ 'transfer-encoding': 'chunked' });

/** Answers one request. */
export function answer(
  method: 'GET' | 'POST',
  status: number,
  body: nock.Body,
  headers: Record<string, string> = {},
): nock.Scope {
  const scope = hubspot();
  const request = method === 'GET' ? scope.get(PATH).query(true) : scope.post(PATH);
  return request.reply(status, body, headers);
}

/** For beforeAll, afterEach and afterAll: nothing leaves this process, and every answer was asked for. */
export const guardWire = {
  start: (): void => nock.disableNetConnect(),
  check: (): void => {
    const unasked = nock.pendingMocks();
    nock.abortPendingRequests();
    nock.cleanAll();
    if (unasked.length > 0) throw new Error(`never asked for: ${unasked.join(', ')}`);
  },
  end: (): void => {
    nock.enableNetConnect();
    nock.restore();
  },
};
