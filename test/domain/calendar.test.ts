import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import {
  dayOf,
  displayDay,
  formatInstant,
  instant,
  isTimeZone,
  monthOf,
  offsetMsOf,
  parseInstant,
  yearBefore,
} from '../../src/domain/calendar.js';
import { at } from './facts.js';

describe('parseInstant', () => {
  it.each([
    ['a date alone is 00:00Z', '2026-09-12', '2026-09-12T00:00:00.000Z'],
    ['no zone is UTC', '2026-09-12T10:00:00', '2026-09-12T10:00:00.000Z'],
    ['no seconds', '2026-09-12T10:30Z', '2026-09-12T10:30:00.000Z'],
    ['one digit of a fraction', '2026-09-12T10:00:00.5Z', '2026-09-12T10:00:00.500Z'],
    ['digits after milliseconds are cut', '2026-09-12T10:00:00.1239999Z', '2026-09-12T10:00:00.123Z'],
    ['a comma before the fraction', '2026-09-12T10:00:00,25Z', '2026-09-12T10:00:00.250Z'],
    ['an offset east', '2026-09-12T10:00:00+02:00', '2026-09-12T08:00:00.000Z'],
    ['an offset west over midnight', '2026-09-12T23:30:00-05:00', '2026-09-13T04:30:00.000Z'],
    ['an offset of minutes', '2026-09-12T10:00:00+05:45', '2026-09-12T04:15:00.000Z'],
    ['the largest offset east', '2026-09-12T23:59:00+23:59', '2026-09-12T00:00:00.000Z'],
    ['the largest offset west', '2026-09-12T00:00:00-23:59', '2026-09-12T23:59:00.000Z'],
    ['the last second of a day', '2026-09-12T23:59:59Z', '2026-09-12T23:59:59.000Z'],
    ['an offset without a colon', '2026-09-12T10:00:00-0330', '2026-09-12T13:30:00.000Z'],
    ['an offset of hours alone', '2026-09-12T10:00:00+02', '2026-09-12T08:00:00.000Z'],
    ['a leap day', '2024-02-29', '2024-02-29T00:00:00.000Z'],
    ['a leap day of a century', '2000-02-29', '2000-02-29T00:00:00.000Z'],
    ['before 1970', '1969-12-31T23:59:59.999Z', '1969-12-31T23:59:59.999Z'],
    ['a year below 100', '0099-01-01', '0099-01-01T00:00:00.000Z'],
  ])('%s: %s', (_name, text, iso) => expect(formatInstant(at(text))).toBe(iso));

  it.each([
    '',
    'today',
    '1789200000000',
    '2026',
    '2026-09',
    '2026-9-12',
    '26-09-12',
    '2026-13-01',
    '2026-00-01',
    '2026-04-31',
    '2026-02-29',
    '1900-02-29',
    '2026-09-00',
    '2026-09-12T24:00:00Z',
    '2026-09-12T10:60:00Z',
    '2016-12-31T23:59:60Z',
    '2026-09-12T10Z',
    '2026-09-12 10:00:00',
    '2026-09-12t10:00:00z',
    '2026-09-12T10:00:00+24:00',
    '2026-09-12T10:00:00+02:60',
    '2026-09-12Z',
    ' 2026-09-12',
    '2026-09-12\n',
    '12/09/2026',
    '2026-W37-6',
    '+002026-09-12',
    '２０２６-09-12',
  ])('refuses %j', (text) => expect(parseInstant(text)).toBeNull());

  it('law: what is formatted is read back', () => {
    const range = { min: new Date('0000-01-01T00:00:00Z'), max: new Date('9999-12-31T23:59:59.999Z') };
    fc.assert(
      fc.property(fc.date({ ...range, noInvalidDate: true }), (date) => {
        expect(parseInstant(date.toISOString())).toBe(date.getTime());
      }),
    );
  });
});

