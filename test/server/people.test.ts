/** Who asks, as HubSpot signs it, and what that person may do; what a card says of its user says nothing. */
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { DEFAULT_POLICY } from '../../src/domain/policy.js';
import { HANDLER_NAMES, readsOnly } from '../../src/handlers.js';
import { LastMapping } from '../../src/handlers.js';
import { DEFAULT_MAPPING_IN_FORCE, fixedInForce } from '../../src/operations/in-force.js';
import { setUpPortal } from '../../src/operations/set-up-portal.js';
import type { PortalData } from '../../src/operations/portal-data-port.js';
import { onceBySignature } from '../../src/server/once-by-signature.js';
import { crmOf, dataOf, programmeOf, PortalOnDatabase, recordIdOf } from '../operations/portal.js';
import {
  asHubspot,
  EMAIL,
  NOW,
  PORTAL,
  refusalOf,
  send,
  serverOn,
  type Asked,
  type ServerUnderTest,
} from './server-under-test.js';

const MANAGER = 'sam.lee@example.com';
const OPS = 'ops@example.com';
const asUser = (email: string, id = '7') =>
  `userId=${id}&portalId=${PORTAL}&userEmail=${encodeURIComponent(email)}&appId=11`;

let portal: PortalOnDatabase;
let server: ServerUnderTest;
let dealId: string;
let writes = 0;
beforeAll(async () => {
  portal = await PortalOnDatabase.open({ deals: 10 });
  await setUpPortal(crmOf(portal.sandbox), { dryRun: false });
  const kept = dataOf(portal.sandbox);
  const data: PortalData = {
    read: (keys) => kept.read(keys),
    write: (key, value) => {
      writes += 1;
      return kept.write(key, value);
    },
  };
  server = await serverOn(crmOf(portal.sandbox), () => portal.now(), {
    roles: { managers: new Set([MANAGER]), ops: new Set([OPS, '42']) },
    handlerDeps: (actor) => ({
      crmUnder: () => crmOf(portal.sandbox),
      last: new LastMapping(),
      mapping: () => Promise.resolve(DEFAULT_MAPPING_IN_FORCE),
      clock: { now: () => portal.now() },
      data,
      programme: programmeOf(portal.sandbox),
      inForce: fixedInForce(DEFAULT_POLICY),
      summary: () => Promise.resolve(null),
      programmeSummary: () => Promise.resolve(null),
      programmeQueue: () => Promise.resolve(null),
      actor,
    }),
  });
  dealId = recordIdOf(portal.sandbox.recordUrls.deal);
}, 60_000);
afterAll(async () => {
  await server.close();
  await portal.close();
});
beforeEach(() => {
  writes = 0;
});

const SETTINGS = JSON.stringify({ tagging: 'confirm' });
let next = 0;
/** Each at an instant of its own, so that no two have one signature. */
const ask = (asked: Asked) => send(server.url, asHubspot({ timestamp: NOW - (next += 1), ...asked }));
const saveSettings = (asked: Asked) => ask({ path: '/api/save-settings', body: SETTINGS, ...asked });

describe('what a person may do', () => {
  it.each([
    ['a rep', asUser(EMAIL)],
    ['a manager', asUser(MANAGER)],
    ['nobody in particular', `portalId=${PORTAL}`],
    ['an empty address and no list', `portalId=${PORTAL}&userId=&userEmail=`],
  ])('%s cannot change settings', async (_who, query) => {
    const answered = await saveSettings({ query });
    expect([answered.status, refusalOf(answered).error.code]).toEqual([403, 'not_permitted']);
    expect(writes).toBe(0);
  });

  it.each([
    ['by e-mail', asUser(OPS)],
    ['by e-mail in capitals', asUser(OPS.toUpperCase())],
    ['by user id', asUser('other@example.com', '42')],
  ])('ops can, %s', async (_how, query) => {
    expect((await saveSettings({ query })).status).toBe(200);
    expect(writes).toBe(1);
  });

  it('a rep cannot rule on a tag', async () => {
    const body = JSON.stringify({
      dealId,
      partnerId: '2100001',
      ruling: { kind: 'refuse', reason: 'Not theirs' },
      mode: 'save',
      basis: 'x',
    });
    const before = portal.snapshot();
    const answered = await ask({ path: '/api/rule-on-tag', body, query: asUser(EMAIL) });
    expect([answered.status, refusalOf(answered).error.code]).toEqual([403, 'not_permitted']);
    expect(portal.snapshot()).toBe(before);
    const asManager = await ask({ path: '/api/rule-on-tag', body, query: asUser(MANAGER) });
    expect(refusalOf(asManager).error.code).not.toBe('not_permitted');
  });
});

