/**
 * ISO 8601 to milliseconds, or null. A date alone is 00:00Z, no zone is UTC, digits after milliseconds are cut.
 */
export function readInstant(text: string): number | null {
  const match = /^(\d{4})-(\d\d)-(\d\d)(?:T(\d\d):(\d\d)(?::(\d\d)(?:[.,](\d+))?)?(Z|[+-]\d\d:\d\d)?)?$/.exec(
    text,
  );
  if (match === null) return null;
  const [, year = '', month = '', day = '', hour = '0', minute = '0', second = '0', digits = '', zone = 'Z'] =
    match;
  const millisecond = Number((digits + '000').slice(0, 3));
  // Date.UTC would read the years 0 to 99 as 1900 to 1999.
  const start = new Date(0);
  start.setUTCFullYear(+year, +month - 1, +day);
  start.setUTCHours(+hour, +minute, +second, millisecond);
  const at = start.getTime();
  const back = new Date(at);
  const sameDay =
    back.getUTCFullYear() === +year && back.getUTCMonth() + 1 === +month && back.getUTCDate() === +day;
  if (!sameDay || +hour > 23 || +minute > 59 || +second > 59) return null;
  if (zone === 'Z') return at;
  const offsetMinutes = Number(zone.slice(1, 3)) * 60 + Number(zone.slice(4, 6));
  if (Number(zone.slice(1, 3)) > 23 || Number(zone.slice(4, 6)) > 59) return null;
  return at - (zone.startsWith('-') ? -1 : 1) * offsetMinutes * 60_000;
}
