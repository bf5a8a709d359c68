/** Whatever is sent to the server: a refusal with its status and code, never a 500, and never a word to HubSpot. */
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { instant } from '../../src/domain/calendar.js';
import { crmOf } from '../operations/portal.js';
import {
  asHubspot,
  EMAIL,
  HUBSPOTS_QUERY,
  NOW,
  PORTAL,
  refusalOf,
  SECRET,
  send,
  serverOn,
  type Asked,
  type Sent,
  type ServerUnderTest,
} from './server-under-test.js';

const asked: string[] = [];
// Nothing that is refused may reach the portal: there is none behind this address.
const crm = crmOf({ url: 'http://127.0.0.1:9', accessToken: 'pat-secret' }, ({ path }) => {
  asked.push(path);
  return null;
});
let server: ServerUnderTest;
beforeAll(async () => {
  server = await serverOn(crm, () => instant(NOW));
});
afterAll(() => server.close());

const MEGABYTE = 1_048_576;
const DEAL = '{"dealId":"901"}';
const good = asHubspot({ body: DEAL });
const header = (name: string, value: string | string[]): Sent => ({
  ...good,
  headers: { ...good.headers, [name]: value },
});
const without = (name: string): Sent => ({
  ...good,
  headers: Object.fromEntries(Object.entries(good.headers).filter(([one]) => one !== name)),
});
const signature = String(good.headers['x-hubspot-signature-v3']);
const signed = (one: Asked): Sent => asHubspot({ body: DEAL, ...one });
const withPath = (path: string): Sent => ({ ...good, path });
const deep = (depth: number): string => `{"dealId":${'['.repeat(depth)}${']'.repeat(depth)}}`;

const NOT_SIGNED: readonly (readonly [name: string, sent: Sent])[] = [
  ['no signature', without('x-hubspot-signature-v3')],
  ['no timestamp', without('x-hubspot-request-timestamp')],
  ['neither', { ...good, headers: { 'content-length': '16' } }],
  ['another secret', signed({ secret: 'another' })],
  ['an empty secret', signed({ secret: '' })],
  ['a word for a signature', header('x-hubspot-signature-v3', 'forged')],
  ['the signature of another body', { ...asHubspot({ body: '{"dealId":"902"}' }), headers: good.headers }],
  ['the signature of another portal', withPath(good.path.replace(PORTAL, '1'))],
  ['the signature of another method', { ...good, method: 'PUT' }],
  ['the signature of another server', signed({ serverUrl: 'https://other.example.com' })],
  ['the signature of where it listens', signed({ serverUrl: 'http://127.0.0.1' })],
  [
    'a host that says otherwise, for the signature of that host',
    {
      ...signed({ serverUrl: 'https://other.example.com' }),
      headers: { ...signed({ serverUrl: 'https://other.example.com' }).headers, host: 'other.example.com' },
    },
  ],
  ['stale by a millisecond', signed({ timestamp: NOW - 300_001 })],
  ['a day old', signed({ timestamp: NOW - 86_400_000 })],
  ['dated ahead by a millisecond too much', signed({ timestamp: NOW + 300_001 })],
  ['dated a year ahead', signed({ timestamp: NOW + 31_536_000_000 })],
  ['a timestamp set anew', header('x-hubspot-request-timestamp', String(NOW - 1))],
  ['a timestamp that is none', header('x-hubspot-request-timestamp', 'NaN')],
  [
    'the signature as base64url',
    header('x-hubspot-signature-v3', Buffer.from(signature, 'base64').toString('base64url')),
  ],
  [
    'the signature as hex',
    header('x-hubspot-signature-v3', Buffer.from(signature, 'base64').toString('hex')),
  ],
  ['the signature without its end', header('x-hubspot-signature-v3', signature.replace(/=+$/, ''))],
  ['the signature twice', header('x-hubspot-signature-v3', [signature, signature])],
  [
    'an older version of the signature',
    {
      ...without('x-hubspot-signature-v3'),
      headers: {
        ...without('x-hubspot-signature-v3').headers,
        'x-hubspot-signature': signature,
        'x-hubspot-signature-version': 'v2',
      },
    },
  ],
  ['a slash encoded', withPath(good.path.replace('/deal', '%2Fdeal'))],
  ['the question mark encoded', withPath(good.path.replace('?', '%3F'))],
  ['a letter of the path encoded', withPath(good.path.replace('deal', 'd%65al'))],
  ['a letter of the query encoded', withPath(good.path.replace('portalId', 'port%61lId'))],
  ['a sign encoded twice', withPath(good.path.replace('%40', '%2540'))],
  ['a parameter more', withPath(`${good.path}&portalId=1`)],
  ['the parameters in another order', withPath(good.path.replace('userId=7&', '').concat('&userId=7'))],
  ['an address that cannot be decoded', withPath('/%E0%A4%A')],
  ['an address of another server', withPath(`http://evil.example.com${good.path}`)],
  ['a path that climbs', withPath('/api/../healthz')],
  ['an address that is not there', withPath('/nothing')],
  ['GET without anything', { method: 'GET', path: '/api/deal-card', headers: {}, body: new Uint8Array() }],
  ['TRACE', { method: 'TRACE', path: '/api/deal-card', headers: {}, body: new Uint8Array() }],
  [
    'broken JSON that nobody signed',
    {
      ...good,
      body: new TextEncoder().encode('{"dealId":"90'),
      headers: { ...good.headers, 'content-length': '13' },
    },
  ],
];

