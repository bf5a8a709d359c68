/**
 * When the next request of a rolling window may be sent, so that the window on HubSpot's side never holds more than its
 * limit, however long requests are under way: ADR 0011.
 *
 * A request is counted by HubSpot at some instant between being sent and being answered. So it stands in our window until
 * `interval` after it was answered (or, where the answer is slow, after the time that a request needs to arrive): a
 * window of HubSpot's can only hold requests that ours held when the last of them was sent. Beside that, requests are
 * spaced evenly, so that the limit is not used up in one burst.
 */

/** A request that was sent. Instants are milliseconds of a clock that never goes back. */
export interface Flight {
  readonly sentAt: number;
  /** The latest instant at which HubSpot can have counted it. */
  countedBy: number;
  /** Our requests that HubSpot may have counted in the same window, when this one was sent. */
  readonly own: number;
  /** Its place among all requests of this window. */
  readonly ordinal: number;
}

/** What HubSpot says of the window in an answer's headers. */
export interface WindowReport {
  readonly max: number | null;
  readonly intervalMs: number | null;
  readonly remaining: number | null;
}

export interface WindowOptions {
  /** Requests in any interval; answers may tell another. */
  readonly limit: number;
  readonly intervalMs: number;
  /** Requests of the limit that a sync leaves free for people's cards while nobody else is seen. */
  readonly spare: number;
  /** From 0 up to 1. */
  readonly random: () => number;
}

/** How long a request is under way to HubSpot at most, as long as no refusal shows that it takes longer. */
const ARRIVAL_MS = 75;
const LONGEST_ARRIVAL_MS = 1_000;
/** HubSpot counts whole milliseconds. */
const TICK_MS = 1;
/** Sends that a busy process has missed are caught up for this long, at this many times the pace. */
const CATCH_UP_MS = 1_000;
const CATCH_UP_PACE = 4;
/** Left free as soon as others are seen to use the limit: a card's requests. 10 of 190. */
const SHARED_SPARE = 0.05;
/** However much others use: less would be standing still. Processes that share a row are kept apart by it. */
const LEAST_SHARE = { alone: 0.1, shared: 0.45 } as const;
const SLOWEST = 0.25;
/** One refusal may be chance; several in a row say that the limit is not what it was. */
const SLOWER = { first: 0.9, more: 0.7 } as const;
/** Intervals without a refusal until requests are taken to arrive sooner again. */
const CALM_INTERVALS = 10;

export class LimitWindow {
  #max: number;
  #intervalMs: number;
  #flights: Flight[] = [];
  #launched = 0;
  #lastDue = Number.NEGATIVE_INFINITY;
  #lastSent = Number.NEGATIVE_INFINITY;
  #arrivalMs = ARRIVAL_MS;
  #others = 0;
  #pausedFrom = Number.NEGATIVE_INFINITY;
  #pausedUntil = Number.NEGATIVE_INFINITY;
  #strikes = 0;
  #pace = 1;
  #mendedAt = Number.NEGATIVE_INFINITY;
  #calmSince = Number.NEGATIVE_INFINITY;
  readonly #spare: number;
  readonly #random: () => number;
  /** Whether processes share the limit through a row of a database. */
  shared = false;

  constructor({ limit, intervalMs, spare, random }: WindowOptions) {
    this.#max = limit;
    this.#intervalMs = intervalMs;
    this.#spare = spare;
    this.#random = random;
  }

