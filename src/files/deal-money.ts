import { currencyExponent } from '../domain/currencies.js';
import { ByteIds } from './byte-ids.js';
import { amountOf } from './byte-values.js';

/**
 * Reads amounts of deals in the usual way to write them: `readCurrency`, `readAmount`, `readHome`, one after the other.
 * Each is false for anything else, also for no amount.
 */
export class DealMoney {
  readonly home: string;
  /** Those that deals have, as they were met. */
  readonly currencies: string[] = [];
  /** Of the last deal: the place of its currency, and minor units. */
  currency = 0;
  amount = 0;
  homeAmount = 0;
  readonly #homeExponent: number;
  #exponent = 0;
  #bytes: Uint8Array = new Uint8Array(0);
  /** Currencies as they are written, and by number of one its place and exponent. */
  readonly #written = new ByteIds();
  readonly #places: number[] = [];
  readonly #exponents: number[] = [];

  /** @param home ISO 4217; what an amount without a currency is in. */
  constructor(home: string) {
    this.home = home;
    this.#homeExponent = currencyExponent(home) ?? 0;
  }

  start(bytes: Uint8Array): void {
    this.#bytes = bytes;
  }

  readCurrency(start: number, end: number): boolean {
    if (start === end) {
      this.currency = this.placeOf(this.home);
      this.#exponent = this.#homeExponent;
      return true;
    }
    const known = this.#written.find(this.#bytes, start, end);
    if (known === -1) return this.#meet(start, end);
    this.currency = this.#places[known]!;
    this.#exponent = this.#exponents[known]!;
    return true;
  }

  readAmount(start: number, end: number): boolean {
    this.amount = start === end ? Number.NaN : amountOf(this.#bytes, start, end, this.#exponent);
    return !Number.isNaN(this.amount);
  }

  /** What is stated must be an amount even where it does not count. */
  readHome(start: number, end: number): boolean {
    const isHome = this.currencies[this.currency] === this.home;
    this.homeAmount = this.amount;
    if (start === end) return isHome;
    const stated = amountOf(this.#bytes, start, end, this.#homeExponent);
    if (!isHome) this.homeAmount = stated;
    return !Number.isNaN(stated);
  }

  /** The place of a currency among those of the deals, which it joins. */
  placeOf(currency: string): number {
    const place = this.currencies.indexOf(currency);
    return place === -1 ? this.currencies.push(currency) - 1 : place;
  }

  #meet(start: number, end: number): boolean {
    const text = decoder.decode(this.#bytes.subarray(start, end));
    const exponent = currencyExponent(text);
    if (exponent === null) return false;
    this.#written.number(this.#bytes, start, end);
    this.#places.push(this.placeOf(text));
    this.#exponents.push(exponent);
    return this.readCurrency(start, end);
  }
}

const decoder = new TextDecoder('utf-8', { ignoreBOM: true });
