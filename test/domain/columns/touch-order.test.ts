import { describe, expect, it } from '@jest/globals';
import {
  bucketPlaces,
  bucketStarts,
  orderTouches,
  partOf,
  restOf,
  type TouchBlock,
} from '../../../src/domain/columns/touch-order.js';

interface Touch {
  readonly deal: number;
  readonly at: number;
  readonly partner: number;
  readonly kind?: number;
  readonly counts?: number;
  readonly missing?: number;
}

/** Touches as they are added, in blocks that have room for more. */
const blockOf = (touches: readonly Touch[]): TouchBlock => ({
  length: touches.length,
  deal: Uint32Array.from([...touches.map(({ deal }) => deal), 0, 0]),
  records: Float64Array.from([
    ...touches.flatMap(({ at, partner, kind = 0, counts = 0, missing = 0 }) => [
      at,
      restOf(partner, kind, counts) + missing,
    ]),
    ...[5, 5, 5, 5],
  ]),
});

const SAME = Uint32Array.from({ length: 100 }, (_, number) => number);

function told(
  blocks: readonly (readonly Touch[])[],
  deals: number,
  from = 0,
  placeOf = SAME,
): readonly string[] {
  const { starts, partner, at, kind, statusCounts, outcomeMissing } = orderTouches(
    blocks.map(blockOf),
    deals,
    from,
    placeOf,
  );
  return Array.from({ length: deals }, (_, deal) =>
    Array.from(partner.slice(starts[deal], starts[deal + 1]), (who, index) => {
      const place = starts[deal]! + index;
      return `${at[place]!} ${who} ${kind[place]!}${statusCounts[place]!}${outcomeMissing[place]!}`;
    }).join(', '),
  );
}

describe('touches', () => {
  it('are ordered by deal, instant and partner; of one partner at one instant they stay', () => {
    const touches = [
      { deal: 2, at: 5, partner: 1 },
      { deal: 0, at: 9, partner: 7 },
      { deal: 0, at: 9, partner: 3, kind: 1 },
      { deal: 0, at: -1.5e12, partner: 8 },
      { deal: 0, at: 9, partner: 3, kind: 10, counts: 1 },
      { deal: 2, at: 4, partner: 2, missing: 1 },
    ];
    const expected = ['-1500000000000 8 000, 9 3 100, 9 3 1010, 9 7 000', '', '4 2 001, 5 1 000'];
    expect(told([touches], 3)).toEqual(expected);
    expect(told([touches.slice(0, 2), [], touches.slice(2)], 3)).toEqual(expected);
  });

  it('of part of the deals are told from its first on', () => {
    const touches = [
      { deal: 11, at: 2, partner: 1 },
      { deal: 10, at: 1, partner: 2 },
    ];
    expect(told([touches], 2, 10)).toEqual(['1 2 000', '2 1 000']);
  });

  it('are of partners at their places, by which they are ordered', () => {
    const placeOf = Uint32Array.from([5, 2, 70]);
    const touches = [0, 1, 2].map((partner) => ({ deal: 0, at: 1, partner, kind: 3, counts: 1 }));
    expect(told([touches], 1, 0, placeOf)).toEqual(['1 2 310, 1 5 310, 1 70 310']);
  });

  it.each([1, 2, 31, 32, 33, 34, 200])('are ordered as well where a deal has %i', (count) => {
    const touches = Array.from({ length: count }, (_, index) => ({
      deal: 1,
      at: (index * 7) % 5,
      partner: (index * 3) % 4,
      kind: index % 11,
    }));
    const expected = touches
      .toSorted((a, b) => a.at - b.at || a.partner - b.partner)
      .map(({ at, partner, kind }) => `${at} ${partner} ${kind}00`);
    const around = [
      { deal: 0, at: 1, partner: 1 },
      { deal: 2, at: 0, partner: 0 },
    ];
    expect(told([[...around, ...touches]], 3)).toEqual(['1 1 000', expected.join(', '), '0 0 000']);
  });
});

describe('buckets', () => {
  const bucket = Uint32Array.from([2, 0, 2, 3, 0, 9]);
  it('start one after the other, and hold their rows in order', () => {
    const starts = bucketStarts(bucket, 5, 4);
    expect([...starts]).toEqual([0, 2, 2, 4, 5]);
    expect([...bucketPlaces(bucket, 5, starts)]).toEqual([1, 4, 0, 2, 3]);
    expect([...starts]).toEqual([0, 2, 2, 4, 5]);
  });
});

describe('a part of a portfolio', () => {
  const five = (first: number) => Float64Array.from({ length: 5 }, (_, index) => first + index);
  const asked: (readonly number[])[] = [];
  const whole = {
    deals: {
      length: 5,
      createdAt: five(10),
      endsAt: five(20),
      status: Uint8Array.from([0, 1, 2, 0, 1]),
      amount: five(30),
      homeAmount: five(40),
    },
    tags: {
      starts: Uint32Array.from([0, 1, 1, 3, 3, 4]),
      partner: Uint32Array.from([0, 1, 0, 1]),
      role: new Uint8Array(4),
      state: new Uint8Array(4),
    },
    partners: [],
    isExcluded: (deal: number, partner: number) => {
      asked.push([deal, partner]);
      return deal === 3;
    },
    parts: [
      [blockOf([{ deal: 1, at: 1, partner: 0 }])],
      [blockOf([{ deal: 3, at: 2, partner: 0 }]), blockOf([{ deal: 2, at: 3, partner: 1 }])],
      [blockOf([{ deal: 4, at: 4, partner: 1 }])],
    ],
    partDeals: 2,
    placeOf: SAME,
  };

  it.each([
    [0, [10, 11], [0, 1], [0, 1, 1], [1]],
    [1, [12, 13], [2, 0], [1, 3, 3], [3, 2]],
    [2, [14], [1], [3, 4], [4]],
  ])('%i has its deals with their tags and touches', (part, createdAt, status, tagStarts, touchesAt) => {
    const { deals, tags, touches } = partOf(whole, part);
    const first = createdAt[0]!;
    expect(deals.length).toBe(createdAt.length);
    expect([...deals.createdAt]).toEqual(createdAt);
    expect([...deals.endsAt]).toEqual(createdAt.map((at) => at + 10));
    expect([...deals.amount]).toEqual(createdAt.map((at) => at + 20));
    expect([...deals.homeAmount]).toEqual(createdAt.map((at) => at + 30));
    expect([...deals.status]).toEqual(status);
    expect([...tags.starts]).toEqual(tagStarts);
    expect([...tags.partner]).toEqual([0, 1, 0, 1]);
    expect([...touches.at]).toEqual(touchesAt);
    expect(touches.starts).toHaveLength(deals.length + 1);
    expect(first).toBe(10 + 2 * part);
  });

  it('asks about its deals by their places in the whole', () => {
    expect([partOf(whole, 1).isExcluded(0, 7), partOf(whole, 1).isExcluded(1, 8)]).toEqual([false, true]);
    expect(asked).toEqual([
      [2, 7],
      [3, 8],
    ]);
  });
});
