/** What was told already: once each time that a matter comes up, at its nearest step. */
import { stepOf as stepWithin } from '../domain/agreement.js';
import { alertKey, matterOf, stepOf, tellingOf } from '../domain/alert-key.js';
import type { DueAlert } from '../domain/alerts.js';
import type { Instant } from '../domain/calendar.js';
import { daysBetween } from '../domain/due-day.js';
import { groupBy } from '../domain/group-by.js';
import type { KeptAlert } from './alert-port.js';

export type KeptByMatter = ReadonlyMap<string, readonly KeptAlert[]>;

export const byMatter = (kept: Iterable<KeptAlert>): KeptByMatter =>
  groupBy(kept, ({ key }) => matterOf(key));

/** What is due, under the keys by which it is told now: what was settled since it was told last has a new one. */
export const keyedAnew = (due: readonly DueAlert[], kept: KeptByMatter): readonly DueAlert[] =>
  due.map((one) => ({
    ...one,
    key: alertKey(one.matter, stepOf(one.key), tellingNow(kept.get(one.matter) ?? [])),
  }));

const tellingNow = (kept: readonly KeptAlert[]): number =>
  Math.max(1, ...kept.map(({ key, settledAt }) => tellingOf(key) + (settledAt === null ? 0 : 1)));

/** The policy's steps, and the time zone in which their days are counted. */
export interface Steps {
  readonly dueDays: readonly number[];
  readonly timeZone: string;
}

/** The step that an alert was told at; of one that was told before there were steps, the one that held then. */
function toldStep({ key, claimedAt }: KeptAlert, dueAt: Instant | null, steps: Steps): number {
  const held =
    dueAt === null ? null : stepWithin(daysBetween(claimedAt, dueAt, steps.timeZone), steps.dueDays);
  return stepOf(key) ?? held ?? Infinity;
}

/**
 * Whether an alert was told, under its key or at a nearer step: what was told at a nearer step is not told at one further away, also
 * when the policy's steps change. What was settled since does not count.
 */
export function wasTold({ matter, key, dueAt }: DueAlert, kept: KeptByMatter, steps: Steps): boolean {
  const step = stepOf(key);
  return (kept.get(matter) ?? []).some(
    (one) =>
      one.crm === 'sent' &&
      one.settledAt === null &&
      (one.key === key || (step !== null && toldStep(one, dueAt, steps) <= step)),
  );
}
