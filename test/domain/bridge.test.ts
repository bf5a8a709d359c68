import { describe, expect, it } from '@jest/globals';
import { bridgeOf, unexplained } from '../../src/domain/bridge.js';
import type { LedgerEntry } from '../../src/domain/ledger.js';
import { closeOf } from '../../src/domain/period-close.js';
import { credit, revenue, reversal } from './ledger-entry.js';
import { month, PORTAL, utc } from './ledger-facts.js';

const closing = {
  portalId: PORTAL,
  period: month('2026-09'),
  recordedAt: utc('2026-10-15T10:00:00Z'),
  homeCurrency: 'USD',
  timeZone: 'UTC',
  previous: null,
};

/** The bridge of September over entries, closed with what is posted in it. */
const september = (entries: readonly LedgerEntry[]) =>
  bridgeOf(
    entries,
    closeOf(
      entries.filter(({ postedPeriod }) => postedPeriod === '2026-09'),
      closing,
      (text) => text,
    ),
  );

const own = revenue();
const taken = reversal(own, { postedPeriod: month('2026-11') });
const anew = revenue({ ordinal: 3, homeAmountMinor: 1500, posted: '2026-11' });
const foreign = revenue({ deal: '3', homeAmountMinor: null, posted: '2026-11' });
const zero = revenue({ deal: '4', homeAmountMinor: 0, effective: '2026-08', posted: '2026-09' });
const other = revenue({ deal: '2', homeAmountMinor: 70, effective: '2026-08', posted: '2026-09' });
const share = credit('7', 'source', { homeAmountMinor: 1500, posted: '2026-11' });
const elsewhere = revenue({ deal: '5', effective: '2026-10' });

describe('the bridge of a closed period', () => {
  const bridge = september([own, taken, anew, share, foreign, zero, other, elsewhere]);

  it('goes from what was reported to what is known now', () => {
    expect(bridge.period).toBe('2026-09');
    expect(bridge.reported.find(({ bucket }) => bucket === 'all')?.totalMinor).toBe(1070);
    expect(bridge.current.find(({ bucket }) => bucket === 'all')).toMatchObject({
      totalMinor: 1500,
      deals: 2,
    });
  });

  it('has a step for each entry that is in only one of them', () => {
    expect(bridge.steps).toEqual([
      { entry: taken, kind: 'restates', homeMinor: -1000 },
      { entry: anew, kind: 'restates', homeMinor: 1500 },
      { entry: share, kind: 'restates', homeMinor: 1500 },
      { entry: foreign, kind: 'restates', homeMinor: null },
      { entry: zero, kind: 'elsewhere', homeMinor: 0 },
      { entry: other, kind: 'elsewhere', homeMinor: -70 },
    ]);
  });

  it('explains every minor unit of every line', () => {
    expect(unexplained(bridge)).toEqual([]);
    expect(unexplained(september([own]))).toEqual([]);
  });

  it('says which line it fails to explain, where a step is missing or a report is another', () => {
    const without = (entry: LedgerEntry) =>
      unexplained({ ...bridge, steps: bridge.steps.filter((step) => step.entry !== entry) }).map(
        ({ what, minor }) => `${what} ${minor}`,
      );
    const lines = (entry: LedgerEntry, minor: number) => [
      `${entry.bucket} ${entry.class ?? ''} revenue ${minor}`,
      `${entry.bucket} total revenue ${minor}`,
      `all ${entry.class ?? ''} revenue ${minor}`,
      `all total revenue ${minor}`,
    ];
    expect(without(anew).toSorted()).toEqual(lines(anew, 1500).toSorted());
    expect(without(other).toSorted()).toEqual(lines(other, -70).toSorted());
    expect(without(share)).toEqual([`${share.pool} of ${share.partnerId ?? ''}, ${share.bucket} 1500`]);
    expect(unexplained({ ...bridge, reported: [] })).toContainEqual({
      what: 'all total revenue',
      minor: 1070,
    });
    expect(unexplained({ ...bridge, current: [] })).toContainEqual({
      what: 'all total revenue',
      minor: -1500,
    });
  });

  it('finds two lines that are off by as much, in opposite directions', () => {
    const reported = bridge.reported.map((line) =>
      line.bucket === 'all'
        ? line
        : { ...line, sourcedMinor: line.sourcedMinor + 5, directMinor: line.directMinor - 5 },
    );
    expect(unexplained({ ...bridge, reported })).toContainEqual({ what: 'new sourced revenue', minor: -5 });
    expect(unexplained({ ...bridge, reported })).toContainEqual({ what: 'new direct revenue', minor: 5 });
  });

  it('refuses a line beyond 2^53−1', () => {
    const most = revenue({
      effective: '2026-09',
      posted: '2026-11',
      homeAmountMinor: Number.MAX_SAFE_INTEGER,
    });
    const steps = [most, most].map((entry) => ({
      entry,
      kind: 'restates' as const,
      homeMinor: entry.homeAmountMinor,
    }));
    expect(() => unexplained({ ...bridge, steps })).toThrow('is beyond');
  });
});
