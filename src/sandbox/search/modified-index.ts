/** When records were last modified, by time and then by id; instants in milliseconds. */
export interface Stamps {
  readonly times: readonly number[] | Float64Array;
  readonly ids: readonly number[] | Float64Array;
}

/** All ends are included. */
export interface Bounds {
  readonly fromTime: number;
  readonly toTime: number;
  readonly fromId: number;
  readonly toId: number;
}

export const NO_BOUNDS: Bounds = { fromTime: -Infinity, toTime: Infinity, fromId: -Infinity, toId: Infinity };

/** So many changes are merged into the sorted whole at once. */
const MAX_RECENT = 20_000;
/** Bits of a sort key below the time: eight million records. The rest is 69 years of milliseconds. */
const POSITION_BITS = 23;
const TIME_SPAN = 2 ** (64 - POSITION_BITS);

/**
 * Records of one type sorted by when they were modified. The sorted whole is never moved for one change: what changed
 * lately stands beside it, sorted too, and hides what the whole has of the same records.
 */
export class ModifiedIndex {
  #whole: { readonly times: Float64Array; readonly ids: Float64Array };
  #recent = { times: [] as number[], ids: [] as number[] };
  /** Since when each record that changed lately stands in `recent`; null: it is gone. */
  readonly #changed = new Map<number, number | null>();

  /** Ids ascending. */
  constructor(stamps: Stamps) {
    this.#whole = sortByTime(stamps);
  }

  /** Puts a record where it belongs, or takes it out. */
  set(id: number, time: number | null): void {
    const before = this.#changed.get(id);
    if (before === time) return;
    const { times, ids } = this.#recent;
    if (before != null) {
      const at = lowerBound(this.#recent, before, id);
      times.splice(at, 1);
      ids.splice(at, 1);
    }
    if (time !== null) {
      const at = lowerBound(this.#recent, time, id);
      times.splice(at, 0, time);
      ids.splice(at, 0, id);
    }
    this.#changed.set(id, time);
    if (this.#changed.size > MAX_RECENT) this.#mergeRecent();
  }

  /** The records within bounds, by time and then by id. */
  select(bounds: Bounds): { readonly times: number[]; readonly ids: number[] } {
    const found = { times: [] as number[], ids: [] as number[] };
    const whole = { at: start(this.#whole, bounds), end: end(this.#whole, bounds) };
    const recent = { at: start(this.#recent, bounds), end: end(this.#recent, bounds) };
    const take = (time: number, id: number): void => {
      if (id < bounds.fromId || id > bounds.toId) return;
      found.times.push(time);
      found.ids.push(id);
    };
    for (; whole.at < whole.end; whole.at += 1) {
      const [time, id] = stampAt(this.#whole, whole.at);
      if (this.#changed.size > 0 && this.#changed.has(id)) continue;
      for (; recent.at < recent.end; recent.at += 1) {
        const [recentTime, recentId] = stampAt(this.#recent, recent.at);
        if (recentTime > time || (recentTime === time && recentId > id)) break;
        take(recentTime, recentId);
      }
      take(time, id);
    }
    for (; recent.at < recent.end; recent.at += 1) take(...stampAt(this.#recent, recent.at));
    return found;
  }

  #mergeRecent(): void {
    const { times, ids } = this.select(NO_BOUNDS);
    this.#whole = { times: Float64Array.from(times), ids: Float64Array.from(ids) };
    this.#recent = { times: [], ids: [] };
    this.#changed.clear();
  }
}

const stampAt = ({ times, ids }: Stamps, at: number): [time: number, id: number] => [
  times[at] ?? Infinity,
  ids[at] ?? Infinity,
];

/** The first place that is not before (time, id). */
function lowerBound(stamps: Stamps, time: number, id: number): number {
  let low = 0;
  let high = stamps.times.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    const [itsTime, itsId] = stampAt(stamps, middle);
    if (itsTime < time || (itsTime === time && itsId < id)) low = middle + 1;
    else high = middle;
  }
  return low;
}

const start = (stamps: Stamps, { fromTime, fromId }: Bounds): number => lowerBound(stamps, fromTime, fromId);

/** Behind the last place; ids are whole numbers. */
const end = (stamps: Stamps, { toTime, toId }: Bounds): number => lowerBound(stamps, toTime, toId + 1);

/**
 * Sorts by time, stable. As a comparator would take a second for a million records, time and place are packed into one
 * 64-bit number each, which the engine sorts by itself.
 */
function sortByTime({ times, ids }: Stamps): { readonly times: Float64Array; readonly ids: Float64Array } {
  const [oldest, newest] = span(times);
  if (newest - oldest >= TIME_SPAN || times.length >= 2 ** POSITION_BITS)
    return compareByTime({ times, ids });
  const keys = new BigUint64Array(times.length);
  const halves = new Uint32Array(keys.buffer);
  const highPart = 2 ** (32 - POSITION_BITS);
  for (let at = 0; at < keys.length; at += 1) {
    const time = (times[at] ?? 0) - oldest;
    halves[2 * at + 1] = Math.floor(time / highPart);
    halves[2 * at] = (time % highPart) * 2 ** POSITION_BITS + at;
  }
  keys.sort();
  const sorted = { times: new Float64Array(keys.length), ids: new Float64Array(keys.length) };
  for (let at = 0; at < keys.length; at += 1) {
    const place = (halves[2 * at] ?? 0) % 2 ** POSITION_BITS;
    sorted.times[at] = times[place] ?? 0;
    sorted.ids[at] = ids[place] ?? 0;
  }
  return sorted;
}

function span(times: Stamps['times']): readonly [oldest: number, newest: number] {
  let [oldest, newest] = [Infinity, -Infinity];
  for (const time of times) {
    oldest = Math.min(oldest, time);
    newest = Math.max(newest, time);
  }
  return [oldest, newest];
}

/** For what does not fit into a key: a clock that was moved to another century. */
function compareByTime({ times, ids }: Stamps): { readonly times: Float64Array; readonly ids: Float64Array } {
  const places = Array.from(times, (time, at) => [time, ids[at] ?? 0] as const).sort(
    ([a, aId], [b, bId]) => a - b || aId - bId,
  );
  return {
    times: Float64Array.from(places, ([time]) => time),
    ids: Float64Array.from(places, ([, id]) => id),
  };
}
