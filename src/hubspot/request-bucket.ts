/** The queue before one of HubSpot's limits: people first, one turn after the other, as the window allows. */
import type { RateBucket, RateRow } from '../operations/crm-port.js';
import { LimitWindow, type Flight, type WindowOptions } from './limit-window.js';
import { RatePlaces } from './rate-places.js';

/** Whose request it is: somebody who looks at a card, or a sync. */
export type Priority = 'people' | 'sync';

export interface BucketOptions {
  readonly bucket: RateBucket;
  readonly window: WindowOptions;
  /** Milliseconds of a clock that never goes back. */
  readonly now: () => number;
  readonly sleep: (ms: number) => Promise<void>;
}

interface Ticket {
  readonly since: number;
  readonly release: (flight: Flight) => void;
  readonly fail: (error: unknown) => void;
}

/** People who come while a sync waits for its turn are noticed within this. */
const LONGEST_NAP_MS = 50;

export class RequestBucket {
  readonly window: LimitWindow;
  readonly #options: BucketOptions;
  /** Whether somebody hands out turns already. */
  #pumping = false;
  readonly #people: Ticket[] = [];
  readonly #sync: Ticket[] = [];
  #places: RatePlaces | null = null;
  /** Milliseconds that requests have waited, all together. */
  waitedMs = 0;

  constructor(options: BucketOptions) {
    this.#options = options;
    this.window = new LimitWindow(options.window);
  }

  /** From now on the limit is shared with other processes through a row. */
  share(row: RateRow): void {
    const { bucket, now } = this.#options;
    this.#places = new RatePlaces({ row, bucket, now });
    this.window.shared = true;
  }

  /** Resolves when a request may be sent; it counts as sent from then on. */
  turn(priority: Priority): Promise<Flight> {
    return new Promise((resolve, reject) => {
      const queue = priority === 'people' ? this.#people : this.#sync;
      queue.push({ since: this.#options.now(), release: resolve, fail: reject });
      void this.#pump();
    });
  }

  landed(flight: Flight): void {
    this.window.landed(flight, this.#options.now());
  }

  /** HubSpot refused a request for this limit: everything waits. */
  refused(flight: Flight, askedMs: number | null): void {
    const pauseMs = this.window.refused(flight, askedMs, this.#options.now());
    if (pauseMs > 0) this.#places?.pause(pauseMs);
  }

  /** Hands out turns while any request waits; which of them gets one is settled when it comes. */
  async #pump(): Promise<void> {
    if (this.#pumping) return;
    this.#pumping = true;
    while (this.#people.length + this.#sync.length > 0) {
      try {
        const wait = await this.#waitMs();
        if (wait > 0) await this.#options.sleep(Math.min(wait, LONGEST_NAP_MS));
        else this.#release();
      } catch (error) {
        // Stopped: whoever waits is told.
        this.#take()?.fail(error);
      }
    }
    this.#pumping = false;
  }

  #release(): void {
    const ticket = this.#take();
    if (ticket === undefined) return;
    const at = this.#options.now();
    this.waitedMs += at - ticket.since;
    this.#places?.use();
    ticket.release(this.window.launch(at, ticket.since));
  }

  async #waitMs(): Promise<number> {
    const { now } = this.#options;
    const wait = this.window.waitMs(now(), this.#people.length > 0);
    if (wait > 0 || this.#places === null) return wait;
    return this.#places.waitMs(this.#people.length + this.#sync.length, this.window.spacingMs);
  }

  #take(): Ticket | undefined {
    return this.#people.shift() ?? this.#sync.shift();
  }
}
