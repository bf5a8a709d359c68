import { describe, expect, it } from '@jest/globals';
import { formatInstant } from '../../src/domain/calendar.js';
import { lockedSince, type LockRule } from '../../src/domain/lock.js';
import { utc } from './ledger-facts.js';

const rule = (from: string, lockDays: number): LockRule => ({ from: utc(from), lockDays });
const ALWAYS = '2000-01-01';

function locked(now: string, rules: readonly LockRule[], since = '2026-03-01'): string | null {
  const deal = { closedAt: utc('2026-03-01'), since: utc(since), now: utc(now) };
  const at = lockedSince(deal, rules);
  return at === null ? null : formatInstant(at).replace('T00:00:00.001Z', ' and 1 ms');
}

describe('a deal that closed on 1 March', () => {
  const fourteen = rule(ALWAYS, 14);
  it.each<[string, string, readonly LockRule[], string | null]>([
    ['is open on its last day', '2026-03-15T00:00:00.000Z', [fourteen], null],
    ['is locked a millisecond later', '2026-03-15T00:00:00.001Z', [fourteen], '2026-03-15 and 1 ms'],
    ['has been since then', '2026-12-01', [fourteen], '2026-03-15 and 1 ms'],
    ['locks after part of a day', '2026-12-01', [rule(ALWAYS, 0.5)], '2026-03-01T12:00:00.001Z'],
    [
      'stays locked where more days come later',
      '2026-12-01',
      [fourteen, rule('2026-03-20', 90)],
      '2026-03-15 and 1 ms',
    ],
    ['stays open where they come before', '2026-05-01', [fourteen, rule('2026-03-10', 90)], null],
    ['locks by those then', '2026-06-01', [fourteen, rule('2026-03-10', 90)], '2026-05-30 and 1 ms'],
    ['is open until fewer days are recorded', '2026-04-09', [rule(ALWAYS, 90), rule('2026-04-10', 14)], null],
    [
      'locks with them at once',
      '2026-04-11',
      [rule(ALWAYS, 90), rule('2026-04-10', 14)],
      '2026-04-10T00:00:00.000Z',
    ],
    [
      'more days in the instant of the lock',
      '2026-06-01',
      [fourteen, rule('2026-03-15T00:00:00.001Z', 90)],
      '2026-05-30 and 1 ms',
    ],
    [
      'more days a millisecond after',
      '2026-06-01',
      [fourteen, rule('2026-03-15T00:00:00.002Z', 90)],
      '2026-03-15 and 1 ms',
    ],
    ['the first policy was always in force', '2026-12-01', [rule('2026-11-30', 14)], '2026-03-15 and 1 ms'],
    ['no policy, no lock', '2026-12-01', [], null],
  ])('%s', (_name, now, rules, at) => expect(locked(now, rules)).toBe(at));

  it('is not locked before it stood in the books', () => {
    expect(locked('2026-12-01', [fourteen], '2026-08-01')).toBe('2026-08-01T00:00:00.000Z');
    const shortThenLong = [fourteen, rule('2026-04-01', 365)];
    expect(locked('2026-12-01', shortThenLong, '2026-08-01')).toBeNull();
    expect(locked('2026-12-01', [rule(ALWAYS, 14), rule('2026-04-01', 30)], '2026-08-01')).toBe(
      '2026-08-01T00:00:00.000Z',
    );
  });
});
