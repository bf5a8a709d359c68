import { describe, expect, it } from '@jest/globals';
import type { Crm, RawPage } from '../../src/operations/crm-port.js';
import { cutsOf, isAscending, rangeKey, rangesOf } from '../../src/operations/id-ranges.js';
import { ExtractedPortal, expectMirrored } from './extracting.js';

const raw = (id: string) => ({ id, archived: false, properties: {} });

describe('cuts of a list', () => {
  it.each([
    ['few pages left', { first: '1', last: '2000', pages: 20 }, '11000', []],
    ['enough for two ranges', { first: '1', last: '2001', pages: 20 }, '12001', ['7001']],
    [
      'most ranges',
      { first: '0', last: '1200', pages: 20 },
      '1201200',
      ['201200', '401200', '601200', '801200', '1001200'],
    ],
    ['at the end', { first: '1', last: '2000', pages: 20 }, '2000', []],
    ['ids that are no numbers', { first: 'a', last: 'b', pages: 20 }, 'z', []],
    ['ids beyond whole numbers', { first: '1', last: '9'.repeat(20), pages: 20 }, '9'.repeat(30), []],
  ])('%s', (_, read, highest, cuts) => {
    expect(cutsOf(read, highest)).toEqual(cuts);
  });

  it('are kept as cursors, and read back in their order', () => {
    const ranges = [
      { from: null, to: '900', after: '20', done: false },
      { from: '900', to: '1000', after: '1000', done: true },
      { from: '1000', to: null, after: '1000', done: false },
    ];
    const entries = ranges.map(
      (one) => [rangeKey('deals', one), { after: one.after, done: one.done }] as const,
    );
    const others = [['links/deals', { after: '5', done: false }] as const];
    expect(rangesOf('deals', Object.fromEntries([...entries.toReversed(), ...others]))).toEqual(ranges);
    expect(rangesOf('calls', Object.fromEntries(entries))).toEqual([]);
  });

  it.each([
    [['5', '7', '10'], null, true],
    [['5', '7', '10'], '4', true],
    // A cursor may name the first record to come, too.
    [['5', '7', '10'], '5', true],
    [['5', '7', '10'], '6', false],
    [['7', '5'], null, false],
    [['5', '5'], null, false],
    [[], '9', true],
  ])('%j after %s ascend: %s', (ids, after, ascending) => {
    expect(isAscending(ids.map(raw), after)).toBe(ascending);
  });
});

describe('a list that is cut', () => {
  /** One record a page, so that few records are many pages; as many calls under way as were seen at once. */
  const singly = (crm: Crm, width: { now: number; most: number }, failAfter = Infinity): Crm => {
    let left = failAfter;
    return {
      ...crm,
      listPage: async (type, after, archived): Promise<RawPage> => {
        if (type !== 'calls' || archived) return crm.listPage(type, after, archived);
        if ((left -= 1) < 0) throw new Error('stopped');
        width.now += 1;
        width.most = Math.max(width.most, width.now);
        const page = await crm.listPage(type, after, archived);
        width.now -= 1;
        const [first] = page.records;
        if (first === undefined) return page;
        return { records: [first], next: page.records.length > 1 || page.next !== null ? first.id : null };
      },
    };
  };

  it('is read by several cursors, with a page or two more, also where it was stopped in between', async () => {
    const one = await ExtractedPortal.open({ deals: 10 });
    try {
      await one.createAtOnce('calls', 380, { hs_timestamp: '2026-05-05T10:00:00Z' });
      const width = { now: 0, most: 0 };
      await expect(one.extract({ crm: (crm) => singly(crm, width, 60) })).rejects.toThrow('stopped');
      const cursors = Object.keys((await one.state())?.extract?.cursors ?? {});
      const ranges = cursors.filter((key) => key.startsWith('list/calls/'));
      expect(ranges.length).toBeGreaterThan(1);
      const resumed = await one.extract({ crm: (crm) => singly(crm, width) });
      expect(width.most).toBe(ranges.length);
      await expectMirrored(one);
      const calls = (await one.seenIds('calls')).length;
      // Some 60 were kept before; besides, there are the other types, and the archive of each.
      expect(resumed.requests.lists).toBeLessThan(calls - 40 + 12);
      const full = await one.extract({ full: true, crm: (crm) => singly(crm, width) });
      expect(full.seen.calls).toBe(calls);
      expect(full.requests.searches).toBe(1);
      const others = 4 + Math.ceil((await one.seenIds('companies')).length / 100) - 1;
      expect(full.requests.lists - others - calls).toBeLessThanOrEqual(ranges.length);
    } finally {
      await one.close();
    }
  }, 60_000);

  it('is cut though its first ids lie far from each other', async () => {
    const far = Array.from({ length: 12 }, (_, place) => String((place + 1) * 10_000_000));
    const dense = Array.from({ length: 300 }, (_, place) => String(900_000_000 + place));
    const emails = [...far, ...dense];
    const width = { now: 0, most: 0 };
    const sparse = (crm: Crm): Crm => ({
      ...crm,
      highestId: (type) => (type === 'emails' ? Promise.resolve(dense.at(-1) ?? null) : crm.highestId(type)),
      listPage: async (type, after, archived): Promise<RawPage> => {
        if (type !== 'emails' || archived) return crm.listPage(type, after, archived);
        width.now += 1;
        width.most = Math.max(width.most, width.now);
        await new Promise(setImmediate);
        width.now -= 1;
        const [first, second] = emails.filter((id) => after === null || Number(id) > Number(after));
        const next = second === undefined ? null : (first ?? null);
        return { records: first === undefined ? [] : [raw(first)], next };
      },
    });
    const one = await ExtractedPortal.open({ empty: true });
    try {
      expect((await one.extract({ crm: sparse })).seen.emails).toBe(emails.length);
      expect(width.most).toBeGreaterThan(2);
      expect(await one.seenIds('emails')).toEqual(emails);
    } finally {
      await one.close();
    }
  }, 60_000);
});
