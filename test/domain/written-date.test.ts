import { describe, expect, it } from '@jest/globals';
import { formatInstant } from '../../src/domain/calendar.js';
import { dateReader } from '../../src/domain/written-date.js';

describe('days by a pattern', () => {
  it.each([
    ['iso', '2026-09-12', '2026-09-12'],
    ['iso', '2026-09-12T23:30:00-05:00', '2026-09-12'],
    ['M/d/yyyy', '9/12/2026', '2026-09-12'],
    ['MM/dd/yyyy', '09/12/2026', '2026-09-12'],
    ['dd.MM.yyyy', '12.09.2026', '2026-09-12'],
    ['d MMM yyyy', '2 September 2026', '2026-09-02'],
    ['MMM d, yyyy', 'Sep 2, 2026', '2026-09-02'],
    ['MM/dd/yyyy HH:mm', '09/12/2026', '2026-09-12'],
    // The day and the month the wrong way round, a day that does not exist, and what is no date.
    ['MM/dd/yyyy', '31/12/2026', null],
    ['dd.MM.yyyy', '31.04.2026', null],
    ['MM/dd/yyyy', '9/12/2026', null],
    ['d MMM yyyy', '2 Foo 2026', null],
    ['iso', '12.09.2026', null],
    ['yyyy-MM-dd', '', null],
  ])('%s: %s is %s', (pattern, text, day) => {
    expect(dateReader(pattern, null)?.day(text) ?? null).toBe(day);
  });
});

describe('moments', () => {
  it.each([
    ['iso', null, '2026-09-12', '2026-09-12T00:00:00.000Z'],
    ['iso', 'Europe/Berlin', '2026-09-12', '2026-09-11T22:00:00.000Z'],
    ['iso', 'Europe/Berlin', '2026-09-12T10:00:00Z', '2026-09-12T10:00:00.000Z'],
    ['iso', 'Europe/Berlin', '2026-09-12T10:00:00', '2026-09-12T08:00:00.000Z'],
    ['M/d/yyyy h:mm a', 'America/New_York', '1/5/2026 2:30 PM', '2026-01-05T19:30:00.000Z'],
    ['M/d/yyyy h:mm a', null, '1/5/2026 12:05 AM', '2026-01-05T00:05:00.000Z'],
    ['M/d/yyyy h:mm a', null, '1/5/2026', '2026-01-05T00:00:00.000Z'],
    // The hour that the clock leaves out in spring, and the one that it shows twice in autumn.
    ['yyyy-MM-dd HH:mm', 'Europe/Berlin', '2026-03-29 02:30', '2026-03-29T01:30:00.000Z'],
    ['yyyy-MM-dd HH:mm', 'Europe/Berlin', '2026-10-25 02:30', '2026-10-25T00:30:00.000Z'],
  ])('%s in %s: %s is %s', (pattern, zone, text, at) => {
    const read = dateReader(pattern, zone)?.moment(text) ?? null;
    expect(read === null ? null : formatInstant(read)).toBe(at);
  });

  it.each(['25:00', '10:61'])('a time that does not exist (%s) is none', (time) => {
    expect(dateReader('yyyy-MM-dd HH:mm', null)?.moment(`2026-09-12 ${time}`)).toBeNull();
  });
});

it.each(['MM/dd', 'yyyy', 'yyyy-MM-dd dd', ''])('“%s” is no pattern', (pattern) => {
  expect(dateReader(pattern, null)).toBeNull();
});
