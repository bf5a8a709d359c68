/** Every portal's first instant, whatever its seed: nothing in the portal comes from the wall clock. */
export const SEED_NOW = Date.parse('2026-11-20T17:00:00.000Z');

/** How far ahead of itself a kept clock is written down, so that it is not written at every tick. */
const LEAD_MS = 5_000;

/** The portal's clock: starts where it is set and ticks with the time that really passes. */
export class PortalClock {
  #base: number;
  #since = performance.now();
  #promised: number;
  readonly #promise: (now: number) => void;

  /**
   * `promise` makes an instant durable before the clock shows it, so that a portal started again after a crash never
   * shows an earlier one.
   */
  constructor(now: number, promise: (now: number) => void = () => undefined) {
    this.#base = now;
    this.#promised = now;
    this.#promise = promise;
  }

  /** Milliseconds since the epoch. */
  now(): number {
    const now = this.#base + Math.floor(performance.now() - this.#since);
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
    this.#since = performance.now();
  }
}