describe('a user that a card names itself', () => {
  it('in the body changes nothing', async () => {
    const body = JSON.stringify({
      tagging: 'confirm',
      actorName: 'Ops',
      userEmail: OPS,
      userId: 42,
      roles: ['ops'],
      identity: { kind: 'signed', roles: ['ops'] },
    });
    expect((await saveSettings({ body, query: asUser(EMAIL) })).status).toBe(403);
    expect(writes).toBe(0);
  });

  it.each([
    `userEmail=${encodeURIComponent(OPS)}&${asUser(EMAIL)}`,
    `${asUser(EMAIL)}&userEmail=${encodeURIComponent(OPS)}`,
    `${asUser(EMAIL)}&userId=42`,
  ])('beside the one that HubSpot signs is refused: %s', async (query) => {
    const answered = await saveSettings({ query });
    expect([answered.status, refusalOf(answered).error.code]).toEqual([403, 'not_permitted']);
    expect(writes).toBe(0);
  });
});

describe('an action that is sent again under its signature', () => {
  it('is done once, and gets the first answer', async () => {
    const asked = asHubspot({ path: '/api/save-settings', body: SETTINGS, query: asUser(OPS) });
    const answers = await Promise.all([send(server.url, asked), send(server.url, asked)]);
    answers.push(await send(server.url, asked));
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 200]);
    expect(new Set(answers.map(({ text }) => text)).size).toBe(1);
    expect(writes).toBe(1);
  });

  it('is tried anew where the first answer was an outage, and after the signature has run out', async () => {
    let now = 0;
    let done = 0;
    const once = onceBySignature({ elapsedMs: () => now, rememberMs: 100, most: 2 });
    const work = () => Promise.resolve((done += 1));
    expect(await once('a', work, () => false)).toBe(1);
    expect(await once('a', work, () => true)).toBe(2);
    expect(await once('a', work, () => true)).toBe(2);
    now = 100;
    expect(await once('a', work, () => true)).toBe(3);
    await expect(
      once(
        'b',
        () => Promise.reject(new Error('down')),
        () => true,
      ),
    ).rejects.toThrow('down');
    expect(await once('b', work, () => true)).toBe(4);
    // Two are remembered: a third sends the oldest away.
    expect(await once('c', work, () => true)).toBe(5);
    expect(await once('a', work, () => true)).toBe(6);
  });
});

it.each(HANDLER_NAMES)('%s has an address, behind the signature like all others', async (name) => {
  const path = `/api/${name}`;
  const answered = await ask({ path, query: asUser(EMAIL) });
  expect([200, 400, 403]).toContain(answered.status);
  expect((await ask({ path, secret: 'another' })).status).toBe(401);
});

it('what only reads is known by name', () => {
  expect(HANDLER_NAMES.filter((name) => !readsOnly(name)).sort()).toEqual(
    expect.arrayContaining(['policy', 'rule-on-tag', 'save-settings', 'tag-deal']),
  );
});

it('no address of a person is logged', () => {
  const log = JSON.stringify(server.logged);
  for (const email of [EMAIL, MANAGER, OPS]) expect(log).not.toContain(email);
  expect(log).not.toContain('userEmail');
});
