/** When a deal locks, as the ledger knows it. */
import { describe, expect, it } from '@jest/globals';
import { formatInstant } from '../../src/domain/calendar.js';
import { dealId } from '../../src/domain/ids.js';
import { DEFAULT_POLICY } from '../../src/domain/policy.js';
import { ledgerLock } from '../../src/operations/ledger-lock.js';
import { utc } from '../domain/ledger-facts.js';
import { Books } from './books.js';

const books = Books.open('locks');
const lockOf = async (deal: string) => {
  const lock = await ledgerLock(books.deps(), books.portal, dealId(deal));
  return lock === null ? null : [formatInstant(lock.at), lock.period];
};
const policy = (lockDays: number) => ({ ...DEFAULT_POLICY, lockDays });

// Deal 40 closed on 26 August 2026, 07:12 UTC.
describe('the lock of a deal', () => {
  it('is not known before the deal is in the books', async () => {
    await books.sync(1);
    expect(await lockOf('4711')).toBeNull();
  });

  it('lies its days after its close while it is open', async () => {
    books.now = utc('2026-09-01T00:00:00Z');
    await books.post(1, { policy: policy(30) });
    const [, period] = (await lockOf('40')) ?? [];
    expect(period).toBeNull();
    expect((await lockOf('40'))?.[0]).toBe('2026-09-25T07:12:00.000Z');
  });

  it('is the close of its month where that comes earlier, and says so', async () => {
    await books.post(1, { policy: policy(60) });
    await books.close('2026-08', true);
    expect(await lockOf('40')).toEqual([expect.stringContaining('2026-09-10T00:00:00'), '2026-08']);
  });

  it('stays when more days are given later', async () => {
    books.now = utc('2026-08-27T00:00:00Z');
    await books.post(1, { policy: policy(3) });
    books.now = utc('2026-09-02T00:00:00Z');
    await books.post(1, { policy: policy(60) });
    expect((await lockOf('40'))?.[0]).toBe('2026-08-29T07:12:00.001Z');
  });
});
