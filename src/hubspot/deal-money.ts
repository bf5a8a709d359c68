/** A deal's amount in its own currency, and in the portal's. */
import { currencyExponent } from '../domain/currencies.js';
import type { Deal } from '../domain/deal.js';
import type { Flag } from '../domain/flag.js';
import { parseAmount } from '../domain/money.js';
import type { Cells } from './cells.js';

export type DealMoney = Pick<Deal, 'currency' | 'amountMinor' | 'homeAmountMinor' | 'flags'>;

/** Reads a deal's amounts; null where one of them cannot be read. */
export function readMoney(cells: Cells, homeCurrency: string): DealMoney | null {
  const currency = cells.get('deal_currency_code') ?? homeCurrency;
  const exponent = currencyExponent(currency);
  if (exponent === null) return cells.note('deal_currency_code', 'currency_unknown', true);
  const own = readAmount(cells, 'amount', exponent);
  const isHome = currency === homeCurrency;
  const home = isHome
    ? own
    : readAmount(cells, 'amount_in_home_currency', currencyExponent(homeCurrency) ?? 0);
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

function readAmount(
  cells: Cells,
  property: string,
  exponent: number,
): { readonly minor: number; readonly rounded: boolean } | null | 'invalid' {
  const text = cells.get(property);
  if (text === null) return null;
  const amount = parseAmount(text, exponent);
  if (amount.kind === 'amount') return amount;
  cells.note(property, 'amount_invalid', true);
  return 'invalid';
}
