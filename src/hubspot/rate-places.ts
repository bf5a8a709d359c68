/** Places of a limit that processes share, taken from its row a few at a time and ahead of their use. */
import type { RateBucket, RateRow } from '../operations/crm-port.js';

export interface PlacesOptions {
  readonly row: RateRow;
  readonly bucket: RateBucket;
  readonly now: () => number;
}

/** Taken at once: people in other processes wait behind them for 8 × 53 ms at most. */
const MOST_AT_ONCE = 8;
/** A row that failed is asked again after this long; until then a process keeps to its own limit alone. */
const RETRY_MS = 10_000;

export class RatePlaces {
  readonly #options: PlacesOptions;
  /** When each may be used, on our own clock. */
  #places: number[] = [];
  #taking: Promise<void> | null = null;
  #brokenUntil = Number.NEGATIVE_INFINITY;

  constructor(options: PlacesOptions) {
    this.#options = options;
  }

  /**
   * How long the next request has still to wait for its place.
   * @param wanted how many requests wait, this one among them.
   */
  async waitMs(wanted: number, spacingMs: number): Promise<number> {
    if (this.#options.now() < this.#brokenUntil) return 0;
    // The next ones are taken while the last are being used, so that the row is never waited for.
    if (this.#places.length < Math.min(wanted, MOST_AT_ONCE / 2)) {
      this.#taking ??= this.#take(Math.min(wanted, MOST_AT_ONCE), spacingMs);
    }
    if (this.#places.length === 0 && this.#taking !== null) await this.#taking;
    const [next] = this.#places;
    return next === undefined ? 0 : Math.max(0, next - this.#options.now());
  }

  /** The next place is used. */
  use(): void {
    this.#places.shift();
  }

  /** HubSpot refused: what was taken ahead is given up, and no process gets a place for a while. */
  pause(ms: number): void {
    this.#places = [];
    const { row, bucket } = this.#options;
    row.pause(bucket, ms).catch(() => this.#broken());
  }

  async #take(count: number, spacingMs: number): Promise<void> {
    const { row, bucket, now } = this.#options;
    try {
      const firstMs = await row.take(bucket, count, spacingMs);
      const first = now() + Math.max(0, firstMs);
      for (let place = 0; place < count; place += 1) this.#places.push(first + place * spacingMs);
    } catch {
      // Without a database a sync ends by itself; the limit alone is no reason to.
      this.#broken();
    } finally {
      this.#taking = null;
    }
  }

  #broken(): void {
    this.#places = [];
    this.#brokenUntil = this.#options.now() + RETRY_MS;
  }
}
