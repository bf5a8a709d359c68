/** The forecast: hazards by hand, what was known when, the range, and the backtest's error. */
import { describe, expect, it } from '@jest/globals';
import { DAY_MS, instant } from '../../../src/domain/calendar.js';
import { backtestOf, teachMonths, type BacktestSpan } from '../../../src/domain/numbers/backtest.js';
import { dealTally } from '../../../src/domain/numbers/deal-tally.js';
import { FORECAST_LEAST } from '../../../src/domain/numbers/forecast-value.js';
import { forecastOver, type ForecastRequest } from '../../../src/domain/numbers/forecast.js';
import { RangeSum } from '../../../src/domain/numbers/range-sum.js';
import { AGE_DAYS, learnWinHazards, winProbability } from '../../../src/domain/numbers/win-hazards.js';
import type { ProgrammeDeal } from '../../../src/domain/programme-facts.js';
import { DEFAULT_PROGRAMME } from '../../../src/domain/programme-settings.js';
import { A, at, B, deal, factsOf, of, partner } from './programme.js';

const NOW = at('2026-10-01');
const facts = factsOf({ asOf: NOW, partners: [partner(A), partner(B)] });
const ALL = { scope: { kind: 'all' }, bucket: null } as const;
const dayBefore = (days: number): string => new Date(NOW - days * DAY_MS).toISOString();
/** Closed some days ago at some age. */
const closed = (
  status: 'won' | 'lost',
  ago: number,
  age: number,
  written: Parameters<typeof deal>[0] = {},
): ProgrammeDeal => deal({ status, closed: dayBefore(ago), created: dayBefore(ago + age), ...written });
const repeated = (count: number, make: (place: number) => ProgrammeDeal): readonly ProgrammeDeal[] =>
  Array.from({ length: count }, (_, place) => make(place));
const forecast = (deals: readonly ProgrammeDeal[], request: ForecastRequest = ALL) =>
  forecastOver(facts, dealTally().add(deals), DEFAULT_PROGRAMME)(request);

describe('how likely a deal is to be won', () => {
  const even = AGE_DAYS.map(() => ({ win: 0.01, loss: 0.01 }));
  it.each<[string, number, number, number]>([
    ['a win and a loss as likely: half, at whatever age', 0, Infinity, 0.5],
    ['at another age', 200, Infinity, 0.5],
    ['within 50 days: half of what closes, ½ (1 − e^−1)', 0, 50, (1 - Math.exp(-1)) / 2],
    ['within 50 days over two ages the same', 75, 50, (1 - Math.exp(-1)) / 2],
    ['at the last age too', 1000, 50, (1 - Math.exp(-1)) / 2],
    ['within no time: not', 10, 0, 0],
  ])('%s', (_, age, within, expected) => {
    expect(winProbability(even, age, within)).toBeCloseTo(expected, 12);
  });

  it('falls where old deals are lost', () => {
    const stale = AGE_DAYS.map((from) => ({ win: from < 90 ? 0.02 : 0.001, loss: 0.01 }));
    expect(winProbability(stale, 100, Infinity)).toBeCloseTo(1 / 11, 12);
    expect(winProbability(stale, 0, Infinity)).toBeGreaterThan(0.5);
  });
});

