/** The ledger in Postgres: what is posted stays, whoever asks. */
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import pg from 'pg';
import { instant } from '../../src/domain/calendar.js';
import { dealId, portalId, type PortalId } from '../../src/domain/ids.js';
import { closeOf } from '../../src/domain/period-close.js';
import { entriesToPost } from '../../src/domain/posting.js';
import { openStore, type OpenedStore } from '../../src/store/store.js';
import { books, linesOf, month, utc, won } from '../domain/ledger-facts.js';
import { query, testDatabase, type TestDatabase } from './database.js';
import { ledgerFacts, postedLedger } from './read-store.js';

const NOW = utc('2026-09-06T00:00:00Z');
let database: TestDatabase;
let store: OpenedStore;
let portals = 0;
let portal: PortalId;

beforeAll(async () => {
  database = await testDatabase();
  store = await openStore({ databaseUrl: database.databaseUrl, home: '' });
});
beforeEach(() => {
  portals += 1;
  portal = portalId(`ledger-${portals}`);
});
afterAll(async () => {
  await store.close();
  await database.close();
});

const newEntries = (amount = 1000, deal = '1') =>
  entriesToPost([], won(linesOf(amount, { deal })), {
    ...books('2026-09-06T00:00:00Z'),
    portalId: portal,
  });
const append = (entries = newEntries(), at = NOW) =>
  store.writeLedger(portal, async (unit) => {
    await unit.recordFrom(at);
    await unit.append(entries);
  });
const posted = async (of = portal) => (await postedLedger(store, of)).entries;
const close = () =>
  store.writeLedger(portal, async (unit) => {
    const closing = {
      portalId: portal,
      period: month('2026-09'),
      recordedAt: await unit.recordFrom(utc('2026-10-01T00:00:00Z')),
      homeCurrency: 'USD',
      timeZone: 'UTC',
      previous: null,
    };
    await unit.appendClose(closeOf(await unit.entriesPostedIn('2026-09'), closing, store.digest));
  });

describe('what is posted', () => {
  it('is given back as it was, in the order of recording, and only to its portal', async () => {
    await append();
    const entries = await posted();
    expect(entries).toEqual(
      newEntries().map((entry) => ({ ...entry, id: expect.any(String), recordedAt: NOW })),
    );
    expect(await posted(portalId('another'))).toEqual([]);
    expect((await postedLedger(store, portal, instant(NOW - 1))).entries).toEqual([]);
    expect((await postedLedger(store, portal, NOW)).entries).toHaveLength(3);
  });

  it('is refused a second time, with all that came with it', async () => {
    await append();
    await expect(append([...newEntries(500, '2'), ...newEntries()])).rejects.toThrow('ledger_entries_pkey');
    expect(await posted()).toHaveLength(3);
  });

  it('is nothing if the unit of work fails after it', async () => {
    const failing = store.writeLedger(portal, async (unit) => {
      await unit.recordFrom(NOW);
      await unit.append(newEntries());
      throw new Error('no');
    });
    await expect(failing).rejects.toThrow('no');
    expect(await posted()).toEqual([]);
  });

  it('of another portal is a bug', async () => {
    const foreign = newEntries().map((entry) => ({ ...entry, portalId: portalId('another') }));
    await expect(append(foreign)).rejects.toThrow('an entry of another portal');
  });
});

