import type { Totals } from '../domain/portfolio.js';
import { formatAmount } from '../domain/money.js';

/**
 * Won revenue with its identity, sourced + influenced + direct = total, as the command line shows it.
 * @param currency ISO 4217 of the totals.
 */
export function totalsTable(
  totals: Totals,
  currency: string,
  policyVersion: string,
  period = 'all time',
): string {
  const lines: readonly (readonly [string, number])[] = [
    ['partner-sourced', totals.sourcedMinor],
    ['partner-influenced', totals.influencedMinor],
    ['direct', totals.directMinor],
    ['total', totals.wonMinor],
  ];
  const amounts = lines.map(([, minor]) => groupedAmount(minor, currency));
  const width = Math.max(...amounts.map((amount) => amount.length));
  const rows = lines.map(
    ([name, minor], index) =>
      `    ${name.padEnd(20)}${(amounts[index] ?? '').padStart(width)}  ${share(minor, totals.wonMinor)}`,
  );
  return `  Won revenue, ${period}, ${currency}, policy ${policyVersion}\n${rows.join('\n')}\n`;
}

/** An amount with its thousands apart. Example: 124030000 USD → "1,240,300.00". */
export const groupedAmount = (minor: number, currency: string): string =>
  formatAmount(minor, currency).replace(/\B(?=(\d{3})+(?!\d))(?<!\.\d*)/g, ',');

/** Foreign deals that have no amount in the home currency; nothing where there are none. */
export const withoutHomeAmount = (deals: number, currency: string): string =>
  deals === 0
    ? ''
    : `${deals} won or open ${deals === 1 ? 'deal has' : 'deals have'} no amount in ${currency} and ${deals === 1 ? 'is' : 'are'} in no total.\n`;

// Refunds can make parts larger than the whole; a share of nothing is not 0%.
const share = (part: number, total: number): string =>
  (total === 0 ? 'n/a' : `${Math.round((part / total) * 100)}%`).padStart(5);
