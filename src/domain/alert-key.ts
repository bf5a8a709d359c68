/** What an alert is known by: its matter and, of what is told at steps before its day, the step. */
import { formatInstant, type Instant } from './calendar.js';
import type { QueueItem } from './programme-queue.js';

/**
 * Kind, record and day: "agreement_due companies 12 2026-12-31". The day is in UTC, so that another time zone of the portal
 * sends nothing anew.
 */
export const matterKey = (what: string, { type, id }: QueueItem['record'], dueAt: Instant | null): string =>
  `${what} ${type} ${id} ${dueAt === null ? '-' : formatInstant(dueAt).slice(0, 10)}`;

/** Example: "agreement_due companies 12 2026-12-31 60d", told when the day is 60 days away or less. */
export const alertKey = (matter: string, step: number | null): string =>
  step === null ? matter : `${matter} ${step}d`;

const STEP = / (\d+)d$/;

/** The matter of an alert's key; a key without a step is its matter. */
export const matterOf = (key: string): string => key.replace(STEP, '');

/** The step of an alert's key, in days; null where it has none. */
export function stepOf(key: string): number | null {
  const [, days] = STEP.exec(key) ?? [];
  return days === undefined ? null : Number(days);
}
