import { InvalidArgumentError } from 'commander';
import { parseInstant, type Instant } from '../domain/calendar.js';

/** An instant that was typed, as an option's value. */
export function readInstant(text: string): Instant {
  const at = parseInstant(text);
  if (at === null)
    throw new InvalidArgumentError('Give an ISO 8601 instant, such as 2026-09-12 or 2026-09-12T10:00:00Z.');
  return at;
}