describe('what history teaches', () => {
  const learn = (deals: readonly ProgrammeDeal[], at = NOW as number, from = NOW - 730 * DAY_MS) =>
    learnWinHazards(dealTally().add(deals).columns(), { from, at, least: 1 });

  it('is wins and losses a day at risk, drawn towards that of all deals together', () => {
    // 30 won and 10 lost after 10 days each: 40 exits in 400 days, 0.075 and 0.025 a day at every age.
    const { hazards, closed: counted } = learn([
      ...repeated(30, () => closed('won', 5, 10, { sourcing: [A] })),
      ...repeated(10, () => closed('lost', 5, 10, { sourcing: [A] })),
    ]);
    expect(counted).toEqual({ withPartner: 40, without: 0 });
    expect(hazards?.withPartner[0]?.win).toBeCloseTo(0.075, 12);
    expect(hazards?.withPartner[0]?.loss).toBeCloseTo(0.025, 12);
    // Nobody was ever older, and no deal was without a partner: both have the rate of all.
    expect(hazards?.withPartner[5]?.win).toBeCloseTo(0.075, 12);
    expect(hazards?.without[0]?.win).toBeCloseTo(0.075, 12);
    expect(hazards?.rates.withPartner[0]).toMatchObject({ fromDays: 0, toDays: 30, won: 30, lost: 10 });
    expect(hazards?.rates.withPartner[0]?.winShare).toBeCloseTo(0.75, 12);
  });

  it('shrinks few deals of a group to all deals by ten deals’ worth', () => {
    // Without: 90 lost of 90 in 900 days. With: 10 won of 10 in 100 days. All: win 0.01, loss 0.09; the prior is 100 days.
    const { hazards } = learn([
      ...repeated(90, () => closed('lost', 5, 10)),
      ...repeated(10, () => closed('won', 5, 10, { influencing: [A] })),
    ]);
    expect(hazards?.withPartner[0]?.win).toBeCloseTo((10 + 1) / 200, 12);
    expect(hazards?.withPartner[0]?.loss).toBeCloseTo((0 + 9) / 200, 12);
    expect(hazards?.without[0]?.win).toBeCloseTo(1 / 1000, 12);
  });

  it('takes open deals as days without an end', () => {
    const done = repeated(10, () => closed('won', 5, 10));
    const { hazards } = learn([
      ...done,
      ...repeated(10, () => deal({ status: 'open', created: dayBefore(10) })),
    ]);
    // 10 exits in 100 + 100 days.
    expect(hazards?.without[0]?.win).toBeCloseTo(0.05, 12);
  });

  it.each<[string, ProgrammeDeal]>([
    [
      'closed after the instant: open then, no end',
      closed('lost', 0, 0, { created: dayBefore(-1), closed: dayBefore(-2) }),
    ],
    ['created after it', deal({ status: 'open', created: dayBefore(-1) })],
    ['closed before the history began', closed('lost', 731, 10)],
    ['won before it was created', closed('won', 10, -5)],
    ['closed on an unknown day', deal({ status: 'lost', created: dayBefore(50), closed: null })],
  ])('nothing: %s', (_, taught) => {
    const known = repeated(10, () => closed('won', 5, 10));
    expect(learn([...known, taught])).toEqual(learn(known));
  });

  it('is not enough below a stated number of deals, and then says how many there are', () => {
    const few = forecast(repeated(FORECAST_LEAST - 1, () => closed('won', 100, 10, { sourcing: [A] })));
    expect(few).toMatchObject({
      lines: null,
      closed: { withPartner: FORECAST_LEAST - 1, without: 0 },
      backtest: null,
    });
  });
});

describe('the range', () => {
  it('has the spread of single deals and of what they were learnt from', () => {
    const one = new RangeSum(40);
    one.add(10_000, 0.5);
    // √(50² + (50 ÷ √50)²) = $50.50, times 1.28: beyond nothing and all of it.
    expect(one.range()).toEqual({ expectedMinor: 5_000, lowMinor: 0, highMinor: 10_000 });
    const hundred = new RangeSum(90);
    for (let deals = 0; deals < 100; deals += 1) hundred.add(10_000, 0.5);
    // Deals: 5,000 × √100 = 50,000; rates: 100 × 5,000 ÷ √100 = 50,000; together 70,711 × 1.281552 = 90,619.
    expect(hundred.range()).toEqual({ expectedMinor: 500_000, lowMinor: 409_381, highMinor: 590_619 });
    expect(hundred.totalMinor()).toBe(1_000_000);
  });

  it('of a deal with a negative amount lies below nothing', () => {
    const refund = new RangeSum(1000);
    refund.add(-100, 0.5);
    expect(refund.range()).toEqual({ expectedMinor: -50, lowMinor: -100, highMinor: 0 });
  });
});

