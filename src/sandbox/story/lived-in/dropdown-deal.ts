import type { DealRow, Scene } from './deal-row.js';

/** What the dropdown "Deal origin" offers. */
export const SOURCED = 'Partner sourced';
export const INFLUENCED = 'Partner influenced';
export const DIRECT = 'Direct';

/** A deal, with what its two dropdowns say; null is empty. */
export const deal = (
  name: string,
  customer: string,
  created: string,
  status: DealRow['status'],
  [partnerName, origin]: readonly [string | null, string | null],
  scenes: readonly Scene[] = [],
): DealRow => ({
  name,
  customer,
  created,
  status,
  properties: { partner_name: partnerName, deal_origin: origin },
  scenes,
});
