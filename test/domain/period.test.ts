import { describe, expect, it } from '@jest/globals';
import { formatInstant } from '../../src/domain/calendar.js';
import {
  addMonths,
  inPeriod,
  laterMonth,
  monthAt,
  parseMonth,
  parsePeriod,
  quarterOf,
  startOfMonth,
} from '../../src/domain/period.js';
import { month, utc } from './ledger-facts.js';

describe('parsePeriod', () => {
  it.each([
    ['2026-09', '2026-09', '2026-09'],
    ['2026-Q1', '2026-01', '2026-03'],
    ['2026-Q3', '2026-07', '2026-09'],
    ['2026-Q4', '2026-10', '2026-12'],
    ['0099-Q2', '0099-04', '0099-06'],
    ['last-12-months', '2025-04', '2026-03'],
    ['all', null, null],
  ])('%s is from %j to %j', (label, from, to) => {
    expect(parsePeriod(label, month('2026-03'))).toEqual({ label, from, to });
  });

  it.each([
    ...['', 'ALL', '2026', '2026-13', '2026-00', '2026-9', '2026-091', ' 2026-09', '2026-09\n', 'x2026-09'],
    ...['2026-Q0', '2026-Q5', '2026-q3', '2026-Q33', '12026-Q3', '2026-Q3 ', 'last-3-months'],
  ])('refuses %j', (text) => {
    expect(parsePeriod(text, month('2026-03'))).toBeNull();
    expect(parseMonth(text)).toBeNull();
  });

  it.each(['2026-01', '2026-09', '2026-10', '2026-12', '0001-01'])('%s is a month', (text) => {
    expect(parseMonth(text)).toBe(text);
  });
});

it.each([
  ['within', '2026-08', '2026-07', '2026-09', true],
  ['on its first month', '2026-07', '2026-07', '2026-09', true],
  ['on its last month', '2026-09', '2026-07', '2026-09', true],
  ['before it', '2026-06', '2026-07', '2026-09', false],
  ['after it', '2026-10', '2026-07', '2026-09', false],
  ['before a period without an end', '2026-06', '2026-07', null, false],
  ['after a period without a start', '2026-10', null, '2026-09', false],
  ['in a period without bounds', '1999-12', null, null, true],
])('a month %s', (_name, one, from, to, inside) => {
  const bound = (text: string | null) => (text === null ? null : month(text));
  expect(inPeriod(month(one), { label: '', from: bound(from), to: bound(to) })).toBe(inside);
});

it.each([
  ['2025-11', 3, '2026-02'],
  ['2026-03', -11, '2025-04'],
  ['2026-01', -1, '2025-12'],
  ['2026-12', 1, '2027-01'],
  ['2026-12', 0, '2026-12'],
  ['0099-12', 1, '0100-01'],
])('%s and %d months is %s', (from, months, to) => expect(addMonths(month(from), months)).toBe(to));

it('three months are a quarter', () => {
  const quarters = Array.from({ length: 12 }, (_, index) => quarterOf(addMonths(month('2026-01'), index)));
  expect(quarters).toEqual(['1', '2', '3', '4'].flatMap((one) => Array(3).fill(`2026-Q${one}`) as string[]));
});

it.each([
  ['2026-09', '2026-10'],
  ['2026-10', '2026-09'],
  ['2026-10', '2026-10'],
])('of %s and %s the later is October', (a, b) => expect(laterMonth(month(a), month(b))).toBe('2026-10'));

describe('startOfMonth', () => {
  it.each([
    ['2026-09', 'UTC', '2026-09-01T00:00:00.000Z'],
    ['2026-01', 'America/New_York', '2026-01-01T05:00:00.000Z'],
    ['2026-07', 'America/New_York', '2026-07-01T04:00:00.000Z'],
    ['2026-01', 'Pacific/Kiritimati', '2025-12-31T10:00:00.000Z'],
    ['2026-01', 'Etc/GMT+12', '2026-01-01T12:00:00.000Z'],
    ['2026-09', 'Asia/Kathmandu', '2026-08-31T18:15:00.000Z'],
    ['0099-03', 'UTC', '0099-03-01T00:00:00.000Z'],
    // On the morning of 1 November 2020 clocks in New York went from 2:00 back to 1:00.
    ['2020-11', 'America/New_York', '2020-11-01T04:00:00.000Z'],
  ])('of %s in %s', (text, timeZone, iso) => {
    const start = startOfMonth(month(text), timeZone);
    expect(formatInstant(start)).toBe(iso);
    expect(monthAt(start, timeZone)).toBe(text);
    expect(monthAt(utc(new Date(start - 1).toISOString()), timeZone)).toBe(addMonths(month(text), -1));
  });
});