describe('months and days in a time zone', () => {
  it.each([
    ['2026-01-01T03:00Z', 'UTC', '2026-01-01'],
    ['2026-01-01T03:00Z', 'America/New_York', '2025-12-31'],
    ['2026-01-01T05:00Z', 'America/New_York', '2026-01-01'],
    ['2026-01-01T04:59:59.999Z', 'America/New_York', '2025-12-31'],
    // Summer time: New York is four hours behind from 8 March to 1 November 2026.
    ['2026-04-01T03:59:59Z', 'America/New_York', '2026-03-31'],
    ['2026-04-01T04:00:00Z', 'America/New_York', '2026-04-01'],
    ['2026-11-01T03:59:59Z', 'America/New_York', '2026-10-31'],
    // Summer time ends that morning in New York; December is cut at five hours again.
    ['2026-12-01T04:59:59Z', 'America/New_York', '2026-11-30'],
    ['2026-12-01T05:00:00Z', 'America/New_York', '2026-12-01'],
    ['2026-09-30T23:00:00Z', 'Asia/Kathmandu', '2026-10-01'],
    ['2026-09-30T18:14:59Z', 'Asia/Kathmandu', '2026-09-30'],
    ['2026-09-30T11:00:00Z', 'Pacific/Auckland', '2026-10-01'],
    ['2026-10-01T09:59:00Z', 'Pacific/Kiritimati', '2026-10-01'],
    ['2026-10-01T10:00:00Z', 'Pacific/Kiritimati', '2026-10-02'],
    ['0099-06-01T00:00Z', 'UTC', '0099-06-01'],
  ])('%s in %s is on %s', (text, timeZone, expected) => {
    expect(dayOf(at(text), timeZone)).toBe(expected);
    expect(monthOf(at(text), timeZone)).toBe(expected.slice(0, 7));
  });

  it('writes days as cards do', () => {
    expect(displayDay(at('2026-09-12T02:00Z'), 'UTC')).toBe('12 Sep 2026');
    expect(displayDay(at('2026-03-01T02:00Z'), 'America/New_York')).toBe('28 Feb 2026');
  });

  it.each([
    ['UTC', true],
    ['Europe/Berlin', true],
    ['Mars/Olympus', false],
    ['', false],
  ])('knows whether %j is a time zone', (name, known) => expect(isTimeZone(name)).toBe(known));
});

describe('offsetMsOf', () => {
  const year = (before: number): number => new Date(0).setUTCFullYear(before, 5, 1);

  it.each<[string, number, string, number]>([
    ['UTC', at('2026-07-01'), 'UTC', 0],
    ['New York in winter', at('2026-03-08T06:59:59.999Z'), 'America/New_York', -5 * 3_600_000],
    ['New York in summer', at('2026-03-08T07:00Z'), 'America/New_York', -4 * 3_600_000],
    ['Kathmandu', at('2026-07-01T12:34:56.789Z'), 'Asia/Kathmandu', 20_700_000],
    ['Kathmandu, near midnight there', at('2026-07-01T18:15Z'), 'Asia/Kathmandu', 20_700_000],
    ['Monrovia, with seconds', at('1970-06-01'), 'Africa/Monrovia', -(44 * 60 + 30) * 1000],
    ['a millisecond before 1970', instant(-1), 'Asia/Tokyo', 9 * 3_600_000],
    ['a year below 100', at('0099-06-01'), 'UTC', 0],
    ['the year 0', year(0), 'UTC', 0],
    ['a year before that', year(-43), 'UTC', 0],
  ])('of %s', (_name, when, timeZone, offset) => expect(offsetMsOf(instant(when), timeZone)).toBe(offset));

  it('is each time zone’s own, asked in turn', () => {
    const zones = ['Asia/Tokyo', 'UTC', 'Asia/Tokyo', 'America/Phoenix'];
    expect(zones.map((zone) => offsetMsOf(at('2026-07-01'), zone) / 3_600_000)).toEqual([9, 0, 9, -7]);
    expect(zones.map((zone) => dayOf(at('2026-07-01T16:00Z'), zone))).toEqual([
      ...['2026-07-02', '2026-07-01', '2026-07-02', '2026-07-01'],
    ]);
  });
});

describe('yearBefore', () => {
  it.each([
    ['2026-09-12T10:00:00Z', '2025-09-12T10:00:00.000Z'],
    ['2028-02-29T00:00:00Z', '2027-03-01T00:00:00.000Z'],
    ['2025-02-28T00:00:00Z', '2024-02-28T00:00:00.000Z'],
  ])('of %s is %s', (text, before) => expect(formatInstant(yearBefore(at(text)))).toBe(before));

  it('does not change what it is given', () => {
    const now = instant(at('2026-09-12'));
    yearBefore(now);
    expect(formatInstant(now)).toBe('2026-09-12T00:00:00.000Z');
  });
});
