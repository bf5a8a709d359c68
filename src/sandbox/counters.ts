/** What the portal was asked: every CRM request, refused ones too, by method and route. */
export class Counters {
  readonly #requests = new Map<string, number>();
  #total = 0;
  #throttled = 0;
  #maxIn10s = 0;
  #maxSearchIn1s = 0;

  asked(route: string): void {
    this.#total += 1;
    this.#requests.set(route, (this.#requests.get(route) ?? 0) + 1);
  }

  /** A request that was let through, as the `inWindow`th of its rolling window; searches have one of their own. */
  granted(inWindow: number, isSearch: boolean): void {
    if (isSearch) this.#maxSearchIn1s = Math.max(this.#maxSearchIn1s, inWindow);
    else this.#maxIn10s = Math.max(this.#maxIn10s, inWindow);
  }

  /** A request that was answered 429. */
  throttled(): void {
    this.#throttled += 1;
  }

  /** The answer of `GET /__sandbox__/counters`. */
  body(): Readonly<Record<string, unknown>> {
    return {
      requests: Object.fromEntries([...this.#requests].sort(([a], [b]) => (a < b ? -1 : 1))),
      total: this.#total,
      throttled: this.#throttled,
      maxIn10s: this.#maxIn10s,
      maxSearchIn1s: this.#maxSearchIn1s,
    };
  }
}
