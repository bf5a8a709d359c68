/** The hosted card on the server, with a real portal behind it: the same answer as the function's, to the letter. */
import { mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { portalId } from '../../src/domain/ids.js';
import { setUpPortal } from '../../src/operations/set-up-portal.js';
import type { Crm } from '../../src/operations/crm-port.js';
import { runFunction } from '../../src/sandbox/pages/function-runner.js';
import { bundleFunctions } from '../../src/staging/bundle-function.js';
import {
  answer as portalAnswer,
  crmOf,
  PortalOnDatabase,
  recordIdOf,
  type Tamper,
} from '../operations/portal.js';
import {
  asHubspot,
  EMAIL,
  PORTAL,
  refusalOf,
  send,
  SECRET,
  serverOn,
  type ServerUnderTest,
} from './server-under-test.js';
import { currentResults } from '../store/read-store.js';

type Fetch = (
  address: string,
  options: { method: 'POST'; body: unknown },
) => Promise<{ json: () => unknown }>;
const hubspotFetch = jest.fn<Fetch>();
jest.unstable_mockModule('@hubspot/ui-extensions', () => ({ hubspot: { fetch: hubspotFetch } }));
const { askAs } = await import('../../extensions/transport.hosted.js');
const ask = askAs('Ana Ruiz', 'record');

let portal: PortalOnDatabase;
let server: ServerUnderTest;
let folder: string;
let dealId: string;
beforeAll(async () => {
  portal = await PortalOnDatabase.open({ deals: 30 });
  await setUpPortal(crmOf(portal.sandbox), { dryRun: false });
  await portal.sync();
  server = await serverOn(crmOf(portal.sandbox), () => portal.now(), {
    checkDatabase: () => portal.store.listRuns(portalId(PORTAL), 1),
  });
  dealId = recordIdOf(portal.sandbox.recordUrls.deal);
  folder = await mkdtemp(path.join(os.tmpdir(), 'functions-'));
  await bundleFunctions(path.resolve('serverless'), ['deal-card'], folder, { kind: 'runner' });
  // HubSpot's part: the address that the card names, with what HubSpot adds, signed and sent on.
  hubspotFetch.mockImplementation(async (address, { method, body }) => {
    const target = address.replace('__PARTNERSHIP_SERVER_URL__', '');
    const { text } = await send(server.url, asHubspot({ method, path: target, body: JSON.stringify(body) }));
    return { json: () => JSON.parse(text) as unknown };
  });
}, 60_000);
afterAll(async () => {
  await server.close();
  await portal.close();
  await rm(folder, { recursive: true, force: true });
});

const askFunction = async (id: string): Promise<unknown> => {
  const { url, accessToken } = portal.sandbox;
  const answer = await runFunction({
    folder,
    name: 'deal-card',
    policyText: null,
    environment: { accessToken, apiUrl: url },
    context: {
      parameters: { dealId: id },
      propertiesToSend: { hs_object_id: id },
      event: { type: 'SERVERLESS_ACTION_HOOK', payload: {} },
      secrets: {},
    },
  });
  if (answer.status === 'ERROR') throw new Error(answer.message);
  return answer.response;
};

/** HubSpot signs who asks the server, and tells a function nobody: what somebody may do differs, and nothing else. */
const RIGHTS: ReadonlySet<string> = new Set(['tagging', 'canChange', 'canRule', 'hint', 'button']);
const withoutRights = (answered: unknown): string =>
  JSON.stringify(answered, (key, value: unknown) => (RIGHTS.has(key) ? undefined : value));

describe('the hosted card', () => {
  it('gets the answer that the function gives, letter by letter, but for what a person may do', async () => {
    const results = await currentResults(portal.store, portalId(PORTAL));
    const kinds = new Set<string>();
    for (const id of [dealId, ...results.slice(0, 12).map((one) => one.dealId)]) {
      const hosted = await ask('deal-card', { dealId: id });
      expect(hosted).toMatchObject({ ok: true });
      expect(withoutRights(hosted)).toBe(withoutRights(await askFunction(id)));
      kinds.add((hosted as { view: { kind: string } }).view.kind);
    }
    expect(kinds).toEqual(new Set(['ready', 'empty']));
  }, 60_000);

  it.each(['404404404', 'no id', ''])(
    'gets the error that the function gives, for the deal %j',
    async (id) => {
      const hosted = await ask('deal-card', { dealId: id });
      expect(hosted).toMatchObject({ ok: false, error: { code: expect.any(String) } });
      expect(hosted).toEqual(await askFunction(id));
    },
  );

  it('may name its own portal in the body too', async () => {
    const body = JSON.stringify({ dealId, portalId: Number(PORTAL) });
    expect(await send(server.url, asHubspot({ body }))).toMatchObject({ status: 200 });
  });
});

describe('an answer', () => {
  it('is JSON that nobody keeps, with an id and no word of what made it', async () => {
    const { status, headers } = await send(server.url, asHubspot({ body: JSON.stringify({ dealId }) }));
    expect(status).toBe(200);
    expect(headers).toMatchObject({
      'content-type': 'application/json; charset=utf-8',
      'cache-control': 'no-store',
      'x-content-type-options': 'nosniff',
      'x-request-id': expect.stringMatching(/^request-\d+$/),
    });
    expect(headers['x-powered-by']).toBeUndefined();
    expect(headers['access-control-allow-origin']).toBeUndefined();
  });
});

/** Every outage and refusal of HubSpot, as the card is told. */
const OUTAGES: readonly (readonly [name: string, tamper: Tamper, status: number, code: string])[] = [
  [
    'a token that is not known',
    () => portalAnswer(401, { status: 'error', message: 'no', category: 'INVALID_AUTHENTICATION' }),
    502,
    'token_invalid',
  ],
  [
    'a scope that is missing',
    () => portalAnswer(403, { status: 'error', message: 'no', category: 'MISSING_SCOPES' }),
    502,
    'scope_missing',
  ],
  ['5xx', () => portalAnswer(502, { status: 'error', message: 'no' }), 504, 'crm_unreachable'],
  [
    'HTML for JSON',
    () => ({ status: 200, header: () => null, text: '<html>' }),
    502,
    'crm_unexpected_answer',
  ],
  [
    'a rate limit that stays',
    () => portalAnswer(429, { status: 'error', errorType: 'RATE_LIMIT', policyName: 'SECONDLY' }),
    503,
    'crm_rate_limited',
  ],
  [
    'a day that is used up',
    () => portalAnswer(429, { status: 'error', errorType: 'RATE_LIMIT', policyName: 'DAILY' }),
    503,
    'crm_daily_limit',
  ],
  ['a connection that breaks', () => Promise.reject(new Error('ECONNRESET')), 504, 'crm_unreachable'],
];

describe('where HubSpot does not answer as it should', () => {
  const askOn = async (crm: Crm, changes: Parameters<typeof serverOn>[2] = {}) => {
    const one = await serverOn(crm, () => portal.now(), changes);
    try {
      const answer = await send(one.url, asHubspot({ body: JSON.stringify({ dealId }) }));
      return {
        status: answer.status,
        code: refusalOf(answer).error.code,
        text: answer.text,
        logged: one.logged,
      };
    } finally {
      await one.close();
    }
  };

  it.each(OUTAGES)('%s', async (_name, tamper, status, code) => {
    expect(await askOn(crmOf(portal.sandbox, tamper))).toMatchObject({ status, code });
  });

  it('a call that never ends is not waited for', async () => {
    const crm = crmOf(portal.sandbox, () => new Promise(() => undefined));
    expect(await askOn(crm, { deadlineMs: 20 })).toMatchObject({ status: 504, code: 'crm_unreachable' });
  });

  it('a defect of ours is a 500 in plain words; the log has where it is, and not what it says', async () => {
    const bug = new TypeError(`${EMAIL} is not a function`);
    const crm = { ...crmOf(portal.sandbox), owners: () => Promise.reject(bug) };
    const { status, code, text, logged } = await askOn(crm);
    expect([status, code]).toEqual([500, 'invariant_broken']);
    expect(text).not.toMatch(/TypeError|function|at /);
    const line = logged.find(({ level }) => level === 50);
    expect(line).toMatchObject({
      bug: { name: 'TypeError', frames: expect.arrayContaining([expect.stringContaining('cards.test')]) },
    });
    expect(JSON.stringify(logged)).not.toContain(EMAIL);
  });
});

it('the log has one line a request, with route, status and time, and nothing of a person', () => {
  const lines = server.logged.filter(({ route }) => route === 'deal-card');
  expect(lines.length).toBeGreaterThan(10);
  for (const line of lines) {
    expect(
      Object.keys(line)
        .filter((key) => !['level', 'time', 'code', 'msg'].includes(key))
        .toSorted(),
    ).toEqual(['method', 'ms', 'requestId', 'route', 'status']);
  }
  const log = JSON.stringify(server.logged);
  for (const secret of [SECRET, 'ana.ruiz', dealId, portal.sandbox.accessToken, 'Northwind'])
    expect(log).not.toContain(secret);
});
