import { describe, expect, it } from '@jest/globals';
import type { LedgerEntry } from '../../src/domain/ledger.js';
import { netPositions } from '../../src/domain/net-positions.js';
import { credit, revenue, reversal } from './ledger-entry.js';

const first = revenue();
const source = credit('7', 'source');
const anew = revenue({ ordinal: 2, amountMinor: 500 });

describe('what a deal’s entries net to', () => {
  it.each<[string, readonly LedgerEntry[]]>([
    ['nothing', []],
    ['one posting of each pool and partner', [first, source, credit('8', 'influence')]],
    ['a posting that was taken back', [first, reversal(first)]],
    ['one that was posted anew', [first, reversal(first), anew]],
    [
      'one in another month, after the first was taken back',
      [first, reversal(first), revenue({ effective: '2026-10' })],
    ],
    ['one in another currency', [first, reversal(first), revenue({ currency: 'USD' })]],
  ])('is sound: %s', (_name, posted) => expect(netPositions(posted)).toEqual([]));

  it.each<[string, readonly LedgerEntry[], readonly string[]]>([
    [
      'a deal that stands twice in a month',
      [first, anew],
      ['stands 2 times in 2026-09', 'revenue stands 2 times'],
    ],
    ['in two months', [first, revenue({ effective: '2026-10' })], ['revenue stands 2 times']],
    [
      'a deal that was taken back twice',
      [first, reversal(first), reversal(first)],
      ['stands -1 times in 2026-09', 'revenue stands -1 times'],
    ],
    [
      'a partner that has two credits',
      [source, credit('7', 'source', { ordinal: 2 })],
      ['source of 7 stands 2 times'],
    ],
    [
      'what was not taken back whole',
      [first, reversal(first, { amountMinor: -899 })],
      ['revenue nets to 1 minor units, and its newest posting says 0'],
    ],
    [
      'what does not net to its newest posting',
      [source, reversal(source, { amountMinor: -1000 }), credit('7', 'source', { amountMinor: 800 })],
      ['source of 7 nets to 700 minor units, and its newest posting says 800'],
    ],
    ['a reversal of nothing', [reversal(source)], ['revenue stands -1 times']],
  ])('is broken: %s', (_name, posted, found) => expect(netPositions(posted)).toEqual(found));

  it('is refused beyond 2^53−1, by its name', () => {
    const most = credit('7', 'source', { amountMinor: Number.MAX_SAFE_INTEGER });
    const posted = [most, most, reversal(source, { amountMinor: 1 })];
    expect(() => netPositions(posted)).toThrow('the total source of 7 is beyond');
  });
});
