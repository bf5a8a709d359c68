/** What a portal's own field says of a deal's class, and whether that is what counts: deals from before the baseline. */
import { isBeforeBaseline, meaningOf, type LegacyGap } from '../domain/baseline.js';
import type { DealClass } from '../domain/credit.js';
import type { Deal, LegacyClass } from '../domain/deal.js';
import type { MappedBaseline } from '../domain/mapping.js';
import type { Account } from '../operations/crm-port.js';

export interface ReadLegacy {
  /** What the field means; null where it is empty, or says something that the mapping does not name. */
  readonly legacyClass: DealClass | null;
  /** As it is written. */
  readonly legacyValue?: string;
  /** Of a deal from before the baseline of which the field says nothing. */
  readonly legacyGap?: LegacyGap;
  /** Of a deal from before the baseline: what counts. */
  readonly legacy?: LegacyClass;
}

/**
 * Reads the field that the mapping's baseline names.
 * @param get a property's value, null where it is empty.
 * @param published whether the last sync published the deal as legacy: asked where nobody knows of the baseline.
 */
export function readLegacy(
  get: (property: string) => string | null,
  baseline: MappedBaseline | null,
  { legacyBefore }: Pick<Account, 'legacyBefore'>,
  deal: Pick<Deal, 'status' | 'closedAt'>,
  published: boolean,
): ReadLegacy {
  if (baseline === null) return { legacyClass: null };
  const { property } = baseline;
  const value = get(property)?.trim() ?? '';
  const legacyClass = meaningOf(baseline, value);
  const isLegacy =
    legacyBefore === undefined ? published && deal.status === 'won' : isBeforeBaseline(deal, legacyBefore);
  const gap: LegacyGap = value === '' ? 'empty' : 'unknown';
  return {
    legacyClass,
    ...(value === '' ? {} : { legacyValue: value }),
    ...(isLegacy && legacyClass === null ? { legacyGap: gap } : {}),
    ...(isLegacy && legacyClass !== null ? { legacy: { class: legacyClass, property, value } } : {}),
  };
}
