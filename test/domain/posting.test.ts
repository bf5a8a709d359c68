/** What is posted on a deal when it changes: attribution.md §6, a row a rule, and laws for any sequence. */
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { DAY_MS, formatInstant, instant } from '../../src/domain/calendar.js';
import { moneyContent, standingEntries, type LedgerEntry } from '../../src/domain/ledger.js';
import { addMonths, type Month } from '../../src/domain/period.js';
import { books, gone, linesOf, month, post, told, utc, won } from './ledger-facts.js';

const FIRST = post([], won(linesOf(1000)), books('2026-09-06T00:00:00Z'));
/** What the deal's next version adds to a first posting. */
const next = (version: Parameters<typeof post>[1], at: Parameters<typeof post>[2]) =>
  post(FIRST, version, at).slice(FIRST.length);

describe('a won deal', () => {
  it('is posted in the month of its close date', () => {
    expect(told(FIRST)).toEqual([
      'revenue 1000 in 2026-09: won',
      'source 1000 in 2026-09: won',
      'model 1000 in 2026-09: won',
    ]);
  });

  it('posted again adds nothing, locked or not', () => {
    expect(next(won(linesOf(1000)), books('2026-09-07T00:00:00Z'))).toEqual([]);
    expect(next(won(linesOf(1000)), books('2026-12-01T00:00:00Z', '2026-09'))).toEqual([]);
  });

  it('found after its month was closed goes to the open month', () => {
    expect(told(post([], won(linesOf(1000)), books('2026-11-03T00:00:00Z', '2026-10')))[0]).toBe(
      'revenue 1000 in 2026-11: won_late',
    );
  });
});

describe('a change', () => {
  const larger = won(linesOf(1500));
  it.each([
    ['an hour within the lock', '2026-09-19T11:00:00Z', null, '2026-09', 'correction'],
    ['at the lock, to the millisecond', '2026-09-19T12:00:00.000Z', null, '2026-09', 'correction'],
    ['a millisecond after the lock', '2026-09-19T12:00:00.001Z', null, '2026-09', 'adjustment'],
    ['after the lock, in a later month', '2026-10-02T00:00:00Z', null, '2026-10', 'adjustment'],
    ['within the lock, the month closed', '2026-10-02T00:00:00Z', '2026-09', '2026-10', 'adjustment'],
  ])('%s', (_name, now, closed, period, reason) => {
    const added = next(larger, books(now, closed, closed === null ? 14 : 90));
    expect(told(added).slice(0, 4)).toEqual([
      `revenue -1000 in ${period}: ${reason}, taken back`,
      `source -1000 in ${period}: ${reason}, taken back`,
      `model -1000 in ${period}: ${reason}, taken back`,
      `revenue 1500 in ${period}: ${reason}`,
    ]);
  });

  it('names what it adjusts: the entry of the same pool and partner, else the revenue', () => {
    const added = next(won(linesOf(1000, { partner: '9' })), books('2026-10-02T00:00:00Z'));
    expect(told(added)).toEqual([
      'source -1000 in 2026-10: adjustment, taken back',
      'model -1000 in 2026-10: adjustment, taken back',
      'source 1000 in 2026-10: adjustment',
      'model 1000 in 2026-10: adjustment',
    ]);
    const [revenue, source, model] = FIRST;
    expect(added.map((entry) => entry.adjustsId)).toEqual([source?.id, model?.id, revenue?.id, revenue?.id]);
  });

  it('of evidence alone is corrected while the deal is unlocked, and settled afterwards', () => {
    const other = won(linesOf(1000, { evidence: 'meeting-2' }));
    expect(next(other, books('2026-09-10T00:00:00Z'))).toHaveLength(6);
    expect(next(other, books('2026-10-10T00:00:00Z'))).toEqual([]);
  });

  it('of the close date into another month moves an unlocked deal', () => {
    const moved = won(linesOf(1000, { closed: '2026-10-01T00:00:00Z' }));
    expect(told(next(moved, books('2026-10-02T00:00:00Z', null, 60)))).toContain(
      'revenue 1000 in 2026-10: correction',
    );
  });
});

