/**
 * What a partner achieved, cut where the tiers' window will move on month by month: all that a projection and a shorter window
 * need of it, in a bounded form that a sync can publish.
 */
import { DAY_MS, instant, type Instant } from './calendar.js';
import { TotalOverflowError } from './portfolio.js';
import { DATED_MEASURES, monthsFrom, type DatedSums } from './tier-window.js';

/** A pace is what the last days brought. */
export const PACE_DAYS = 90;
/** Nothing is projected further. */
export const MONTHS_AHEAD = 24;

export interface DatedShares {
  /**
   * At place `m` what falls out of the window between `m` and `m + 1` months after, the last place holding all the rest; at most
   * `MONTHS_AHEAD` + 1, those at the end without anything left out.
   */
  readonly leaving: readonly DatedSums[];
  /** Of the last `PACE_DAYS` days. */
  readonly lately: DatedSums;
}

export interface ShareWindow {
  readonly asOf: Instant;
  readonly windowMonths: number;
  /** Where the window begins `m` months after `asOf`. */
  readonly starts: readonly Instant[];
  readonly paceStart: Instant;
}

const startAfter = (asOf: Instant, windowMonths: number, months: number): Instant =>
  monthsFrom(monthsFrom(asOf, months), -windowMonths);

export const shareWindow = (asOf: Instant, windowMonths: number): ShareWindow => ({
  ...{ asOf, windowMonths },
  starts: Array.from({ length: MONTHS_AHEAD + 1 }, (_, months) => startAfter(asOf, windowMonths, months)),
  paceStart: instant(asOf - PACE_DAYS * DAY_MS),
});

/** Beyond so many a partner's achievements are told by the month alone: something happens there every day anyway. */
export const MOST_DATED = 200;

export type DatedAchievement = DatedSums & { readonly at: Instant };

export const NO_SUMS: DatedSums = {
  sourcedMinor: 0,
  influencedMinor: 0,
  wonDeals: 0,
  registrationsApproved: 0,
};

const WIDTH = DATED_MEASURES.length;

/** Adds up one partner's achievements, in any order. */
export class ShareSums {
  readonly #sums: Float64Array;
  /** What was added, one by one; null once it is too much. */
  #dated: (Partial<DatedSums> & { readonly at: Instant })[] | null = [];

  constructor(
    readonly window: ShareWindow,
    sums?: Float64Array,
  ) {
    this.#sums = sums ?? new Float64Array((MONTHS_AHEAD + 2) * WIDTH);
  }

  /** What lies outside window and pace, or after `asOf`, is left out. */
  add(at: Instant, sums: Partial<DatedSums>): void {
    const { asOf, starts, paceStart } = this.window;
    if (at > asOf) return;
    const share = starts.findLastIndex((start) => at > start);
    if (share >= 0) this.#addTo(share, sums);
    if (at > paceStart) this.#addTo(MONTHS_AHEAD + 1, sums);
    if (share < 0 && at <= paceStart) return;
    if (this.#dated !== null && this.#dated.length >= MOST_DATED) this.#dated = null;
    this.#dated?.push({ ...sums, at });
  }

  #addTo(place: number, sums: Partial<DatedSums>): void {
    DATED_MEASURES.forEach((measure, column) => {
      const cell = place * WIDTH + column;
      this.#sums[cell] = (this.#sums[cell] ?? 0) + (sums[measure] ?? 0);
    });
  }

  copy(): ShareSums {
    const copy = new ShareSums(this.window, this.#sums.slice());
    copy.#dated = this.#dated === null ? null : [...this.#dated];
    return copy;
  }

  /** @throws TotalOverflowError where a sum is beyond 2^53−1. */
  shares(): DatedShares {
    const all = Array.from({ length: MONTHS_AHEAD + 1 }, (_, place) => this.#at(place));
    const used = all.findLastIndex((one) => DATED_MEASURES.some((measure) => one[measure] !== 0));
    return { leaving: all.slice(0, used + 1), lately: this.#at(MONTHS_AHEAD + 1) };
  }

  /** What the shares were added up from, by time, at most `MOST_DATED`; null where it was more. */
  dated(): readonly DatedAchievement[] | null {
    if (this.#dated === null) return null;
    const sums = new Map<Instant, Record<keyof DatedSums, number>>();
    for (const one of this.#dated) {
      const at = sums.get(one.at) ?? { ...NO_SUMS };
      for (const measure of DATED_MEASURES) at[measure] += one[measure] ?? 0;
      sums.set(one.at, at);
    }
    return [...sums].map(([at, of]) => ({ at, ...of })).sort((a, b) => a.at - b.at);
  }

  #at(place: number): DatedSums {
    const entries = DATED_MEASURES.map((measure, column) => {
      const sum = this.#sums[place * WIDTH + column] ?? 0;
      if (!Number.isSafeInteger(sum)) throw new TotalOverflowError(measure);
      return [measure, sum] as const;
    });
    return Object.fromEntries(entries) as DatedSums;
  }
}

/**
 * What of the window is left so many months after.
 * @throws TotalOverflowError where a sum is beyond 2^53−1.
 */
export function leftAfter({ leaving }: Pick<DatedShares, 'leaving'>, months: number): DatedSums {
  const sums = { ...NO_SUMS };
  for (const share of leaving.slice(months)) {
    for (const measure of DATED_MEASURES) sums[measure] += share[measure];
  }
  for (const measure of DATED_MEASURES)
    if (!Number.isSafeInteger(sums[measure])) throw new TotalOverflowError(measure);
  return sums;
}

/**
 * What was achieved in a window of so many months that ended at the same instant.
 * @returns null of a longer one, and of one that begins at none of the cuts: more than `MONTHS_AHEAD` shorter, or where months
 *   differ in their last days.
 */
export function leftWithin(
  shares: DatedShares,
  { asOf, windowMonths }: Pick<ShareWindow, 'asOf' | 'windowMonths'>,
  otherMonths: number,
): DatedSums | null {
  const months = windowMonths - otherMonths;
  if (months < 0 || months > MONTHS_AHEAD) return null;
  if (startAfter(asOf, windowMonths, months) !== monthsFrom(asOf, -otherMonths)) return null;
  return leftAfter(shares, months);
}
