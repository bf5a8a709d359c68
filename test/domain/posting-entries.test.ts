/** What the entries of a posting say one by one; posting.test.ts has the rules of when and where. */
import { describe, expect, it } from '@jest/globals';
import type { LedgerLine } from '../../src/domain/ledger.js';
import { isLocked, openPeriod } from '../../src/domain/posting.js';
import { books, gone, linesOf, post, told, won } from './ledger-facts.js';

const FIRST = post([], won(linesOf(1000)), books('2026-09-06T00:00:00Z'));
const changed = (changes: Partial<LedgerLine>, amount = 1000): readonly LedgerLine[] =>
  linesOf(amount).map((line) => ({ ...line, ...changes }));

it.each([
  ['nothing is closed', '2026-10-05T00:00:00Z', null, '2026-10'],
  ['the last month is', '2026-10-05T00:00:00Z', '2026-09', '2026-10'],
  ['months before are', '2026-10-05T00:00:00Z', '2026-03', '2026-10'],
  ['a clock went back', '2026-10-05T00:00:00Z', '2026-10', '2026-11'],
])('adjustments go to the open month where %s', (_name, now, lastClosed, month) => {
  expect(openPeriod(books(now, lastClosed))).toBe(month);
});

it.each([
  ['while its days last', '2026-09-10T00:00:00Z', null, false],
  ['where its month is closed', '2026-09-10T00:00:00Z', '2026-09', true],
  ['where a later month is closed', '2026-09-10T00:00:00Z', '2026-10', true],
  ['where a month before is closed', '2026-09-10T00:00:00Z', '2026-08', false],
  ['once its days are over', '2026-09-20T00:00:00Z', null, true],
])('an entry is locked or not: %s', (_name, now, lastClosed, locked) => {
  expect(FIRST.map((entry) => isLocked(entry, FIRST, books(now, lastClosed)))).toEqual(
    FIRST.map(() => locked),
  );
});

describe('postings of a deal', () => {
  const second = post(FIRST, won(linesOf(1500)), books('2026-09-07T00:00:00Z'));
  const third = post(second, won(linesOf(1700)), books('2026-09-08T00:00:00Z'));

  it('are numbered one after the other', () => {
    expect(FIRST.map(({ ordinal }) => ordinal)).toEqual([1, 1, 1]);
    expect(third.slice(FIRST.length).map(({ ordinal }) => ordinal)).toEqual([
      2, 2, 2, 2, 2, 2, 3, 3, 3, 3, 3, 3,
    ]);
  });

  it('take back what stands, entry by entry, and nothing else', () => {
    const taken = third.slice(9, 12);
    expect(taken.map(({ reversesId }) => reversesId)).toEqual(second.slice(6).map(({ id }) => id));
    expect(taken.map(({ adjustsId }) => adjustsId)).toEqual(second.slice(6).map(({ id }) => id));
    expect(taken[0]).toMatchObject({
      ...{ amountMinor: -1500, homeAmountMinor: -1500, class: 'sourced', currency: 'USD', bucket: 'new' },
      ...{ portalId: '1001', policyVersion: 'default-1', evidenceIds: ['meeting-1'], partnerId: null },
    });
    expect(third.slice(12).map(({ reversesId }) => reversesId)).toEqual([null, null, null]);
  });

  it('name the entry of the same pool and partner that they take the place of', () => {
    expect(third.slice(12).map(({ adjustsId }) => adjustsId)).toEqual(second.slice(6).map(({ id }) => id));
  });

  it('of a deal that is back name the last that was posted', () => {
    const left = post(third, gone(), books('2026-09-09T00:00:00Z'));
    const back = post(left, won(linesOf(1700)), books('2026-09-10T00:00:00Z'));
    expect(back.slice(left.length).map(({ adjustsId }) => adjustsId)).toEqual(
      third.slice(12).map(({ id }) => id),
    );
  });

  it('without a home amount take back none', () => {
    const foreign = post([], won(changed({ homeAmountMinor: null })), books('2026-09-06T00:00:00Z'));
    const left = post(foreign, gone(), books('2026-09-07T00:00:00Z')).slice(3);
    expect(left.map(({ homeAmountMinor }) => homeAmountMinor)).toEqual([null, null, null]);
    expect(left.map(({ amountMinor }) => amountMinor)).toEqual([-1000, -1000, -1000]);
  });
});

describe('a smaller amount', () => {
  const at = books('2026-10-02T00:00:00Z', null, 60);
  it('in another currency is no refund', () => {
    const added = post(FIRST, won(changed({ currency: 'EUR' }, 400)), at).slice(3);
    expect(told(added)[0]).toBe('revenue -1000 in 2026-09: correction, taken back');
  });
  it('of a credit alone is none either', () => {
    const [revenue, ...credits] = linesOf(1000);
    const lines = [revenue!, ...credits.map((line) => ({ ...line, amountMinor: 999 }))];
    expect(told(post(FIRST, won(lines), at).slice(3))).toEqual([
      'source -1000 in 2026-09: correction, taken back',
      'model -1000 in 2026-09: correction, taken back',
      'source 999 in 2026-09: correction',
      'model 999 in 2026-09: correction',
    ]);
  });
  it('the same amount is none', () => {
    const added = post(FIRST, won(changed({ bucket: 'renewal' })), at).slice(3);
    expect(told(added)[0]).toBe('revenue -1000 in 2026-09: correction, taken back');
  });
});

it('a deal that comes back after its lock into another month is posted there', () => {
  const left = post(FIRST, gone(), books('2026-10-10T00:00:00Z'));
  const back = post(
    left,
    won(linesOf(1000, { closed: '2026-10-12T00:00:00Z' })),
    books('2026-10-13T00:00:00Z'),
  );
  expect(told(back.slice(6))[0]).toBe('revenue 1000 in 2026-10: won');
});

it('a credit that a correction finds elsewhere than in its month stays there, the others with their own', () => {
  const refunded = post(FIRST, won(linesOf(800)), books('2026-10-01T00:00:00Z', null, 60));
  const lines = linesOf(900, { partner: '9' });
  const corrected = post(refunded, won(lines), books('2026-10-02T00:00:00Z', null, 60));
  expect(told(corrected.slice(refunded.length)).slice(3)).toEqual([
    'revenue 900 in 2026-10: correction',
    'source 900 in 2026-10: correction',
    'model 900 in 2026-10: correction',
  ]);
});
