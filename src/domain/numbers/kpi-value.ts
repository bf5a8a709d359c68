/** How a kernel says its number: with what it is made of, and n/a where there is nothing to divide by. */
import { DAY_MS } from '../calendar.js';
import { KPIS, type KpiBeside, type KpiId, type KpiSource, type KpiUnit, type KpiValue } from '../kpi.js';

type Extras = Partial<Pick<KpiValue, 'beside' | 'missing' | 'notes'>>;
const NO_EXTRAS = { beside: [], missing: [], notes: [] } as const;

/** A number that is no ratio: money, a count, days. */
export const plainNumber = (id: KpiId, value: number | null, n: number, extras: Extras = {}): KpiValue => ({
  ...{ id, value, numerator: null, denominator: null, n },
  ...NO_EXTRAS,
  ...extras,
});

/** A numerator over a denominator, times `scale` (100 of a score); money is rounded to whole minor units. */
export function ratioNumber(
  id: KpiId,
  [numerator, denominator]: Ratio,
  n: number,
  extras: Extras = {},
  scale = 1,
): KpiValue {
  const value = quotient([numerator, denominator], scale);
  const whole = value !== null && KPIS[id].unit === 'money' ? Math.round(value) : value;
  return { id, value: whole, numerator, denominator, n, ...NO_EXTRAS, ...extras };
}

/** A number whose source the portal lacks: n/a, with the sources. */
export const missingNumber = (id: KpiId, missing: readonly KpiSource[]): KpiValue =>
  plainNumber(id, null, 0, { missing });

export type Ratio = readonly [numerator: number, denominator: number];

/** Null for an empty denominator. Example: 5 of 12 → 0.41666…; 3 of 0 → null. */
export const quotient = ([numerator, denominator]: Ratio, scale = 1): number | null =>
  denominator === 0 ? null : (numerator / denominator) * scale;

/** Something to be read beside a number. */
export const beside = (id: string, label: string, unit: KpiUnit, value: number | null): KpiBeside => ({
  ...{ id, label, unit, value, numerator: null, denominator: null },
});

/** An age in days beside a number. @param since null where there is nothing. @param grows whether it goes on tomorrow. */
export const besideAge = (
  id: string,
  label: string,
  since: number | null,
  { at, grows }: { readonly at: number; readonly grows: boolean },
): KpiBeside => ({
  ...beside(id, label, 'days', since === null ? null : (at - since) / DAY_MS),
  ...(since === null || !grows ? {} : { since }),
});

/** The same number some time later, had nothing happened since: ages have grown. */
export const agedBeside = (one: KpiBeside, at: number): KpiBeside =>
  one.since === undefined ? one : { ...one, value: (at - one.since) / DAY_MS };

/** A share beside a number. */
export const besideRatio = (id: string, label: string, ratio: Ratio): KpiBeside => ({
  ...{ id, label, unit: 'ratio', value: quotient(ratio) },
  ...{ numerator: ratio[0], denominator: ratio[1] },
});

/** So many a record, beside a number. */
export const besideRate = (id: string, label: string, ratio: Ratio): KpiBeside => ({
  ...besideRatio(id, label, ratio),
  unit: 'rate',
});

/** A count that is left away where it is 0, as of records that could not be counted. */
export const besideIfAny = (id: string, label: string, count: number): readonly KpiBeside[] =>
  count === 0 ? [] : [beside(id, label, 'count', count)];
