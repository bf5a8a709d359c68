/** Every portal's first instant, whatever its seed: nothing in the portal comes from the wall clock. */
export const SEED_NOW = Date.parse('2026-11-20T17:00:00.000Z');

/** How far ahead of itself a kept clock is written down, so that it is not written at every tick. */
const LEAD_MS = 5_000;

/** The portal's clock: starts where it is set and ticks with the time that really passes. */
export class PortalClock {
  #base: number;
  #since: number;
  #promised: number;
  readonly #promise: (now: number) => void;
  readonly #elapsed: () => number;

  /**
   * `promise` makes an instant durable before the clock shows it, so that a portal started again after a crash never
   * shows an earlier one. `elapsed` is what it ticks by: milliseconds since any instant.
   */
  constructor(
    now: number,
    promise: (now: number) => void = () => undefined,
    elapsed: () => number = () => performance.now(),
  ) {
    this.#base = now;
    this.#promised = now;
    this.#promise = promise;
    this.#elapsed = elapsed;
    this.#since = elapsed();
  }

  /** Milliseconds since the epoch. */
  now(): number {
    const now = this.#base + Math.floor(this.#elapsed() - this.#since);
    if (now > this.#promised) {
      this.#promised = now + LEAD_MS;
      this.#promise(this.#promised);
    }
    return now;
  }

  /** Moves the clock; it ticks on from there. */
  set(now: number): void {
    this.#promise(now);
    this.#promised = now;
    this.#base = now;
    this.#since = this.#elapsed();
  }
}
