/**
 * Instants and periods. An instant is UTC milliseconds; a period (month, quarter) is cut in a portal's time zone.
 */

declare const brand: unique symbol;
/** Milliseconds since 1970-01-01T00:00Z; always an integer. */
export type Instant = number & { readonly [brand]: 'Instant' };

export const DAY_MS = 86_400_000;

export const instant = (ms: number): Instant => ms as Instant;

const INSTANT =
  /^(\d{4})-(\d{2})-(\d{2})(?:T(\d{2}):(\d{2})(?::(\d{2})(?:[.,](\d+))?)?(Z|[+-]\d{2}(?::?\d{2})?)?)?$/;

/**
 * Reads an ISO 8601 instant. A date alone means 00:00Z, no zone means UTC, digits after milliseconds are cut.
 * Examples: "2026-09-12" → 2026-09-12T00:00:00.000Z; "2026-09-12T10:00:00.1239+02:00" → 2026-09-12T08:00:00.123Z.
 * @returns null for anything else, also for days and times that do not exist (30 February, 24:00, a leap second).
 */
export function parseInstant(text: string): Instant | null {
  const match = INSTANT.exec(text);
  if (match === null) return null;
  const [, year, month, day, hour = '0', minute = '0', second = '0', fraction = '', zone = ''] = match;
  const [y, mo, d, h, mi, s] = [year, month, day, hour, minute, second].map(Number) as [
    number,
    number,
    number,
    number,
    number,
    number,
  ];
  if (h > 23 || mi > 59 || s > 59) return null;
  const offsetMs = parseOffsetMs(zone);
  if (offsetMs === null) return null;
  const date = new Date(0);
  // A day that does not exist, 31 April or 0 May, falls into another month. setUTCFullYear, since Date.UTC reads years 0 to 99 as 1900 to 1999.
  date.setUTCFullYear(y, mo - 1, d);
  if (date.getUTCMonth() !== mo - 1) return null;
  date.setUTCHours(h, mi, s, Number(fraction.slice(0, 3).padEnd(3, '0')));
  return instant(date.getTime() - offsetMs);
}

// `Z` and no zone at all have no hours and no minutes.
function parseOffsetMs(zone: string): number | null {
  const hours = Number(zone.slice(1, 3));
  const minutes = Number(zone.slice(3).replace(':', ''));
  if (hours > 23 || minutes > 59) return null;
  return (zone.startsWith('-') ? -1 : 1) * (hours * 60 + minutes) * 60_000;
}

/** ISO 8601 with milliseconds, in UTC. */
export const formatInstant = (at: Instant): string => new Date(at).toISOString();

const formatters = new Map<string, Intl.DateTimeFormat>();

function formatterOf(timeZone: string): Intl.DateTimeFormat {
  let formatter = formatters.get(timeZone);
  if (formatter === undefined) {
    formatter = new Intl.DateTimeFormat('en-CA', {
      timeZone,
      year: 'numeric',
      month: '2-digit',
      day: '2-digit',
    });
    formatters.set(timeZone, formatter);
  }
  return formatter;
}

/** Whether the runtime knows this IANA time zone. */
export function isTimeZone(timeZone: string): boolean {
  try {
    formatterOf(timeZone);
    return true;
  } catch {
    return false;
  }
}

/** The calendar day of an instant in a time zone, `YYYY-MM-DD`. */
export function dayOf(at: Instant, timeZone: string): string {
  const parts = Object.fromEntries(
    formatterOf(timeZone)
      .formatToParts(at)
      .map((part) => [part.type, part.value]),
  );
  return `${(parts.year ?? '').padStart(4, '0')}-${parts.month ?? ''}-${parts.day ?? ''}`;
}

/** The month of an instant in a time zone, `YYYY-MM`. Example: 2026-01-01T03:00Z in America/New_York → 2025-12. */
export const monthOf = (at: Instant, timeZone: string): string => dayOf(at, timeZone).slice(0, 7);

const clocks = new Map<string, Intl.DateTimeFormat>();

/** How far the clocks of a time zone are ahead of UTC at an instant, in milliseconds. */
export function offsetMsOf(at: Instant, timeZone: string): number {
  let clock = clocks.get(timeZone);
  if (clock === undefined) {
    const [number, digits] = ['numeric', '2-digit'] as const;
    clock = new Intl.DateTimeFormat('en-US', {
      ...{ timeZone, era: 'short', year: number, month: number, day: number },
      ...{ hour: digits, minute: digits, second: digits, hourCycle: 'h23' },
    });
    clocks.set(timeZone, clock);
  }
  const parts = Object.fromEntries(clock.formatToParts(at).map((part) => [part.type, part.value]));
  const part = (name: string): number => Number(parts[name]);
  const local = new Date(0);
  local.setUTCFullYear(parts.era === 'BC' ? 1 - part('year') : part('year'), part('month') - 1, part('day'));
  local.setUTCHours(part('hour'), part('minute'), part('second'));
  // Clocks show no milliseconds; an offset has none.
  return local.getTime() - Math.floor(at / 1000) * 1000;
}

const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'] as const;

/** A day as cards write it. Example: "12 Sep 2026". */
export function displayDay(at: Instant, timeZone: string): string {
  const [year = '', month = '', day = ''] = dayOf(at, timeZone).split('-');
  return `${Number(day)} ${MONTHS[Number(month) - 1] ?? ''} ${year}`;
}

/** The same day and time a year before, in UTC; 29 February becomes 1 March. */
export function yearBefore(at: Instant): Instant {
  const date = new Date(at);
  date.setUTCFullYear(date.getUTCFullYear() - 1);
  return instant(date.getTime());
}
