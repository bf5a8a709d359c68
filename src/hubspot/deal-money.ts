/** A deal's amount in its own currency, and in the portal's. */
import { currencyExponent } from '../domain/currencies.js';
import type { Deal } from '../domain/deal.js';
import { isPositiveDecimal, multiplyDecimals, plainDecimal } from '../domain/exact-decimal.js';
import type { Flag } from '../domain/flag.js';
import { parseAmount } from '../domain/money.js';
import { AMOUNT, EXCHANGE_RATE } from './asked-properties.js';
import type { Cells } from './cells.js';

export type DealMoney = Pick<Deal, 'currency' | 'amountMinor' | 'homeAmountMinor' | 'flags'>;

/** An amount that was read; null: there is none. */
type Read = { readonly minor: number; readonly rounded: boolean } | null | 'invalid';

/**
 * Reads a deal's amounts.
 * @param property the one that revenue is counted by. HubSpot keeps a home amount of its own `amount` alone; any other is
 *   converted by the rate on the deal, which is the one that HubSpot itself uses.
 * @returns null where one of them cannot be read; what is wrong is noted.
 */
export function readMoney(cells: Cells, homeCurrency: string, property: string): DealMoney | null {
  const currency = cells.get('deal_currency_code') ?? homeCurrency;
  const exponent = currencyExponent(currency);
  if (exponent === null) return cells.note('deal_currency_code', 'currency_unknown', true);
  const own = readAmount(cells, property, exponent);
  const isHome = currency === homeCurrency;
  const home = isHome ? own : readHome(cells, property, currencyExponent(homeCurrency) ?? 0);
  if (own === 'invalid' || home === 'invalid') return null;
  const flags: readonly (Flag | false)[] = [
    own === null && 'amount_missing',
    (own?.rounded === true || home?.rounded === true) && 'amount_rounded',
    !isHome && home === null && 'home_amount_missing',
  ];
  return {
    currency,
    amountMinor: own?.minor ?? 0,
    homeAmountMinor: home?.minor ?? (isHome ? 0 : null),
    flags: flags.filter((flag) => flag !== false),
  };
}

const readHome = (cells: Cells, property: string, exponent: number): Read =>
  property === AMOUNT
    ? readAmount(cells, 'amount_in_home_currency', exponent)
    : convert(cells, property, exponent);

function readAmount(cells: Cells, property: string, exponent: number): Read {
  const text = cells.get(property);
  if (text === null) return null;
  const amount = parseAmount(plainDecimal(text) ?? text, exponent);
  return amount.kind === 'amount' ? amount : invalid(cells, property, 'amount_invalid');
}

/** Rounded once, half-even, from the amount as it is written: that a rate leaves fractions is no finding. */
function convert(cells: Cells, property: string, exponent: number): Read {
  const [own, rate] = [cells.get(property), cells.get(EXCHANGE_RATE)];
  if (own === null || rate === null) return null;
  if (!isPositiveDecimal(rate)) return invalid(cells, EXCHANGE_RATE, 'rate_invalid');
  const amount = parseAmount(multiplyDecimals(own, rate) ?? '', exponent);
  if (amount.kind === 'amount') return { minor: amount.minor, rounded: false };
  return invalid(cells, property, 'amount_invalid');
}

function invalid(cells: Cells, property: string, reason: string): 'invalid' {
  const isNoted = cells.problems.some((one) => one.property === property);
  if (!isNoted) cells.note(property, reason, true);
  return 'invalid';
}
