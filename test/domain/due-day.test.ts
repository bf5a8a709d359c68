import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { dayOf, formatInstant, instant } from '../../src/domain/calendar.js';
import {
  addDays,
  dayNumber,
  daysBetween,
  isPast,
  parseDay,
  startOfDayNumber,
} from '../../src/domain/due-day.js';
import { at } from './programme-sample.js';

describe('a calendar day in a time zone', () => {
  it.each<[string, string, string | null]>([
    ['2026-12-31', 'UTC', '2026-12-31T00:00:00.000Z'],
    ['2026-12-31', 'Europe/Berlin', '2026-12-30T23:00:00.000Z'],
    ['2026-12-31', 'America/New_York', '2026-12-31T05:00:00.000Z'],
    ['2026-03-29', 'Europe/Berlin', '2026-03-28T23:00:00.000Z'],
    // Clocks go forward at midnight there: the day begins at one o'clock.
    ['2026-09-06', 'America/Santiago', '2026-09-06T04:00:00.000Z'],
    ['2026-02-30', 'UTC', null],
    ['2026-2-3', 'UTC', null],
    ['2026-12-31T10:00', 'UTC', null],
    ['', 'UTC', null],
  ])('%s in %s begins at %s', (day, timeZone, start) => {
    const read = parseDay(day, timeZone);
    expect(read === null ? null : formatInstant(read)).toBe(start);
  });

  it('is the first instant of its day, in any zone and year', () => {
    const zones = [
      'UTC',
      'Pacific/Kiritimati',
      'Pacific/Apia',
      'America/Santiago',
      'Africa/Cairo',
      'Australia/Lord_Howe',
    ];
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 30_000 }), fc.constantFrom(...zones), (day, zone) => {
        const start = startOfDayNumber(day, zone);
        expect(dayNumber(start, zone)).toBeGreaterThanOrEqual(day);
        expect(dayNumber(instant(start - 1), zone)).toBeLessThan(day);
      }),
      { numRuns: 300 },
    );
  });

  it('counts days across a change of clocks as days', () => {
    const from = at('2026-03-28T12:00:00Z');
    expect(dayOf(addDays(from, 2, 'Europe/Berlin'), 'Europe/Berlin')).toBe('2026-03-30');
    expect(daysBetween(from, addDays(from, 400, 'Europe/Berlin'), 'Europe/Berlin')).toBe(400);
  });

  it.each<[string, string, string, boolean]>([
    ['on its day', '2026-11-20T23:59:59.999Z', 'UTC', false],
    ['on the day after', '2026-11-21T00:00:00Z', 'UTC', true],
    ['on its day in New York, which is the next in UTC', '2026-11-21T04:59:59Z', 'America/New_York', false],
    ['after its day in New York', '2026-11-21T05:00:00Z', 'America/New_York', true],
  ])('is past %s: %s', (_, now, zone, past) => {
    expect(isPast(at('2026-11-20T12:00:00Z'), at(now), zone)).toBe(past);
  });
});
