/** What was told already: once each time that a matter comes up, at its nearest step. */
import { alertKey, matterOf, stepOf, tellingOf } from '../domain/alert-key.js';
import type { DueAlert } from '../domain/alerts.js';
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

/**
 * Whether an alert was told, under its key or at a nearer step: what was told at a nearer step is not told at one further away, also
 * when the policy's steps change. What was settled since does not count.
 */
export function wasTold({ matter, key }: DueAlert, kept: KeptByMatter): boolean {
  const step = stepOf(key);
  return (kept.get(matter) ?? []).some(
    (one) =>
      one.crm === 'sent' &&
      one.settledAt === null &&
      (one.key === key || (step !== null && (stepOf(one.key) ?? Infinity) <= step)),
  );
}
