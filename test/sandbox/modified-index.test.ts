/** The index behind incremental searches, against a plain sorted list. */
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { ModifiedIndex, NO_BOUNDS, type Bounds } from '../../src/sandbox/search/modified-index.js';

type Stamp = readonly [id: number, time: number];

const listed = (stamps: ReadonlyMap<number, number>, bounds: Bounds): readonly Stamp[] =>
  [...stamps]
    .filter(
      ([id, time]) =>
        time >= bounds.fromTime && time <= bounds.toTime && id >= bounds.fromId && id <= bounds.toId,
    )
    .sort(([aId, a], [bId, b]) => a - b || aId - bId);

const selected = (index: ModifiedIndex, bounds: Bounds): readonly Stamp[] => {
  const { times, ids } = index.select(bounds);
  return ids.map((id, at) => [id, times[at]!]);
};

const indexOf = (stamps: ReadonlyMap<number, number>): ModifiedIndex => {
  const sorted = [...stamps].sort(([a], [b]) => a - b);
  return new ModifiedIndex({ ids: sorted.map(([id]) => id), times: sorted.map(([, time]) => time) });
};

const id = fc.integer({ min: 1, max: 30 });
const time = fc.integer({ min: 0, max: 12 });
const bound = (least: number, most: number) =>
  fc.oneof(fc.integer({ min: least, max: most }), fc.constant(null));
const bounds = fc
  .tuple(bound(0, 12), bound(0, 12), bound(1, 30), bound(1, 30))
  .map(([fromTime, toTime, fromId, toId]) => ({
    fromTime: fromTime ?? -Infinity,
    toTime: toTime ?? Infinity,
    fromId: fromId ?? -Infinity,
    toId: toId ?? Infinity,
  }));

describe('an index of modification times', () => {
  it('is the same as a sorted list, after any changes and within any bounds', () => {
    const change = fc.tuple(id, fc.oneof(time, fc.constant(null)));
    fc.assert(
      fc.property(
        fc.array(fc.tuple(id, time)),
        fc.array(change),
        fc.array(bounds),
        (first, changes, asked) => {
          const stamps = new Map(first);
          const index = indexOf(stamps);
          for (const [changed, to] of changes) {
            index.set(changed, to);
            if (to === null) stamps.delete(changed);
            else stamps.set(changed, to);
          }
          for (const one of [NO_BOUNDS, ...asked]) expect(selected(index, one)).toEqual(listed(stamps, one));
        },
      ),
    );
  });

  it('stays right when more has changed than it keeps apart', () => {
    const stamps = new Map(Array.from({ length: 30_000 }, (_, at) => [at + 1, at % 7]));
    const index = indexOf(stamps);
    for (let changed = 1; changed <= 25_000; changed += 1) {
      index.set(changed, 100 + (changed % 3));
      stamps.set(changed, 100 + (changed % 3));
    }
    expect(selected(index, NO_BOUNDS)).toEqual(listed(stamps, NO_BOUNDS));
  });

  it('orders instants that lie centuries apart', () => {
    const stamps = new Map([
      [1, Date.parse('9998-12-31T00:00:00Z')],
      [2, 0],
      [3, Date.parse('2026-11-20T00:00:00Z')],
      [4, 0],
    ]);
    expect(selected(indexOf(stamps), NO_BOUNDS).map(([one]) => one)).toEqual([2, 4, 3, 1]);
  });

  it('may be empty', () => {
    expect(selected(indexOf(new Map()), NO_BOUNDS)).toEqual([]);
  });
});
