import { describe, expect, it } from '@jest/globals';
import { canonicalJson } from '../../src/domain/canonical-json.js';
import { closeOf, partnerLines, snapshotHash } from '../../src/domain/period-close.js';
import { credit, revenue, reversal } from './ledger-entry.js';
import { month, PORTAL, utc } from './ledger-facts.js';

/** Stands for SHA-256: the text itself. */
const digest = (text: string): string => `#${text}`;
const CLOSING = {
  portalId: PORTAL,
  period: month('2026-09'),
  recordedAt: utc('2026-10-15T10:00:00.500Z'),
  homeCurrency: 'USD',
  timeZone: 'Europe/Berlin',
  previous: null,
};
const ENTRIES = [
  revenue({ id: 'b' }),
  credit('7', 'source', { id: 'a' }),
  revenue({ id: 'c', deal: '2', homeAmountMinor: null, policyVersion: 'strict-1' }),
];

describe('the close of a period', () => {
  const close = closeOf(ENTRIES, CLOSING, digest);

  it('keeps what was reported', () => {
    const none = { deals: 0, sourcedMinor: 0, influencedMinor: 0, directMinor: 0, totalMinor: 0 };
    const two = { ...none, deals: 2, sourcedMinor: 1000, totalMinor: 1000 };
    expect(close.snapshot).toEqual({
      portalId: '1001',
      period: '2026-09',
      ordinal: 1,
      closedAt: '2026-10-15T10:00:00.500Z',
      homeCurrency: 'USD',
      timeZone: 'Europe/Berlin',
      policyVersions: ['default-1', 'strict-1'],
      entries: 3,
      entriesHash: '#a\nb\nc',
      revenue: [
        { bucket: 'new', ...two },
        { bucket: 'expansion', ...none },
        { bucket: 'renewal', ...none },
        { bucket: 'all', ...two },
      ],
      partners: [
        { partnerId: '7', bucket: 'new', pool: 'source', model: null, homeMinor: 1000, notAdditive: false },
      ],
      dealsWithoutHomeAmount: 1,
      previousHash: null,
    });
    expect(close.recordedAt).toBe(CLOSING.recordedAt);
  });

  it('is chained by hash to the one before', () => {
    const next = closeOf([], { ...CLOSING, period: month('2026-10'), previous: close }, digest);
    expect(next.snapshot).toMatchObject({
      ordinal: 2,
      previousHash: close.hash,
      entries: 0,
      entriesHash: '#',
    });
    expect(close.hash).toBe(digest(canonicalJson(close.snapshot)));
    expect(snapshotHash({ ...close.snapshot, entries: 4 }, digest)).not.toBe(close.hash);
  });

  it('does not depend on the order of the entries', () => {
    expect(closeOf(ENTRIES.toReversed(), CLOSING, digest).hash).toBe(close.hash);
  });
});

describe('lines of partners', () => {
  it('are by partner, bucket, pool and model, in that order; what came to nothing stays', () => {
    const gone = credit('9', 'source');
    const lines = partnerLines([
      revenue(),
      credit('10', 'source'),
      credit('9', 'model:u_shaped', { homeAmountMinor: 4 }),
      credit('9', 'model:linear', { homeAmountMinor: 3 }),
      credit('9', 'model:linear', { deal: '2', homeAmountMinor: 5 }),
      credit('9', 'influence', { homeAmountMinor: 2 }),
      credit('9', 'influence', { bucket: 'expansion', homeAmountMinor: 1 }),
      gone,
      reversal(gone),
    ]);
    expect(
      lines.map(({ partnerId, bucket, pool, model, homeMinor }) =>
        [partnerId, bucket, pool, ...(model === null ? [] : [model]), homeMinor].join(' '),
      ),
    ).toEqual([
      '9 expansion influence 1',
      '9 new influence 2',
      '9 new model linear 8',
      '9 new model u_shaped 4',
      '9 new source 0',
      '10 new source 1000',
    ]);
    expect(lines.map(({ notAdditive }) => notAdditive)).toEqual([true, true, false, false, false, false]);
  });

  it('refuse a sum beyond 2^53−1, by its name', () => {
    const most = credit('7', 'influence', { homeAmountMinor: Number.MAX_SAFE_INTEGER });
    expect(() => partnerLines([most, most])).toThrow('the total influence of 7 is beyond');
  });
});