describe('a deal from before the baseline', () => {
  const SAID = 'legacy:deal_origin=Partner sourced';
  const legacy = (amount: number, changes = {}) => won(linesOf(amount, { evidence: SAID, ...changes }));
  const OPENED = post([], legacy(1000), books('2026-09-06T00:00:00Z'));
  const then = (version: Parameters<typeof post>[1], at: Parameters<typeof post>[2], from = OPENED) =>
    told(post(from, version, at).slice(from.length));

  it('is opened in the month of its close, and a rerun posts nothing', () => {
    expect(told(OPENED)).toEqual([
      'revenue 1000 in 2026-09: opening',
      'source 1000 in 2026-09: opening',
      'model 1000 in 2026-09: opening',
    ]);
    expect(then(legacy(1000), books('2026-09-07T00:00:00Z'))).toEqual([]);
  });

  it('is opened in the open month where its own is closed', () => {
    expect(told(post([], legacy(1000), books('2026-11-03T00:00:00Z', '2026-10')))[0]).toBe(
      'revenue 1000 in 2026-11: opening',
    );
  });

  it('is locked at once: the next change is an adjustment, though it closed yesterday', () => {
    const adjusted = post(OPENED, legacy(1500), books('2026-10-07T00:00:00Z', null, 90));
    expect(told(adjusted.slice(3))).toEqual([
      'revenue -1000 in 2026-10: adjustment, taken back',
      'source -1000 in 2026-10: adjustment, taken back',
      'model -1000 in 2026-10: adjustment, taken back',
      'revenue 1500 in 2026-10: adjustment',
      'source 1500 in 2026-10: adjustment',
      'model 1500 in 2026-10: adjustment',
    ]);
    expect(then(legacy(1600), books('2026-10-08T00:00:00Z', null, 90), adjusted)[0]).toBe(
      'revenue -1500 in 2026-10: adjustment, taken back',
    );
  });

  it('is not moved by another spelling of the same word', () => {
    const spelt = legacy(1000, { evidence: 'legacy:deal_origin=partner sourced' });
    expect(then(spelt, books('2026-09-07T00:00:00Z'))).toEqual([]);
  });

  it('that the books had by the rules is told anew in its own month, though it is locked by its days', () => {
    expect(next(legacy(1000), books('2026-10-20T00:00:00Z')).map((entry) => told([entry])[0])).toEqual([
      'revenue -1000 in 2026-09: opening, taken back',
      'source -1000 in 2026-09: opening, taken back',
      'model -1000 in 2026-09: opening, taken back',
      'revenue 1000 in 2026-09: opening',
      'source 1000 in 2026-09: opening',
      'model 1000 in 2026-09: opening',
    ]);
  });

  it('leaves a closed month as reported', () => {
    expect(
      next(legacy(1000), books('2026-10-20T00:00:00Z', '2026-09')).every(
        ({ postedPeriod, reason }) => postedPeriod === '2026-10' && reason === 'adjustment',
      ),
    ).toBe(true);
  });

  it('that the rules class again is adjusted in the open month', () => {
    expect(then(won(linesOf(1000)), books('2026-10-20T00:00:00Z')).at(-1)).toBe(
      'model 1000 in 2026-10: adjustment',
    );
  });
});

describe('a deal stands once in a month', () => {
  /** Net postings of a deal's revenue by month of the books. */
  const counts = (entries: readonly LedgerEntry[]): Readonly<Record<string, number>> => {
    const months = new Map<string, number>();
    for (const { pool, postedPeriod, reversesId } of entries) {
      if (pool !== 'revenue') continue;
      months.set(postedPeriod, (months.get(postedPeriod) ?? 0) + (reversesId === null ? 1 : -1));
    }
    return Object.fromEntries(months);
  };

  it('a correction after a refund stays in the books of the refund', () => {
    const refunded = post(FIRST, won(linesOf(800)), books('2026-10-01T00:00:00Z', null, 60));
    const corrected = post(refunded, won(linesOf(900)), books('2026-10-02T00:00:00Z', null, 60));
    expect(told(corrected.slice(refunded.length)).filter((one) => one.startsWith('revenue'))).toEqual([
      'revenue -800 in 2026-10: correction, taken back',
      'revenue 900 in 2026-10: correction',
    ]);
    expect(counts(corrected)).toEqual({ '2026-09': 1, '2026-10': 0 });
  });

  it('one that left won after its lock and closes again a minute later goes to the open month', () => {
    const left = post(FIRST, gone('left_won'), books('2026-11-20T00:00:00Z'));
    const again = won(linesOf(1000, { closed: '2026-09-05T12:01:00Z' }));
    const back = post(left, again, books('2026-11-20T01:00:00Z'));
    expect(counts(back)).toEqual({ '2026-09': 1, '2026-11': 0 });
    expect(told(back)).toContain('revenue 1000 in 2026-11: won_late');
  });
});

describe('a refund', () => {
  it.each([
    ['partial', 400],
    ['to below nothing', -100],
  ])('%s: the original split is reversed in the current period, even before the lock', (_name, left) => {
    expect(told(next(won(linesOf(left)), books('2026-10-02T00:00:00Z', null, 60)))).toEqual([
      'revenue -1000 in 2026-10: refund, taken back',
      'source -1000 in 2026-10: refund, taken back',
      'model -1000 in 2026-10: refund, taken back',
      `revenue ${left} in 2026-10: refund`,
      `source ${left} in 2026-10: refund`,
      `model ${left} in 2026-10: refund`,
    ]);
  });
});

