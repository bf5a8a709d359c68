/** When a deal locks: `lockDays` after its close, under the policies that were in force while it was in the books. */
import { instant, type Instant } from './calendar.js';
import { daysToMs } from './decimal.js';

/** The days of a policy, in force from when it was recorded until the next was. */
export interface LockRule {
  readonly from: Instant;
  /** May be a fraction. */
  readonly lockDays: number;
}

/**
 * The first instant at which a deal was locked by its days. A later policy with more days does not unlock it; one that
 * comes before the lock moves it.
 *
 * Worked example: closed on 1 March, in the books since then, 14 days. Raised to 90 on 20 March: locked since 15 March,
 * for ever. Raised to 90 on 10 March: locked from 30 May on.
 * @param since when the deal first stood in the books of its month.
 * @param rules in the order of recording; the first is taken to have been in force always.
 * @returns null where it is not locked at `now`.
 */
export function lockedSince(
  { closedAt, since, now }: { readonly closedAt: Instant; readonly since: Instant; readonly now: Instant },
  rules: readonly LockRule[],
): Instant | null {
  for (const [place, { from, lockDays }] of rules.entries()) {
    const next = rules[place + 1];
    const start = Math.max(since, place === 0 ? since : from);
    const end = next === undefined ? now : Math.min(now, next.from - 1);
    // The last millisecond of the days is still unlocked.
    const locked = Math.max(start, closedAt + daysToMs(lockDays) + 1);
    if (locked <= end) return instant(locked);
  }
  return null;
}
