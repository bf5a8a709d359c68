/** Revenue by class and credit by partner, as the command line draws them. */
import Table from 'cli-table3';
import type { RevenueLine } from '../domain/ledger-sums.js';
import type { PartnerLine } from '../domain/period-close.js';
import { groupedAmount } from './totals-table.js';

/** As people read a line of revenue. */
export const BUCKET_LABELS: Readonly<Record<RevenueLine['bucket'], string>> = {
  new: 'New business',
  expansion: 'Expansion',
  renewal: 'Renewal',
  all: 'All three together',
};

/** Sourced + influenced + direct = total, a line a bucket. */
export function revenueTable(lines: readonly RevenueLine[], currency: string): string {
  const table = new Table({
    head: [`Won revenue, ${currency}`, 'Deals', 'Partner-sourced', 'Partner-influenced', 'Direct', 'Total'],
    style: { head: [], border: [] },
    colAligns: ['left', 'right', 'right', 'right', 'right', 'right'],
  });
  const amount = (minor: number): string => groupedAmount(minor, currency);
  for (const { bucket, deals, sourcedMinor, influencedMinor, directMinor, totalMinor } of lines) {
    table.push([
      BUCKET_LABELS[bucket],
      deals,
      amount(sourcedMinor),
      amount(influencedMinor),
      amount(directMinor),
      amount(totalMinor),
    ]);
  }
  return table.toString();
}

/** Credit by partner, bucket and pool; what is not additive says so. */
export function partnerTable(
  lines: readonly PartnerLine[],
  names: ReadonlyMap<string, string>,
  currency: string,
): string {
  const table = new Table({
    head: ['Partner', 'Line', 'Pool', `Credit, ${currency}`],
    style: { head: [], border: [] },
    colAligns: ['left', 'left', 'left', 'right'],
  });
  for (const { partnerId, bucket, pool, model, homeMinor, notAdditive } of lines) {
    table.push([
      names.get(partnerId) ?? partnerId,
      BUCKET_LABELS[bucket],
      notAdditive ? `${pool} (not additive)` : (model ?? pool),
      groupedAmount(homeMinor, currency),
    ]);
  }
  return table.toString();
}