describe('a deal that is no longer won', () => {
  it.each(['left_won', 'deleted', 'set_aside', 'merged'] as const)(
    '%s: is reversed, where it may be',
    (absence) => {
      const early = next(gone(absence), books('2026-09-10T00:00:00Z'));
      const late = next(gone(absence), books('2026-11-10T00:00:00Z', '2026-09'));
      expect(told(early)[0]).toBe(`revenue -1000 in 2026-09: ${absence}, taken back`);
      expect(told(late)[0]).toBe(`revenue -1000 in 2026-11: ${absence}, taken back`);
      expect(standingEntries([...FIRST, ...late])).toEqual([]);
    },
  );

  it('and closes again is posted anew, as another entry', () => {
    const reopened = post(FIRST, gone(), books('2026-09-10T00:00:00Z'));
    const again = post(reopened, won(linesOf(1000)), books('2026-09-11T00:00:00Z'));
    expect(told(again.slice(6))[0]).toBe('revenue 1000 in 2026-09: won');
    expect(new Set(again.map((entry) => entry.id)).size).toBe(9);
    expect(again[6]?.adjustsId).toBe(FIRST[0]?.id);
  });

  it('and comes back as it was after its lock leaves the books of then alone', () => {
    const reopened = post(FIRST, gone(), books('2026-10-10T00:00:00Z'));
    const again = post(reopened, won(linesOf(1000)), books('2026-10-11T00:00:00Z'));
    expect(told(again.slice(6))[0]).toBe('revenue 1000 in 2026-10: won_late');
  });
});

/** Any deal's life: versions over time, with closes of months in between. */
const life = fc.array(
  fc.record({
    days: fc.double({ min: 0, max: 40, noNaN: true }),
    close: fc.boolean(),
    version: fc.option(
      fc.record({
        amount: fc.integer({ min: -5000, max: 5000 }),
        partner: fc.constantFrom('7', '9'),
        evidence: fc.constantFrom('meeting-1', 'meeting-2'),
        closedDaysBefore: fc.integer({ min: 0, max: 60 }),
      }),
    ),
  }),
  { minLength: 1, maxLength: 14 },
);

type Step = { readonly entries: readonly LedgerEntry[]; readonly lastClosed: Month | null };

function live(steps: typeof life extends fc.Arbitrary<infer T> ? T : never, lockDays: number) {
  let now = utc('2026-01-10T00:00:00Z');
  let state: Step = { entries: [], lastClosed: null };
  const reported = new Map<string, number>();
  let last: Parameters<typeof post>[1] = gone();
  for (const { days, close, version } of steps) {
    now = instant(now + Math.round(days * DAY_MS));
    const before = addMonths(month(formatInstant(now).slice(0, 7)), -1);
    if (close && (state.lastClosed === null || before > state.lastClosed)) {
      state = { ...state, lastClosed: before };
      for (const [period, total] of totals(state.entries)) {
        if (period <= before && !reported.has(period)) reported.set(period, total);
      }
    }
    if (version !== null) {
      const closed = formatInstant(instant(now - version.closedDaysBefore * DAY_MS));
      last = won(linesOf(version.amount, { closed, partner: version.partner, evidence: version.evidence }));
    } else last = gone();
    const at = books(formatInstant(now), state.lastClosed, lockDays);
    state = { ...state, entries: post(state.entries, last, at) };
    // A replay posts nothing, at any point of its life.
    expect(post(state.entries, last, at)).toEqual(state.entries);
  }
  return { ...state, reported, last };
}

const totals = (entries: readonly LedgerEntry[]): ReadonlyMap<string, number> => {
  const sums = new Map<string, number>();
  for (const entry of entries.filter((one) => one.pool === 'revenue')) {
    sums.set(entry.postedPeriod, (sums.get(entry.postedPeriod) ?? 0) + entry.amountMinor);
  }
  return sums;
};

describe('for any life of a deal', () => {
  const lockDays = fc.constantFrom(0, 14, 90);

  it('the ledger nets to the last version, entry ids are distinct, and each is reversed at most once', () => {
    fc.assert(
      fc.property(life, lockDays, (steps, lock) => {
        const { entries, last } = live(steps, lock);
        const standing = standingEntries(entries);
        expect(standing.map(moneyContent).toSorted()).toEqual(last.lines.map(moneyContent).toSorted());
        const net = (pool: string) =>
          entries.filter((entry) => entry.pool === pool).reduce((sum, entry) => sum + entry.amountMinor, 0);
        for (const pool of ['revenue', 'source', 'model'])
          expect(net(pool)).toBe(last.lines[0]?.amountMinor ?? 0);
        expect(new Set(entries.map((entry) => entry.id)).size).toBe(entries.length);
        const taken = entries.flatMap((entry) => entry.reversesId ?? []);
        expect(new Set(taken).size).toBe(taken.length);
      }),
      { numRuns: 300 },
    );
  });

  it('a closed period stays as it was reported', () => {
    fc.assert(
      fc.property(life, lockDays, (steps, lock) => {
        const { entries, reported } = live(steps, lock);
        const now = totals(entries);
        for (const [period, total] of reported) expect([period, now.get(period)]).toEqual([period, total]);
      }),
      { numRuns: 300 },
    );
  });
});
