/** Lists of the home page: which page of how many, as far as HubSpot's search can be paged. */
import type { FoundRecords } from './crm-port.js';
import { countText, manyText } from './home-words.js';
import { MOST_FOUND } from './search-port.js';

/** Records on one page of a list. */
export const PAGE_RECORDS = 25;

/** The last page that can be asked for. */
export const LAST_PAGE = MOST_FOUND / PAGE_RECORDS;

/** Where a page begins. @param page from 1. */
export const pageOffset = (page: number): number => (page - 1) * PAGE_RECORDS;

/** "1–25 of 312 partners". */
export function rangeOf(
  { records, total }: Pick<FoundRecords, 'records' | 'total'>,
  page: number,
  one: string,
): { readonly range: string; readonly page: number; readonly pages: number } {
  const reachable = Math.min(total, MOST_FOUND);
  const pages = Math.max(1, Math.ceil(reachable / PAGE_RECORDS));
  const first = pageOffset(page) + 1;
  const last = pageOffset(page) + records.length;
  const beyond =
    total > MOST_FOUND
      ? ` HubSpot lists the first ${countText(MOST_FOUND)}: sort or search for the others.`
      : '';
  const shown = records.length === 0 ? '0' : `${countText(first)}–${countText(last)}`;
  return { range: `${shown} of ${manyText(total, one)}.${beyond}`, page, pages };
}
