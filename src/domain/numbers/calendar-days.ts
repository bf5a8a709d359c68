/** Days that a person wrote down, such as the end of an agreement: HubSpot keeps them as midnight UTC, wherever the portal is. */
import { DAY_MS, instant, offsetMsOf, type Instant } from '../calendar.js';

/**
 * The instant at which such a day begins in the portal's time zone; an instant with a time of its own stays what it is.
 * Example: 2026-10-01T00:00Z → 2026-10-01T04:00Z in America/New_York, so that 1 October is in the fourth quarter there too.
 */
export function startOfWrittenDay(at: Instant, timeZone: string): Instant {
  if (at % DAY_MS !== 0) return at;
  const guess = at - offsetMsOf(at, timeZone);
  return instant(at - offsetMsOf(instant(guess), timeZone));
}
