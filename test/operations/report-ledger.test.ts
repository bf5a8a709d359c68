/** Reports from the ledger, now and as of then, on real Postgres. */
import { describe, expect, it } from '@jest/globals';
import { formatInstant, instant, type Instant } from '../../src/domain/calendar.js';
import { partnerId } from '../../src/domain/ids.js';
import type { CreditRow, Cut } from '../../src/domain/ledger-report.js';
import { utc } from '../domain/ledger-facts.js';
import { Books, codeOf, influenced } from './books.js';
import { factsOfVersion, profile } from './ledger-run.js';

const books = Books.open('reports');

describe('a report', () => {
  it('as of any past instant says what it said then', async () => {
    const said: { readonly at: Instant; readonly text: string }[] = [];
    const cuts: readonly Cut[] = ['partner', 'month', 'quarter', 'tier', 'type', 'bucket'];
    const all = async (knownAt: Instant | null) => {
      const reports = await Promise.all(cuts.map((cut) => books.report('all', cut, knownAt)));
      return JSON.stringify(reports.map((one) => ({ ...one, asOf: 'then' })));
    };
    for (const version of [1, 2, 3, 2, 1]) {
      books.now = instant(books.now + 3_600_000);
      await books.sync(version);
      // A run is posted in several units, each a millisecond later at least; the report says as of when it knows.
      said.push({ at: utc((await books.report('all')).asOf), text: await all(null) });
    }
    expect(new Set(said.map(({ text }) => text)).size).toBeGreaterThan(3);
    for (const { at, text } of said) expect(await all(at)).toBe(text);
    expect(await codeOf(books.report('all', 'partner', utc('2020-01-01')))).toBe('ledger_empty');
  });

  it('adds up: the identity on every line, every cut, and the parts of every cut to the whole', async () => {
    await books.sync(1);
    const whole = (await books.report('all')).revenue.at(-1);
    for (const by of ['month', 'quarter', 'bucket'] as const) {
      const { rows, revenue } = await books.report('all', by);
      let sum = 0;
      for (const row of [...rows, ...revenue]) {
        if (!('totalMinor' in row)) throw new Error('a row of credit');
        expect(row.sourcedMinor + row.influencedMinor + row.directMinor).toBe(row.totalMinor);
      }
      for (const row of rows) if ('totalMinor' in row && row.bucket !== 'all') sum += row.totalMinor;
      expect(sum).toBe(whole?.totalMinor);
    }
    expect((await books.report('all')).dealsWithoutHomeAmount).toBe(3);
  });

  it('counts the influence of a tier once a deal, also when one of its partners leaves the deal', async () => {
    const one = factsOfVersion(1)
      .slice(0, 1)
      .map((facts) => ({
        ...facts,
        touches: [],
        tags: (['7', '9'] as const).map((id) => ({ ...influenced(facts), partnerId: partnerId(id) })),
      }));
    await books.sync(1, one);
    const amount = one[0]!.deal.amountMinor;
    const influence = async (period: string) =>
      (await books.report(period, 'tier')).rows.map((row) => ('totalMinor' in row ? 0 : row.influencedMinor));
    expect(await influence('2026-06')).toEqual([amount]);
    await books.sync(
      1,
      one.map((facts) => ({ ...facts, tags: facts.tags.slice(0, 1) })),
    );
    expect(await influence('all')).toEqual([amount]);
    expect(await influence('2026-09')).toEqual([0]);
  });

  it('refuses a period that it cannot read', async () => {
    await books.sync(1);
    expect(await codeOf(books.report('September'))).toBe('option_invalid');
  });

  it('refuses an as-of that lies ahead, to the millisecond, and answers any other as it will for ever', async () => {
    await books.sync(1);
    const { asOf } = await books.report('all');
    const last = utc(asOf);
    expect(await codeOf(books.report('all', 'partner', last))).toBe('done');
    expect(await codeOf(books.report('all', 'partner', instant(last + 1)))).toBe('as_of_in_future');
    books.now = instant(books.now + 60_000);
    expect((await books.report('all')).asOf).toBe(formatInstant(instant(books.now - 1)));
    expect(await codeOf(books.report('all', 'partner', books.now))).toBe('as_of_in_future');
    const before = await books.report('all', 'partner', instant(books.now - 1));
    // The same millisecond: what comes now is dated later than anything that was told.
    await books.sync(2);
    expect(await books.report('all', 'partner', instant(books.now - 1))).toEqual(before);
    expect((await books.report('all')).rows).not.toEqual(before.rows);
  });

  it('names the partners of a closed month as they were at its close', async () => {
    await books.sync(1);
    await books.close('2026-08', true);
    books.now = utc('2026-09-12T00:00:00Z');
    await books.post(1, {
      partners: ['7', '9'].map((id) => ({ ...profile(id), name: `New ${id}`, tier: 'silver' as const })),
    });
    const keys = async (...given: Parameters<typeof books.report>) =>
      new Set((await books.report(...given)).rows.map(({ key }) => key));
    expect(await keys('2026-08')).toEqual(new Set(['Partner 7', 'Partner 9']));
    expect(await keys('2026-08', 'tier')).toEqual(new Set(['Gold']));
    expect(await keys('all', 'tier')).toEqual(new Set(['Silver']));
    expect(await keys('all')).toEqual(new Set(['New 7', 'New 9']));
    const { asOf, partnersAsOf } = await books.report('2026-08');
    expect(partnersAsOf < asOf).toBe(true);
  });

  it('shows a parent its own numbers, and beside them those with its children, a deal once', async () => {
    await books.post(1, { partners: [profile('7'), { ...profile('9'), parentId: '7' }] });
    const { rows } = await books.report('all');
    const [parent, child] = rows as readonly CreditRow[];
    expect(child?.withChildren).toBeNull();
    expect(parent?.withChildren).toEqual({
      sourcedMinor: parent?.sourcedMinor,
      influencedMinor: child?.influencedMinor,
      modelMinor: [(parent?.modelMinor[0] ?? 0) + (child?.modelMinor[0] ?? 0)],
    });
  });
});
