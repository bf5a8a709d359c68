/** The ledger in Postgres: what is posted stays, whoever asks. */
import { beforeEach, describe, expect, it } from '@jest/globals';
import pg from 'pg';
import { instant } from '../../src/domain/calendar.js';
import { dealId, portalId } from '../../src/domain/ids.js';
import { closeOf } from '../../src/domain/period-close.js';
import { entriesToPost } from '../../src/domain/posting.js';
import { books, linesOf, month, utc, won } from '../domain/ledger-facts.js';
import { query } from './database.js';
import { OwnStore } from './own-store.js';
import { ledgerFacts, postedLedger } from './read-store.js';

const NOW = utc('2026-09-06T00:00:00Z');

const own = OwnStore.open('ledger');

const newEntries = (amount = 1000, deal = '1') =>
  entriesToPost([], won(linesOf(amount, { deal })), {
    ...books('2026-09-06T00:00:00Z'),
    portalId: own.portal,
  });
const append = (entries = newEntries(), at = NOW) =>
  own.store.writeLedger(own.portal, async (unit) => {
    await unit.recordFrom(at);
    await unit.append(entries);
  });
const posted = async (of = own.portal) => (await postedLedger(own.store, of)).entries;
const close = () =>
  own.store.writeLedger(own.portal, async (unit) => {
    const closing = {
      portalId: own.portal,
      period: month('2026-09'),
      recordedAt: await unit.recordFrom(utc('2026-10-01T00:00:00Z')),
      homeCurrency: 'USD',
      timeZone: 'UTC',
      previous: null,
    };
    await unit.appendClose(closeOf(await unit.entriesPostedIn('2026-09'), closing, own.store.digest));
  });

describe('what is posted', () => {
  it('is given back as it was, in the order of recording, and only to its portal', async () => {
    await append();
    const entries = await posted();
    expect(entries).toEqual(
      newEntries().map((entry) => ({ ...entry, id: expect.any(String), recordedAt: NOW })),
    );
    expect(await posted(portalId('another'))).toEqual([]);
    expect((await postedLedger(own.store, own.portal, instant(NOW - 1))).entries).toEqual([]);
    expect((await postedLedger(own.store, own.portal, NOW)).entries).toHaveLength(3);
  });

  it('is refused a second time, with all that came with it', async () => {
    await append();
    await expect(append([...newEntries(500, '2'), ...newEntries()])).rejects.toThrow('ledger_entries_pkey');
    expect(await posted()).toHaveLength(3);
  });

  it('is nothing if the unit of work fails after it', async () => {
    const failing = own.store.writeLedger(own.portal, async (unit) => {
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
    await own.store.writeLedger(own.portal, async (unit) => {
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
    await expect(query(own.database.databaseUrl, statement)).rejects.toThrow('the ledger is append-only');
  });

  it('the same from a session that says it replicates, which skips ordinary triggers', async () => {
    const client = new pg.Client({ connectionString: own.database.databaseUrl });
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
    own.portal = portalId('thief');
    await expect(append([{ ...reversal, portalId: own.portal }])).rejects.toThrow('reverses_id');
  });
});

describe('the instant of recording', () => {
  const recordAt = (at: typeof NOW) => own.store.writeLedger(own.portal, (unit) => unit.recordFrom(at));

  it('is now, or a millisecond after the last, also when a clock went back', async () => {
    expect(await recordAt(NOW)).toBe(NOW);
    await append(newEntries(), NOW);
    expect(await recordAt(instant(NOW + 5))).toBe(NOW + 5);
    expect(await recordAt(NOW)).toBe(NOW + 1);
    expect(await recordAt(instant(NOW - 3_600_000))).toBe(NOW + 1);
  });

  it('is one for a unit of work, and must be asked for', async () => {
    const both = own.store.writeLedger(own.portal, async (unit) => [
      await unit.recordFrom(NOW),
      await unit.recordFrom(instant(NOW + 9)),
    ]);
    expect(await both).toEqual([NOW, NOW]);
    await expect(own.store.writeLedger(own.portal, (unit) => unit.append(newEntries()))).rejects.toThrow(
      'recordFrom',
    );
  });
});

describe('facts', () => {
  const save = (content: string | null, at = NOW) =>
    own.store.writeLedger(own.portal, async (unit) => {
      await unit.recordFrom(at);
      return unit.saveFacts([{ kind: 'deal', subjectId: 'ü\0', content }]);
    });
  const versions = async () =>
    (await ledgerFacts(own.store, own.portal)).map(({ version, content }) => [version, content]);

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
    expect(await own.store.writeLedger(own.portal, (unit) => unit.presentSubjects('deal'))).toEqual(['ü\0']);
  });

  it('are known from the instant at which they were recorded', async () => {
    await save('1', NOW);
    await save('2', utc('2026-10-01T00:00:00Z'));
    expect(await ledgerFacts(own.store, own.portal, NOW)).toHaveLength(1);
    expect(await ledgerFacts(own.store, own.portal, instant(NOW - 1))).toEqual([]);
  });
});
