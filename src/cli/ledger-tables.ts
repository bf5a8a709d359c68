/** Revenue by class and credit by partner, as the command line draws them. */
import Table from 'cli-table3';
import type { RevenueLine, RevenueOrigins } from '../domain/ledger-sums.js';
import type { PartnerLine } from '../domain/period-close.js';
import { groupedAmount } from './totals-table.js';

/** As people read a line of revenue. */
export const BUCKET_LABELS: Readonly<Record<RevenueLine['bucket'], string>> = {
  new: 'New business',
  expansion: 'Expansion',
  renewal: 'Renewal',
  all: 'All three together',
};

/** What says the class of a part of the revenue. */
const ORIGIN_LABELS = {
  computed: 'of it by our rules',
  legacy: 'of it legacy, as the portal said',
} as const satisfies Record<keyof RevenueOrigins, string>;

/** All three together, by our rules and legacy; nothing where nothing is legacy. */
export const originLines = (
  origins: RevenueOrigins | null,
): readonly (RevenueLine & { readonly name: string })[] =>
  origins === null
    ? []
    : (['computed', 'legacy'] as const).flatMap((origin) =>
        origins[origin]
          .filter(({ bucket }) => bucket === 'all')
          .map((line) => ({ ...line, name: ORIGIN_LABELS[origin] })),
      );

/** Sourced + influenced + direct = total, a line a bucket; in each, and by what says the class. */
export function revenueTable(
  lines: readonly RevenueLine[],
  currency: string,
  origins: RevenueOrigins | null = null,
): string {
  const table = new Table({
    head: [`Won revenue, ${currency}`, 'Deals', 'Partner-sourced', 'Partner-influenced', 'Direct', 'Total'],
    style: { head: [], border: [] },
    colAligns: ['left', 'right', 'right', 'right', 'right', 'right'],
  });
  const amount = (minor: number): string => groupedAmount(minor, currency);
  const named = lines.map((line) => ({ ...line, name: BUCKET_LABELS[line.bucket] }));
  for (const line of [...named, ...originLines(origins)]) {
    const { name, deals, sourcedMinor, influencedMinor, directMinor, totalMinor } = line;
    table.push([
      name,
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