describe('a forecast', () => {
  // Half are won, half lost, at 10 days each: half of what is open will be won.
  const history = repeated(200, (place) =>
    closed(place % 2 === 0 ? 'won' : 'lost', 5 + (place % 50), 10, { sourcing: [A] }),
  );
  const open = [
    deal({ status: 'open', created: dayBefore(1), sourcing: [A], influencing: [B], minor: 100_000 }),
    deal({ status: 'open', created: dayBefore(1), sourcing: [A, B], minor: 40_000, bucket: 'renewal' }),
    deal({ status: 'open', created: dayBefore(1), influencing: [B], minor: 60_000 }),
    deal({ status: 'open', created: dayBefore(1), influencing: [B], minor: null }),
    deal({ status: 'open', created: dayBefore(1), minor: 999_999 }),
    deal({ status: 'open', created: dayBefore(-1), sourcing: [A], minor: 999_999 }),
  ];
  const deals = [...history, ...open];

  it.each<[string, ForecastRequest, readonly number[], readonly number[]]>([
    // [deals, open, expected, without home amount]
    ['of all', ALL, [2, 140_000, 70_000, 0], [2, 60_000, 30_000, 1]],
    ['of new business', { ...ALL, bucket: 'new' }, [1, 100_000, 50_000, 0], [2, 60_000, 30_000, 1]],
    ['of A: its source credit', { scope: of(A), bucket: null }, [2, 120_000, 60_000, 0], [0, 0, 0, 0]],
    [
      'of B: what it influences whole, also what A sources',
      { scope: of(B), bucket: null },
      [1, 20_000, 10_000, 0],
      [3, 160_000, 80_000, 1],
    ],
  ])('%s', (_, request, sourced, influenced) => {
    const { lines, notes } = forecast(deals, request);
    const read = ({
      deals: many,
      openMinor,
      eventually,
      withoutHomeAmount,
    }: NonNullable<typeof lines>['sourced']) => [
      many,
      openMinor,
      eventually.expectedMinor,
      withoutHomeAmount,
    ];
    expect([read(lines!.sourced), read(lines!.influenced)]).toEqual([sourced, influenced]);
    expect(notes.includes('all_lines')).toBe(request.bucket === null);
    expect(notes.includes('not_additive')).toBe(request.scope.kind !== 'all');
  });
});

describe('the backtest', () => {
  // A deal a day, closed after 40 days, every other one won: $100 each.
  const steady = repeated(700, (place) =>
    place < 40
      ? deal({ status: 'open', created: dayBefore(place), sourcing: [A] })
      : closed(place % 2 === 0 ? 'won' : 'lost', place - 40, 40, { sourcing: [A] }),
  );
  const span = { ...DEFAULT_PROGRAMME.forecast, asOf: NOW, timeZone: 'UTC' };
  const test = (deals: readonly ProgrammeDeal[], changes: Partial<BacktestSpan> = {}) => {
    const columns = dealTally().add(deals).columns();
    return backtestOf(columns, teachMonths(columns, { ...span, ...changes }), {
      members: null,
      bucket: null,
    })!;
  };

  it('forecasts each of the last six whole months, and says how far off it was', () => {
    const { months, error, bias } = test(steady);
    expect(months.map(({ month }) => month)).toEqual([
      '2026-04',
      '2026-05',
      '2026-06',
      '2026-07',
      '2026-08',
      '2026-09',
    ]);
    // 40 deals are open when a month begins, of which those older than 10 days close in it, half of them won.
    expect(months.map(({ openDeals }) => openDeals)).toEqual([40, 40, 40, 40, 40, 40]);
    expect(
      months.every(
        ({ actualMinor }) => actualMinor === 150_000 || actualMinor === 160_000 || actualMinor === 140_000,
      ),
    ).toBe(true);
    // Deals that all close at one age are the worst case for rates that are even within an age.
    expect(error).toBeLessThan(0.35);
    expect(Math.abs(bias!)).toBeLessThanOrEqual(error!);
  });

  it('knows nothing of what came after: other ends of later deals leave its forecasts alone', () => {
    const start = at('2026-09-01');
    const later = steady.map((one): ProgrammeDeal =>
      one.closedAt !== null && one.closedAt >= start ? { ...one, status: 'lost' } : one,
    );
    const [before, after] = [test(steady), test(later)];
    expect(after.months.map(({ forecast: made }) => made)).toEqual(
      before.months.map(({ forecast: made }) => made),
    );
    expect(after.months.at(-1)?.actualMinor).toBe(0);
    expect(before.months.at(-1)?.actualMinor).toBeGreaterThan(0);
  });

  it('has, of one month, the distance to what was won over what was won', () => {
    // One month only, so that the error is |forecast − actual| ÷ actual of it.
    const one = test(steady, { backtestMonths: 1 });
    const [{ forecast: made, actualMinor }] = one.months as [(typeof one.months)[0]];
    expect(one.error).toBeCloseTo(Math.abs(made.expectedMinor - actualMinor) / actualMinor, 12);
    expect(one.bias).toBeCloseTo((made.expectedMinor - actualMinor) / actualMinor, 12);
  });

  it('has no error where nothing was won', () => {
    const lost = steady.map((one): ProgrammeDeal =>
      one.status === 'won' ? { ...one, status: 'lost' } : one,
    );
    expect(test(lost)).toMatchObject({ error: null, bias: null });
  });

  it('cuts months in the portal’s time zone', () => {
    const asOf = instant(at('2026-10-01T03:00:00Z'));
    const there = test(steady, { asOf, timeZone: 'America/New_York' });
    expect(there.months.at(-1)?.month).toBe('2026-08');
  });
});
