import { STATUS_CODES, type DealColumns } from './deal-columns.js';

/** Whether a deal was open at an instant: created by then, and closed later if at all (attribution.md §3, as-of). */
export function isOpenAt({ created, closed, status }: DealColumns, deal: number, at: number): boolean {
  if ((created[deal] ?? NaN) > at) return false;
  return status[deal] === STATUS_CODES.open || (closed[deal] ?? NaN) > at;
}
