/** Days and times as other systems write them, by a pattern. */
import { instant, offsetMsOf, parseInstant, type Instant } from './calendar.js';

const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];

/** What a letter group of a pattern stands for; the longer ones first. */
const TOKENS: readonly (readonly [token: string, part: string, text: string])[] = [
  ['yyyy', 'year', '\\d{4}'],
  ['MMM', 'word', '[A-Za-z]{3,9}\\.?'],
  ['MM', 'month', '\\d{2}'],
  ['M', 'month', '\\d{1,2}'],
  ['dd', 'day', '\\d{2}'],
  ['d', 'day', '\\d{1,2}'],
  ['HH', 'hour', '\\d{2}'],
  ['H', 'hour', '\\d{1,2}'],
  ['h', 'hour', '\\d{1,2}'],
  ['mm', 'minute', '\\d{2}'],
  ['ss', 'second', '\\d{2}'],
  ['a', 'half', '[AaPp]\\.?[Mm]\\.?'],
];

/** A date that was read: a day, and a time if one is written. */
interface Written {
  /** `2026-09-12` */
  readonly day: string;
  /** `10:00:00`; null where only the day is written. */
  readonly time: string | null;
}

/** Reads dates of one pattern. */
export interface DateReader {
  /** The calendar day, as `2026-09-12`; null for anything else, also for days that do not exist. */
  day(text: string): string | null;
  /** The instant; one without a zone is in the time zone that was given, a day alone is its midnight. */
  moment(text: string): Instant | null;
}

/**
 * A reader of one pattern: `yyyy`, `MM` or `M`, `MMM` (an English month), `dd` or `d`, `HH`, `H` or `h` with `a` (AM, PM), `mm`,
 * `ss`; everything else stands for itself; a time may be left out of what is read. `iso` is ISO 8601.
 * Example: `M/d/yyyy` reads "9/12/2026" as 2026-09-12.
 * @param timeZone IANA name; null: UTC.
 * @returns null where the pattern has no year, month and day.
 */
export function dateReader(pattern: string, timeZone: string | null): DateReader | null {
  const placed = (written: Written): Instant | null => inZone(written, timeZone);
  if (pattern === 'iso') {
    return {
      day: (text) => (parseInstant(text) === null ? null : text.slice(0, 10)),
      moment: (text) => (/T.*(Z|[+-]\d{2}(:?\d{2})?)$/.test(text) ? parseInstant(text) : isoIn(text, placed)),
    };
  }
  const expression = expressionOf(pattern);
  if (expression === null) return null;
  const read = (text: string): Written | null => writtenIn(expression.exec(text.trim())?.groups);
  return {
    day: (text) => read(text)?.day ?? null,
    moment: (text) => {
      const written = read(text);
      return written === null ? null : placed(written);
    },
  };
}

function isoIn(text: string, placed: (written: Written) => Instant | null): Instant | null {
  const at = parseInstant(text);
  if (at === null) return null;
  return placed({ day: text.slice(0, 10), time: new Date(at).toISOString().slice(11, 19) });
}

function expressionOf(pattern: string): RegExp | null {
  let text = '';
  let timeFrom: number | null = null;
  const parts = new Set<string>();
  for (let at = 0; at < pattern.length;) {
    const token = TOKENS.find(([name]) => pattern.startsWith(name, at));
    if (token === undefined) {
      text += (pattern[at] ?? '').replace(/[\\^$.*+?()[\]{}|/-]/, '\\$&');
      at += 1;
      continue;
    }
    const [name, part, matches] = token;
    if (parts.has(part)) return null;
    parts.add(part);
    if (part === 'hour') timeFrom ??= text.length;
    text += `(?<${part}>${matches})`;
    at += name.length;
  }
  if (!parts.has('year') || !parts.has('day') || !(parts.has('month') || parts.has('word'))) return null;
  // People's exports leave the time out where there is none.
  const whole =
    timeFrom === null ? text : `${text.slice(0, timeFrom).trimEnd()}(?:\\s*${text.slice(timeFrom)})?`;
  return new RegExp(`^${whole}$`);
}

function writtenIn(groups: Readonly<Record<string, string | undefined>> | undefined): Written | null {
  if (groups === undefined) return null;
  const { year = '', month, word, day = '', hour, minute = '00', second = '00', half } = groups;
  const number = word === undefined ? Number(month) : MONTHS.indexOf(word.slice(0, 3).toLowerCase()) + 1;
  const two = (value: number | string): string => String(value).padStart(2, '0');
  const written = `${year}-${two(number)}-${two(day)}`;
  if (parseInstant(written) === null) return null;
  if (hour === undefined) return { day: written, time: null };
  const hours = half === undefined ? Number(hour) : (Number(hour) % 12) + (/^p/i.test(half) ? 12 : 0);
  const time = `${two(hours)}:${minute}:${second}`;
  return parseInstant(`${written}T${time}Z`) === null ? null : { day: written, time };
}

/** Twice an hour in autumn the clock says the same: the earlier of the two is taken. */
function inZone({ day, time }: Written, timeZone: string | null): Instant | null {
  const wall = parseInstant(`${day}T${time ?? '00:00:00'}Z`);
  if (wall === null || timeZone === null) return wall;
  const before = offsetMsOf(instant(wall - 86_400_000), timeZone);
  const guess = instant(wall - before);
  const there = offsetMsOf(guess, timeZone);
  const later = instant(wall - there);
  // An hour that the clock leaves out in spring is told as if it had not been put forward yet.
  return there === before || offsetMsOf(later, timeZone) !== there ? guess : later;
}
