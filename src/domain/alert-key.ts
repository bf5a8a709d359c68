/** What an alert is known by: its matter, the step where it is told at steps before its day, and how often it came back. */
import { formatInstant, type Instant } from './calendar.js';
import type { QueueItem } from './programme-queue.js';

/**
 * Kind, record and day: "agreement_due companies 12 2026-12-31". The day is in UTC, so that another time zone of the portal
 * sends nothing anew.
 */
export const matterKey = (what: string, { type, id }: QueueItem['record'], dueAt: Instant | null): string =>
  `${what} ${type} ${id} ${dueAt === null ? '-' : formatInstant(dueAt).slice(0, 10)}`;

/**
 * Example: "agreement_due companies 12 2026-12-31 60d", told when the day is 60 days away or less; with " #2" at its end where
 * it was settled before and is due again.
 */
export const alertKey = (matter: string, step: number | null, telling = 1): string =>
  `${matter}${step === null ? '' : ` ${step}d`}${telling === 1 ? '' : ` #${telling}`}`;

const END = /(?: (\d+)d)?(?: #(\d+))?$/;

/** The matter of an alert's key; a key without an end is its matter. */
export const matterOf = (key: string): string => key.replace(END, '');

/** The how-manieth telling of its matter an alert is: 1, and one more each time that it was settled and is due again. */
export const tellingOf = (key: string): number => Number(END.exec(key)?.[2] ?? 1);

/** The step of an alert's key, in days; null where it has none. */
export function stepOf(key: string): number | null {
  const [, days] = END.exec(key) ?? [];
  return days === undefined ? null : Number(days);
}