const TOO_LARGE: readonly (readonly [name: string, sent: Sent])[] = [
  ['a byte more than 1 MB, signed', asHubspot({ body: 'x'.repeat(MEGABYTE + 1) })],
  ['4 MB, not signed', { ...good, headers: {}, body: new Uint8Array(4 * MEGABYTE) }],
  [
    'more than 1 MB in parts, its size not told',
    {
      ...good,
      headers: { ...without('content-length').headers, 'transfer-encoding': 'chunked' },
      body: new Uint8Array(2 * MEGABYTE),
    },
  ],
];

const NOT_READABLE: readonly (readonly [name: string, body: string | Uint8Array])[] = [
  ['nothing', ''],
  ['broken JSON', '{"dealId":"901"'],
  ['two values', '{}{}'],
  ['a form', 'dealId=901'],
  ['NaN', '{"dealId":NaN}'],
  ['bytes that are no UTF-8', new Uint8Array([0x7b, 0xff, 0xfe, 0x7d])],
  ['a byte order mark', `\ufeff${DEAL}`],
  ['17 levels', deep(17)],
  ['half a million levels', deep(500_000)],
  ['half a million open brackets', '['.repeat(500_000)],
  ['__proto__', '{"dealId":"901","__proto__":{"admin":true}}'],
  ['__proto__, written otherwise', '{"dealId":"901","\\u005f_proto__":{"admin":true}}'],
  ['__proto__ further in', '{"dealId":"901","more":[{"__proto__":1}]}'],
  ['constructor', '{"dealId":"901","constructor":{"prototype":{"admin":true}}}'],
  ['null', 'null'],
  ['a list', '["901"]'],
  ['a number', '901'],
  ['no deal', '{}'],
  ['a number for a deal', '{"dealId":901}'],
  ['a list for a deal', '{"dealId":["901"]}'],
  ['NUL in the id', '{"dealId":"901\\u0000"}'],
  ['SQL in the id', '{"dealId":"901\'; drop table results; --"}'],
  ['a path in the id', '{"dealId":"../companies/1"}'],
  ['a formula in the id', '{"dealId":"=1+1"}'],
  ['an id of 1 MB', `{"dealId":"${'9'.repeat(MEGABYTE - 20)}"}`],
];

const OTHER_PORTALS: readonly (readonly [name: string, asked: Asked])[] = [
  ['no portal', { query: 'userId=7' }],
  ['no query', { query: '' }],
  ['another portal', { query: HUBSPOTS_QUERY.replace(PORTAL, '48210078') }],
  ['the portal and another', { query: `${HUBSPOTS_QUERY}&portalId=1` }],
  ['another and the portal', { query: `portalId=1&${HUBSPOTS_QUERY}` }],
  ['the portal twice', { query: `${HUBSPOTS_QUERY}&portalId=${PORTAL}` }],
  ['another, its name encoded', { query: `${HUBSPOTS_QUERY}&portal%49d=1` }],
  ['an empty portal', { query: 'portalId=' }],
  ['a portal with a blank', { query: `portalId=${PORTAL}+` }],
  ['a portal with a zero before it', { query: `portalId=0${PORTAL}` }],
  ['a portal behind a semicolon', { query: `userId=7;portalId=${PORTAL}` }],
  ['a list', { query: `portalId[]=${PORTAL}` }],
  ['SQL', { query: "portalId=1'or'1'='1" }],
  ['another in the body', { body: '{"dealId":"901","portalId":48210078}' }],
  ['another in the body, as text', { body: '{"dealId":"901","portalId":"1"}' }],
  ['a list in the body', { body: `{"dealId":"901","portalId":["${PORTAL}"]}` }],
  ['null in the body', { body: '{"dealId":"901","portalId":null}' }],
  ['only in the body', { query: 'userId=7', body: `{"dealId":"901","portalId":${PORTAL}}` }],
];

