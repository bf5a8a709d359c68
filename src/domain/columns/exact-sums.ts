/** Beyond this a sum moves to the high halves, so that adding another such amount stays exact. */
const LARGE = 2 ** 52;
const HALF = 2 ** 26;

/** Sums as columns that another thread can take over. */
export interface SumColumns {
  readonly low: Float64Array;
  /** In units of 2^26. */
  readonly high: Float64Array;
}

/** Sums without what adds to them. */
export const sumColumns = ({ low, high }: SumColumns): SumColumns => ({ low, high });

/** Many sums of minor units. Like `MinorSum` each is exact whatever is added, and notices when it leaves ±(2^53−1). */
export class ExactSums {
  #low: Float64Array;
  /** In units of 2^26. */
  #high: Float64Array;

  constructor(length: number) {
    this.#low = new Float64Array(length);
    this.#high = new Float64Array(length);
  }

  /** Adds minor units to one of the sums. */
  add(place: number, minor: number): void {
    const sum = this.#low[place]! + minor;
    // Both are at most 2^52 unless the amount is larger, so that their sum was exact.
    if (sum <= LARGE && sum >= -LARGE && minor <= LARGE && minor >= -LARGE) this.#low[place] = sum;
    else this.#addLarge(place, minor);
  }

  #addLarge(place: number, minor: number): void {
    const low = this.#low[place]!;
    const lowHigh = Math.trunc(low / HALF);
    const high = Math.trunc(minor / HALF);
    this.#high[place]! += lowHigh + high;
    this.#low[place] = low - lowHigh * HALF + (minor - high * HALF);
  }

  /** Adds one of another's sums. */
  addSum(place: number, other: ExactSums | SumColumns, from: number): void {
    const { low, high } = other;
    this.#high[place]! += high[from]!;
    this.add(place, low[from]!);
  }

  /** Adds each of others to the one in its place. */
  addAll(others: SumColumns): void {
    for (let place = 0; place < others.low.length; place += 1) this.addSum(place, others, place);
  }

  get low(): Float64Array {
    return this.#low;
  }

  get high(): Float64Array {
    return this.#high;
  }

  /** One of the sums; null beyond ±(2^53−1). */
  total(place: number): number | null {
    const high = this.#high[place]!;
    if (high === 0) return this.#low[place]!;
    const total = Number(BigInt(high) * BigInt(HALF) + BigInt(this.#low[place]!));
    return Number.isSafeInteger(total) ? total : null;
  }

  /** Makes room for more sums, which are 0. */
  grow(length: number): void {
    const [low, high] = [new Float64Array(length), new Float64Array(length)];
    low.set(this.#low);
    high.set(this.#high);
    this.#low = low;
    this.#high = high;
  }
}