  /** Requests a second that a sync may make as things are. */
  get perSecond(): number {
    return (this.#room(false) / this.#intervalMs) * 1000;
  }

  /** Milliseconds from one request of a sync to the next. */
  get spacingMs(): number {
    return this.#intervalMs / this.#room(false);
  }

  /**
   * How long a request has still to wait; 0: it may be sent now.
   * @param forPeople somebody looks at a card: what a sync leaves free is theirs, and their requests are not spaced.
   */
  waitMs(now: number, forPeople: boolean): number {
    this.#forget(now);
    const room = this.#room(forPeople);
    const inTheWay = this.#flights[this.#flights.length - room];
    const untilRoom = inTheWay === undefined ? 0 : this.#endOf(inTheWay) - now;
    const untilDue = forPeople
      ? 0
      : Math.max(this.#lastDue + this.spacingMs, this.#lastSent + this.spacingMs / CATCH_UP_PACE) - now;
    return Math.max(0, this.#pausedUntil - now, untilRoom, untilDue);
  }

  /**
   * Notes that a request is sent now.
   * @param waitingSince from when on it would have been sent, but for the limit: what a late timer has cost is caught up.
   */
  launch(now: number, waitingSince: number): Flight {
    this.#forget(now);
    this.#lastDue = Math.max(this.#lastDue + this.spacingMs, waitingSince, now - CATCH_UP_MS);
    this.#lastSent = now;
    this.#launched += 1;
    const flight = {
      sentAt: now,
      countedBy: now + this.#arrivalMs,
      own: this.#flights.length + 1,
      ordinal: this.#launched,
    };
    this.#flights.push(flight);
    return flight;
  }

  /** A request was answered, or its connection ended. */
  landed(flight: Flight, now: number): void {
    flight.countedBy = Math.min(flight.countedBy, now);
  }

  /** Takes note of what an answer that was let through says of the window. */
  heard(flight: Flight, { max, intervalMs, remaining }: WindowReport, now: number): void {
    if (max !== null && max > 0) this.#max = max;
    if (intervalMs !== null && intervalMs > 0) this.#intervalMs = intervalMs;
    if (flight.sentAt >= this.#pausedFrom) this.#strikes = 0;
    this.#mend(now);
    if (remaining === null) return;
    // Whatever of ours HubSpot can have counted: the rest is somebody else's for certain.
    const own = flight.own + this.#launched - flight.ordinal;
    const others = Math.max(0, this.#max - remaining - own);
    this.#others = others > this.#others ? others : this.#others + (others - this.#others) * 0.2;
    if (this.#others < 0.5) this.#others = 0;
  }

  /**
   * A request was refused for this limit: nothing is sent for as long as HubSpot asks, else for a tenth of the interval,
   * and twice as long with every refusal that follows on it.
   * @returns milliseconds of the pause; 0 where it has begun already.
   */
  refused(flight: Flight, askedMs: number | null, now: number): number {
    // Requests that were under way together are refused together: that is one refusal.
    if (flight.sentAt < this.#pausedFrom) return 0;
    const growing = Math.min(this.#intervalMs, (this.#intervalMs / 10) * 2 ** this.#strikes);
    const pause = askedMs ?? growing * (1 + this.#random() / 10);
    this.#pace = Math.max(SLOWEST, this.#pace * (this.#strikes === 0 ? SLOWER.first : SLOWER.more));
    this.#strikes += 1;
    this.#pausedFrom = now;
    this.#pausedUntil = now + pause;
    this.#arrivalMs = Math.min(LONGEST_ARRIVAL_MS, this.#arrivalMs * 2);
    this.#mendedAt = now;
    this.#calmSince = now;
    return pause;
  }

  #mend(now: number): void {
    if (now - this.#calmSince >= CALM_INTERVALS * this.#intervalMs) {
      this.#arrivalMs = Math.max(ARRIVAL_MS, this.#arrivalMs / 2);
      this.#calmSince = now;
    }
    if (this.#pace === 1 || now - this.#mendedAt < this.#intervalMs) return;
    this.#pace = Math.min(1, Math.round((this.#pace + 0.1) * 100) / 100);
    this.#mendedAt = now;
  }

  /** How many requests may stand in the window together. */
  #room(forPeople: boolean): number {
    if (forPeople) return this.#max;
    const least = this.#max * (this.shared ? LEAST_SHARE.shared : LEAST_SHARE.alone);
    const spare = this.#others > 0 ? Math.ceil(this.#max * SHARED_SPARE) : this.#spare;
    const left = (this.#max - spare) * this.#pace - this.#others;
    return Math.max(1, Math.floor(Math.max(least * this.#pace, left)));
  }

  #endOf(flight: Flight): number {
    return flight.countedBy + this.#intervalMs + TICK_MS;
  }

  // In the order of sending: one that is counted late holds back those after it, which errs on the safe side.
  #forget(now: number): void {
    let gone = 0;
    for (const flight of this.#flights) {
      if (this.#endOf(flight) > now) break;
      gone += 1;
    }
    if (gone > 0) this.#flights = this.#flights.slice(gone);
  }
}