describe('the database itself refuses', () => {
  beforeEach(async () => {
    await append();
    await close();
    await store.writeLedger(portal, async (unit) => {
      await unit.recordFrom(NOW);
      await unit.saveFacts([{ kind: 'partner', subjectId: '7', content: '{}' }]);
      await unit.appendAlias({ oldDealId: dealId('8'), newDealId: dealId('1') });
    });
  });

  const tables = ['ledger_entries', 'ledger_facts', 'period_closes', 'deal_aliases'];
  it.each(
    tables.flatMap((table) => [
      [`update partnership.${table} set portal_id = portal_id`],
      [`update partnership.${table} set portal_id = 'x' where portal_id = 'nobody'`],
      [`delete from partnership.${table}`],
      [`truncate partnership.${table} cascade`],
    ]),
  )('%s', async (statement) => {
    await expect(query(database.databaseUrl, statement)).rejects.toThrow('the ledger is append-only');
  });

  it('the same from a session that says it replicates, which skips ordinary triggers', async () => {
    const client = new pg.Client({ connectionString: database.databaseUrl });
    await client.connect();
    try {
      await client.query('set session_replication_role = replica');
      await expect(client.query('delete from partnership.ledger_entries')).rejects.toThrow('append-only');
    } finally {
      await client.end();
    }
  });

  it('an entry in a closed period', async () => {
    await expect(append(newEntries(500, '2'))).rejects.toThrow('period 2026-09 is closed');
    expect(await posted()).toHaveLength(3);
  });

  it('to take back an entry twice, or one of another portal', async () => {
    const [first] = await posted();
    const reversal = { ...first!, postedPeriod: month('2026-10'), reversesId: first!.id, ordinal: 2 };
    await append([reversal]);
    await expect(append([{ ...reversal, ordinal: 3 }])).rejects.toThrow('reverses_id');
    portal = portalId('thief');
    await expect(append([{ ...reversal, portalId: portal }])).rejects.toThrow('reverses_id');
  });
});

describe('the instant of recording', () => {
  const recordAt = (at: typeof NOW) => store.writeLedger(portal, (unit) => unit.recordFrom(at));

  it('is now, or a millisecond after the last, also when a clock went back', async () => {
    expect(await recordAt(NOW)).toBe(NOW);
    await append(newEntries(), NOW);
    expect(await recordAt(instant(NOW + 5))).toBe(NOW + 5);
    expect(await recordAt(NOW)).toBe(NOW + 1);
    expect(await recordAt(instant(NOW - 3_600_000))).toBe(NOW + 1);
  });

  it('is one for a unit of work, and must be asked for', async () => {
    const both = store.writeLedger(portal, async (unit) => [
      await unit.recordFrom(NOW),
      await unit.recordFrom(instant(NOW + 9)),
    ]);
    expect(await both).toEqual([NOW, NOW]);
    await expect(store.writeLedger(portal, (unit) => unit.append(newEntries()))).rejects.toThrow(
      'recordFrom',
    );
  });
});

describe('facts', () => {
  const save = (content: string | null, at = NOW) =>
    store.writeLedger(portal, async (unit) => {
      await unit.recordFrom(at);
      return unit.saveFacts([{ kind: 'deal', subjectId: 'ü\0', content }]);
    });
  const versions = async () =>
    (await ledgerFacts(store, portal)).map(({ version, content }) => [version, content]);

  it('get a version when their content is another, a tombstone when they are gone', async () => {
    expect(await save(null)).toBe(0);
    expect(await save('{"a":1}')).toBe(1);
    expect(await save('{"a":1}')).toBe(0);
    expect(await save('{"a":"\\u0000"}')).toBe(1);
    expect(await save(null)).toBe(1);
    expect(await save(null)).toBe(0);
    expect(await save('{"a":1}')).toBe(1);
    expect(await versions()).toEqual([
      [1, '{"a":1}'],
      [2, '{"a":"\\u0000"}'],
      [3, null],
      [4, '{"a":1}'],
    ]);
    expect(await store.writeLedger(portal, (unit) => unit.presentSubjects('deal'))).toEqual(['ü\0']);
  });

  it('are known from the instant at which they were recorded', async () => {
    await save('1', NOW);
    await save('2', utc('2026-10-01T00:00:00Z'));
    expect(await ledgerFacts(store, portal, NOW)).toHaveLength(1);
    expect(await ledgerFacts(store, portal, instant(NOW - 1))).toEqual([]);
  });
});
