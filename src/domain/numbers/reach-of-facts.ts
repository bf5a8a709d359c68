/** Numbers over a time of which not all facts were read: they say so, and are n/a where none were. */
import type { Instant } from '../calendar.js';
import { KPIS, type KpiId, type KpiPeriod, type KpiValue } from '../kpi.js';
import { missingNumber } from './kpi-value.js';
import type { GroupedFacts } from './number-context.js';

/** What counts meetings or tickets, which are read some years back and no further; all else is known from the beginning. */
const BOUND: ReadonlySet<KpiId> = new Set(['executive_engagement', 'escalations', 'support_tickets']);

/** As they stand in a sentence. */
export const boundNumbers: readonly string[] = [...BOUND].map((id) => KPIS[id].label.toLowerCase());

/** Whether a period begins before the facts that were read. */
export const beginsBefore = ({ from }: Pick<KpiPeriod, 'from'>, readSince: Instant | undefined): boolean =>
  readSince !== undefined && from < readSince;

/**
 * A number as far as the facts reach. Example: read since 22 Nov 2024 → escalations of 2024-Q4 with a note, of 2024-Q3 n/a and
 * not 0.
 */
export function withinReach(
  { facts: { readSince }, period, end }: Pick<GroupedFacts, 'facts' | 'period' | 'end'>,
  value: KpiValue,
): KpiValue {
  if (!BOUND.has(value.id) || value.value === null || readSince === undefined) return value;
  if (!beginsBefore(period, readSince)) return value;
  if (end <= readSince) return { ...missingNumber(value.id, []), notes: ['facts_not_read'] };
  return { ...value, notes: [...value.notes, 'facts_incomplete'] };
}
