/** The journal in Postgres, and reads that are one snapshot. */
import { describe, expect, it } from '@jest/globals';
import type { Kysely } from 'kysely';
import { instant } from '../../src/domain/calendar.js';
import { dealId, portalId } from '../../src/domain/ids.js';
import { JournalCheck } from '../../src/domain/journal.js';
import { entriesToPost } from '../../src/domain/posting.js';
import type { LedgerUnit } from '../../src/operations/ports.js';
import { openPool } from '../../src/store/connection.js';
import { up } from '../../src/store/migrations/0003-journal.js';
import { openStore } from '../../src/store/store.js';
import { closePeriod } from '../../src/operations/close-period.js';
import { CLOCK, NOW, postRun } from '../operations/ledger-run.js';
import { books, linesOf, month, won } from '../domain/ledger-facts.js';
import { query, testDatabase } from './database.js';
import { OwnStore } from './own-store.js';

const own = OwnStore.open('journal');

/** What the check finds, and the instants of the rows. */
async function checked(of = own.portal) {
  const check = new JournalCheck(of, own.store.digest);
  const wrong: string[] = [];
  const rows: number[] = [];
  await own.store.readLedger(of, CLOCK, async (view) => {
    for await (const page of view.journalUnits()) {
      for (const unit of page) {
        rows.push(unit.ordinal);
        wrong.push(...check.add(unit));
      }
    }
  });
  return { wrong, rows, last: check.last() };
}

const entries = (deal: string) =>
  entriesToPost([], won(linesOf(1000, { deal })), { ...books('2026-09-06T00:00:00Z'), portalId: own.portal });
const unit = (work: (unit: LedgerUnit) => Promise<unknown>, at = NOW) =>
  own.store.writeLedger(own.portal, async (one) => {
    await one.recordFrom(at);
    await work(one);
  });

describe('the journal', () => {
  it('has a row for each unit that recorded anything, and for no other', async () => {
    await unit((one) => one.append(entries('1')));
    await unit(() => Promise.resolve());
    await unit((one) => one.saveFacts([{ kind: 'deal', subjectId: '1', content: '{}' }]));
    await unit((one) => one.saveFacts([{ kind: 'deal', subjectId: '1', content: '{}' }]));
    await unit((one) => one.appendAlias({ oldDealId: dealId('2'), newDealId: dealId('1') }));
    const { wrong, rows, last } = await checked();
    expect(wrong).toEqual([]);
    expect(rows).toEqual([1, 2, 3]);
    expect(last).toMatchObject({
      recordedAt: NOW + 2,
      parts: { aliases: { count: 1 }, entries: { count: 0 } },
    });
  });

  it('keeps as of when the run computed whose results a unit posted', async () => {
    await postRun(own.store, own.portal, 1);
    const last = await own.store.readLedger(own.portal, CLOCK, (view) => view.lastJournal());
    expect(last?.asOf).toBe(NOW);
  });

  it('is append-only like the rest', async () => {
    await unit((one) => one.append(entries('1')));
    for (const statement of [
      'update partnership.ledger_journal set hash = hash',
      'delete from partnership.ledger_journal',
      'truncate partnership.ledger_journal',
    ])
      await expect(query(own.database.databaseUrl, statement)).rejects.toThrow('the ledger is append-only');
  });
});

describe('a ledger from before the journal', () => {
  it('gets a row for each instant at which anything was recorded, in one chain', async () => {
    const old = await testDatabase();
    try {
      const before = await openStore({ databaseUrl: old.databaseUrl, home: '' });
      const clock = { now: () => instant(NOW) };
      for (const name of ['b', 'a']) {
        await postRun(before, portalId(name), 1);
        await closePeriod(
          { store: before, clock },
          { portalId: portalId(name), period: month('2026-07'), through: true },
        );
        await postRun(before, portalId(name), 2);
      }
      await before.close();
      await query(
        old.databaseUrl,
        `drop table partnership.ledger_journal;
         ${['ledger_entries', 'ledger_facts', 'period_closes', 'deal_aliases']
           .map((table) => `alter table partnership.${table} drop column journal_ordinal;`)
           .join('\n')}
         create index ledger_entries_recorded on partnership.ledger_entries (portal_id, recorded_at)`,
      );
      const pool = openPool(old.databaseUrl);
      await pool.transaction().execute((trx) => up(trx as unknown as Kysely<unknown>));
      await pool.destroy();
      const after = await openStore({ databaseUrl: old.databaseUrl, home: '' });
      const kept = own.store;
      own.store = after;
      try {
        for (const name of ['a', 'b']) {
          const { wrong, rows } = await checked(portalId(name));
          expect(wrong).toEqual([]);
          expect(rows).toEqual([1, 2, 3, 4]);
          await postRun(after, portalId(name), 3);
          expect((await checked(portalId(name))).wrong).toEqual([]);
        }
        await expect(query(old.databaseUrl, 'delete from partnership.ledger_entries')).rejects.toThrow(
          'append-only',
        );
      } finally {
        own.store = kept;
        await after.close();
      }
    } finally {
      await old.close();
    }
  }, 60_000);
});

describe('a read', () => {
  it('waits for the unit that is under way, and sees all of it', async () => {
    const order: string[] = [];
    let started = (): void => undefined;
    const begun = new Promise<void>((resolve) => (started = resolve));
    const writing = unit(async (one) => {
      started();
      await one.append(entries('1'));
      order.push('written');
    });
    await begun;
    const seen = await own.store.readLedger(own.portal, CLOCK, async (view) => {
      order.push('read');
      return (await view.entriesOf([dealId('1')], null)).length;
    });
    await writing;
    expect([seen, order]).toEqual([3, ['written', 'read']]);
  });

  it('stays as it was while others write, and does not keep them waiting', async () => {
    await unit((one) => one.append(entries('1')));
    await own.store.readLedger(own.portal, CLOCK, async (view) => {
      await unit((one) => one.append(entries('2')));
      expect(await view.entriesOf([dealId('2')], null)).toEqual([]);
      expect(view.lastRecordedAt).toBe(NOW);
    });
    const pages = await own.store.readLedger(own.portal, CLOCK, async (view) => {
      const all: string[][] = [];
      for await (const page of view.dealPages(1)) all.push([...page]);
      return all;
    });
    expect(pages).toEqual([['1'], ['2']]);
  });

  it('of many at once does not stand still', async () => {
    await unit((one) => one.append(entries('1')));
    const reads = Array.from({ length: 12 }, () =>
      own.store.readLedger(own.portal, CLOCK, (view) => view.entriesOf([dealId('1')], null)),
    );
    expect((await Promise.all(reads)).map((one) => one.length)).toEqual(Array(12).fill(3));
  });
});
