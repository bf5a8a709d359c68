/**
 * The past, as a portal's own field tells it: a deal that was won before the baseline keeps the class that the field
 * gave it, for nobody recorded then what our rules would look at (docs/baseline.md, ADR 25).
 */
import { dayOf, instant, parseInstant, type Instant } from './calendar.js';
import type { DealClass } from './credit.js';
import type { DealStatus, LegacyClass } from './deal.js';
import { meaningIn } from './mapped-value.js';
import type { MappedBaseline } from './mapping.js';

/** From when on the rules say a deal's class; what was won before is what the portal's field said. */
export interface Baseline {
  /** The property that the mapping's baseline names. */
  readonly property: string;
  /** `YYYY-MM-DD`, a day in the portal's time zone: deals won before it begins are legacy. */
  readonly since: string;
}

/** Why a deal that was won before the baseline is classed by the rules all the same. */
export type LegacyGap = 'empty' | 'unknown';

/**
 * What a value of the mapping's property means, looked up as every value of a mapping is.
 * @returns null for an empty value, and for one that the mapping does not name.
 */
export function meaningOf({ values }: MappedBaseline, value: string | null): DealClass | null {
  const text = value?.trim() ?? '';
  return text === '' ? null : (meaningIn(values, text) ?? null);
}

/**
 * Whether a deal lies before the baseline: won, and closed before its first instant.
 * @param before the instant at which the baseline's day begins in the portal's time zone; null: there is no baseline.
 */
export const isBeforeBaseline = (
  { status, closedAt }: { readonly status: DealStatus; readonly closedAt: Instant | null },
  before: Instant | null,
): boolean => before !== null && status === 'won' && closedAt !== null && closedAt < before;

/**
 * The instant at which a day begins in a time zone: its first millisecond that has this date there. Found by halving,
 * so that it holds on days that a change of clocks makes shorter or longer.
 * Example: 2026-01-01 in America/New_York → 2026-01-01T05:00:00.000Z.
 * @returns null where the text is no day of the calendar.
 */
export function startOfDay(day: string, timeZone: string): Instant | null {
  const middle = /^\d{4}-\d{2}-\d{2}$/.test(day) ? parseInstant(day) : null;
  if (middle === null) return null;
  // No zone is further than 15 hours from UTC.
  let before = middle - 86_400_000;
  let after = middle + 86_400_000;
  while (after - before > 1) {
    const between = Math.floor((before + after) / 2);
    if (dayOf(instant(between), timeZone) >= day) after = between;
    else before = between;
  }
  return instant(after);
}

/** How entries name what the portal said. Example: `legacy:deal_origin=Partner sourced`. */
export const legacyId = ({ property, value }: Pick<LegacyClass, 'property' | 'value'>): string =>
  `${LEGACY_PREFIX}${property}=${value}`;

const LEGACY_PREFIX = 'legacy:';

/** Whether a line of the ledger says what the portal said: its evidence names it. */
export const isLegacyLine = ({ evidenceIds }: { readonly evidenceIds: readonly string[] }): boolean =>
  evidenceIds.some((id) => id.startsWith(LEGACY_PREFIX));
