/** The most events in any rolling window, on the portal's clock. */
class RollingMaximum {
  #times: number[] = [];
  #from = 0;
  max = 0;

  constructor(readonly windowMs: number) {}

  add(now: number): void {
    const last = this.#times.at(-1);
    // A clock that was set back starts its windows afresh.
    if (last !== undefined && last > now) this.#restart();
    this.#times.push(now);
    while ((this.#times[this.#from] ?? now) <= now - this.windowMs) this.#from += 1;
    this.max = Math.max(this.max, this.#times.length - this.#from);
    if (this.#from > 10_000) {
      this.#times = this.#times.slice(this.#from);
      this.#from = 0;
    }
  }

  #restart(): void {
    this.#times = [];
    this.#from = 0;
  }
}

/** What the portal was asked: every CRM request, refused ones too, by method and route. */
export class Counters {
  readonly #requests = new Map<string, number>();
  readonly #burst = new RollingMaximum(10_000);
  readonly #search = new RollingMaximum(1_000);
  #total = 0;
  #throttled = 0;

  asked(route: string): void {
    this.#total += 1;
    this.#requests.set(route, (this.#requests.get(route) ?? 0) + 1);
  }

  /** A request that was let through; searches have a window of their own. */
  granted(now: number, isSearch: boolean): void {
    (isSearch ? this.#search : this.#burst).add(now);
  }

  throttled(): void {
    this.#throttled += 1;
  }

  /** The answer of `GET /__sandbox__/counters`. */
  body(): Readonly<Record<string, unknown>> {
    return {
      requests: Object.fromEntries([...this.#requests].sort(([a], [b]) => (a < b ? -1 : 1))),
      total: this.#total,
      throttled: this.#throttled,
      maxIn10s: this.#burst.max,
      maxSearchIn1s: this.#search.max,
    };
  }
}
