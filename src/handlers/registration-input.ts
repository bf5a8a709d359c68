/** How registrations are asked for, by whatever card or page. */
import * as z from 'zod';
import { parseInstant } from '../domain/calendar.js';
import { isCountry } from '../domain/country.js';
import { currencyExponent } from '../domain/currencies.js';
import { parseAmount } from '../domain/money.js';

/** A day, as date pickers give it. */
export const dayInput = z
  .string()
  .regex(/^\d{4}-\d{2}-\d{2}$/, 'is no day such as 2026-09-30')
  .transform((text, context) => {
    const at = parseInstant(text);
    if (at !== null) return at;
    context.addIssue({ code: 'custom', message: 'is a day that does not exist' });
    return z.NEVER;
  });

/** Thousands as people group them: "48,000.00". A comma anywhere else is not guessed at. */
const GROUPED = /^\d{1,3}(,\d{3})+(\.\d+)?$/;

/** An amount as it is typed, with its currency: a decimal, its thousands grouped or not, not below nought. */
export const expectedAmountInput = z
  .object({ amount: z.string().trim(), currency: z.string().trim().toUpperCase() })
  .transform(({ amount, currency }, context) => {
    const exponent = currencyExponent(currency);
    const plain = GROUPED.test(amount) ? amount.replaceAll(',', '') : amount;
    const parsed = exponent === null ? null : parseAmount(plain, exponent);
    if (parsed?.kind === 'amount' && parsed.minor >= 0) return { minor: parsed.minor, currency };
    const message =
      exponent === null
        ? `has the currency ${currency}, which is no ISO 4217 code`
        : `is ${amount}: write a number such as 48000.00 or 48,000.00`;
    context.addIssue({ code: 'custom', message });
    return z.NEVER;
  });

export const countryInput = z
  .string()
  .trim()
  .toUpperCase()
  .refine(isCountry, 'is no country code of two letters, such as DE');

export const productsInput = z.array(z.string().trim().min(1).max(200)).max(50);
