/**
 * How many events the last `windowMs` milliseconds held, exactly, for any number of events: one count a millisecond, in
 * a ring. An event leaves the window when it is `windowMs` old.
 */
export class RollingWindow {
  readonly #counts: Uint32Array;
  #last: number | null = null;
  #sum = 0;

  constructor(readonly windowMs: number) {
    this.#counts = new Uint32Array(windowMs);
  }

  /** Events in the window that ends at `now`, which is a whole number of milliseconds. */
  count(now: number): number {
    this.#moveTo(now);
    return this.#sum;
  }

  /** Adds an event at `now`; answers how many the window holds with it. */
  add(now: number): number {
    this.#moveTo(now);
    const slot = now % this.windowMs;
    this.#counts[slot] = (this.#counts[slot] ?? 0) + 1;
    this.#sum += 1;
    return this.#sum;
  }

  /** Forward, what has grown old leaves; back, what has not happened yet leaves: the same slots of the ring either way. */
  #moveTo(now: number): void {
    const last = this.#last ?? now;
    this.#last = now;
    if (Math.abs(now - last) >= this.windowMs) {
      this.#counts.fill(0);
      this.#sum = 0;
      return;
    }
    for (let time = Math.min(now, last) + 1; time <= Math.max(now, last); time += 1) {
      const slot = time % this.windowMs;
      this.#sum -= this.#counts[slot] ?? 0;
      this.#counts[slot] = 0;
    }
  }
}
