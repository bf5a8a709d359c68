import { formatInstant, instant, type Instant } from '../domain/calendar.js';
import { AppError } from '../errors.js';
import type { LedgerView } from './ports.js';

/**
 * As of when a read of the ledger knows: the instant that was asked for, else the last that nothing can be added to any
 * more. What is answered as of it is answered so for ever.
 * @param asked null: everything that is recorded.
 * @throws AppError `as_of_in_future` where something may still be recorded at that instant.
 */
export function knownAtOf({ now, lastRecordedAt }: LedgerView, asked: Instant | null): Instant {
  // A unit of work that begins in this very millisecond may yet be recorded under it.
  const settled = instant(Math.max(now - 1, lastRecordedAt ?? -Infinity));
  if (asked === null) return settled;
  if (asked <= settled) return asked;
  throw new AppError(
    'as_of_in_future',
    `${formatInstant(asked)} lies ahead: it is ${formatInstant(now)}, and what will be known then may still change.`,
    'Give an instant that has passed, or leave --as-of out for what is known now.',
  );
}
