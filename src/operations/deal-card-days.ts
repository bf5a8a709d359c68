/** Days and spans of time as the deal card writes them. */
import { DAY_MS, dayOf, displayDay, type Instant } from '../domain/calendar.js';
import type { DealCardFacts } from './deal-card-facts.js';

/** A day in the portal's time zone. Example: "12 Sep 2026". */
export const dayIn = (card: DealCardFacts, at: Instant): string => displayDay(at, card.account.timeZone);

/** Where an instant stands to the creation of the deal. Example: "three days before the deal was created". */
export function fromCreation(card: DealCardFacts, at: Instant): string {
  const days = Math.round((card.facts.deal.createdAt - at) / DAY_MS);
  if (days === 0) return 'the day the deal was created';
  return `${counted(Math.abs(days), 'day')} ${days > 0 ? 'before' : 'after'} the deal was created`;
}

/** A number with its noun; up to twelve in words. Examples: "three days", "one touch", "13 hours". */
export const counted = (many: number, noun: string, plural = `${noun}s`): string =>
  `${numberWord(many)} ${many === 1 ? noun : plural}`;

/** Up to twelve in words. */
export const numberWord = (many: number): string => NUMBER_WORDS[many] ?? String(many);

/** How long until an instant, in whole calendar days. Examples: "today", "in one day", "in 14 days"; null once past. */
export function daysUntil(card: DealCardFacts, at: Instant): string | null {
  if (at < card.asOf) return null;
  const { timeZone } = card.account;
  const midnight = (day: Instant): number => Date.parse(`${dayOf(day, timeZone)}T00:00:00Z`);
  const days = Math.round((midnight(at) - midnight(card.asOf)) / DAY_MS);
  return days === 0 ? 'today' : `in ${counted(days, 'day')}`;
}

const NUMBER_WORDS = [
  'no',
  'one',
  'two',
  'three',
  'four',
  'five',
  'six',
  'seven',
  'eight',
  'nine',
  'ten',
  'eleven',
  'twelve',
];

const UNITS: readonly (readonly [string, number])[] = [
  ['day', DAY_MS],
  ['hour', 3_600_000],
  ['minute', 60_000],
  ['second', 1_000],
];

/** A span in the largest unit that it is a whole number of. Example: 259200000 → "three days". */
export function spanOf(ms: number): string {
  const unit = UNITS.find(([, unitMs]) => ms % unitMs === 0);
  return unit === undefined ? counted(ms, 'millisecond') : counted(ms / unit[1], unit[0]);
}
