import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { instant, monthOf } from '../../src/domain/calendar.js';
import { Months } from '../../src/domain/months.js';
import { at } from './facts.js';

const ZONES = [
  ...['UTC', 'America/New_York', 'Australia/Lord_Howe', 'America/St_Johns', 'Asia/Gaza', 'Asia/Kathmandu'],
  ...['Pacific/Apia', 'Africa/Monrovia', 'America/Asuncion', 'Pacific/Kiritimati', 'Etc/GMT+12'],
];

/** Within four days of the first of a month, in any year that a file may name. */
const nearTurns = fc
  .tuple(
    fc.integer({ min: 0, max: 9999 }),
    fc.integer({ min: 0, max: 11 }),
    fc.integer({ min: -345_600_000, max: 345_600_000 }),
  )
  .map(([year, month, ms]) => {
    const first = new Date(0);
    first.setUTCFullYear(year, month, 1);
    return instant(first.getTime() + ms);
  });
const recent = fc.integer({ min: Date.UTC(1990, 0, 1), max: Date.UTC(2040, 0, 1) }).map(instant);

describe('months of a time zone', () => {
  it('are those of the calendar, anywhere and at any time', () => {
    fc.assert(
      fc.property(fc.constantFrom(...ZONES), fc.array(fc.oneof(nearTurns, recent)), (zone, all) => {
        const months = new Months(zone);
        for (const one of all) expect(months.name(months.of(one))).toBe(monthOf(one, zone));
      }),
      { numRuns: 200 },
    );
  });

  it.each([-1, 0, 1599, 1600, 1699, 1700, 1899, 1900, 1970, 2000, 2099, 2100, 2169, 2170, 2399, 2400])(
    'in UTC are those of the days around each first of the year %i',
    (year) => {
      const months = new Months('UTC');
      const first = new Date(0);
      first.setUTCFullYear(year, 0, 1);
      const january = months.of(first.getTime());
      const days = Array.from(
        { length: 365 },
        (_, day) => new Date(first.getTime() + day * 86_400_000),
      ).filter((day) => day.getUTCDate() < 4 || day.getUTCDate() > 25);
      const expected = days.map((day) => january + day.getUTCMonth());
      expect(days.map((day) => months.of(day.getTime()))).toEqual(expected);
      expect(days.map((day) => months.of(day.getTime() + 86_399_999))).toEqual(expected);
      if (year > 0)
        expect(months.name(months.of(first.getTime()))).toBe(`${String(year).padStart(4, '0')}-01`);
    },
  );

  it('go back where clocks are set back across midnight', () => {
    // In St. John's, clocks went from 00:01 on 1 November 2009 to 23:01 on 31 October.
    const months = new Months('America/St_Johns');
    const name = (text: string): string => months.name(months.of(at(text)));
    expect(
      [
        '2009-11-01T02:29:59.999Z',
        '2009-11-01T02:30:00.000Z',
        '2009-11-01T02:30:59.999Z',
        '2009-11-01T02:31:00.000Z',
        '2009-11-01T03:29:59.999Z',
        '2009-11-01T03:30:00.000Z',
      ].map(name),
    ).toEqual(['2009-10', '2009-11', '2009-11', '2009-10', '2009-10', '2009-11']);
  });

  it('later months have larger numbers', () => {
    fc.assert(
      fc.property(recent, fc.integer({ min: 32, max: 9999 }), (one, days) => {
        const months = new Months('Asia/Kathmandu');
        expect(months.of(one + days * 86_400_000)).toBeGreaterThan(months.of(one));
      }),
    );
  });
});