async function refusedWith(sent: Sent): Promise<readonly [number, string]> {
  const answer = await send(server.url, sent);
  const { ok, error } = refusalOf(answer);
  expect(ok).toBe(false);
  expect([error.message, error.next].every((text) => /^[A-Z].+\.$/.test(text))).toBe(true);
  return [answer.status, error.code];
}

describe('401, for what HubSpot has not signed for this server, now', () => {
  it.each(NOT_SIGNED)('%s', async (_name, sent) => {
    expect(await refusedWith(sent)).toEqual([401, 'signature_invalid']);
  });

  it('does not tell which of the reasons it is', async () => {
    const answers = await Promise.all(NOT_SIGNED.map(([, sent]) => send(server.url, sent)));
    expect(new Set(answers.map(({ text }) => text)).size).toBe(1);
  });
});

describe('413, for more than 1 MB', () => {
  it.each(TOO_LARGE)('%s', async (_name, sent) => {
    expect(await refusedWith(sent)).toEqual([413, 'body_too_large']);
  });

  it('and not for 1 MB', async () => {
    const body = ' '.repeat(MEGABYTE - 2) + '{}';
    expect(await refusedWith(asHubspot({ body }))).toEqual([400, 'request_invalid']);
  });
});

describe('400, for what HubSpot signed and cannot be', () => {
  it.each(NOT_READABLE)('%s', async (_name, body) => {
    expect(await refusedWith(asHubspot({ body }))).toEqual([400, 'request_invalid']);
  });

  it('leaves every object’s prototype as it was', () => {
    expect(({} as { admin?: boolean }).admin).toBeUndefined();
  });

  it('packed bodies are 415: HubSpot packs none', async () => {
    const packed = { ...good, headers: { ...good.headers, 'content-encoding': 'gzip' } };
    expect(await refusedWith(packed)).toEqual([415, 'request_invalid']);
  });
});

describe('403, for a portal that is not this server’s', () => {
  it.each(OTHER_PORTALS)('%s', async (_name, one) => {
    const sent = signed(one);
    const answer = await send(server.url, sent);
    expect([answer.status, refusalOf(answer).error.code]).toEqual([403, 'portal_refused']);
    expect(answer.text).not.toContain(PORTAL);
  });
});

describe('404, for an address that is not there', () => {
  it.each([
    '/',
    '/api',
    '/api/',
    '/api/nothing',
    '/api/deal-card/',
    '/api/Deal-Card',
    '/API/deal-card',
    '/api/constructor',
    '/api/__proto__',
    '/api/toString',
    '/api/deal-card/extra',
  ])('%s', async (path) => {
    expect(await refusedWith(signed({ path }))).toEqual([404, 'path_unknown']);
  });

  it.each(['GET', 'PUT', 'DELETE'])('%s of a card', async (method) => {
    const body = method === 'GET' ? '' : DEAL;
    expect(await refusedWith(signed({ method, body }))).toEqual([404, 'path_unknown']);
  });
});

describe('anything', () => {
  it('signed or not is never a 500', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.oneof(fc.json(), fc.string({ unit: 'grapheme' }), fc.uint8Array({ maxLength: 64 })),
        fc.webQueryParameters(),
        fc.constantFrom(SECRET, 'another'),
        async (body, query, secret) => {
          const { status } = await send(server.url, asHubspot({ body, query, secret }));
          expect([400, 401, 403]).toContain(status);
        },
      ),
      { numRuns: 100 },
    );
  });
});

it('nothing of all this reached the portal, and no line of the log has a value of a request in it', () => {
  expect(asked).toEqual([]);
  const log = JSON.stringify(server.logged);
  for (const secret of [
    SECRET,
    EMAIL,
    encodeURIComponent(EMAIL),
    'pat-secret',
    signature,
    'drop table',
    'dealId',
  ])
    expect(log).not.toContain(secret);
  expect(server.logged.length).toBeGreaterThan(200);
  expect(server.logged.filter(({ level }) => level === 50)).toEqual([]);
});
