import { describe, expect, it } from '@jest/globals';
import { Cells } from '../../../src/domain/columns/cells.js';

const pairsOf = (cells: Cells, places: Iterable<number>): readonly string[] =>
  Array.from(places, (cell) => `${cells.partner(cell)} ${cells.month(cell)}`);

describe('cells', () => {
  it('are numbered as they are met, and keep their number', () => {
    const cells = new Cells();
    const pairs = [
      [3, 500],
      [0, 500],
      [3, 499],
      [3, 500],
      [0, 500],
      [499, 3],
    ] as const;
    expect(pairs.map(([partner, month]) => cells.of(partner, month))).toEqual([0, 1, 2, 0, 1, 3]);
    expect(cells.length).toBe(4);
    expect(pairsOf(cells, [0, 1, 2, 3])).toEqual(['3 500', '0 500', '3 499', '499 3']);
  });

  it('are listed by partner, then month', () => {
    const cells = new Cells();
    for (const [partner, month] of [
      [2, 30],
      [0, 31],
      [2, 5],
      [0, 4],
      [2, 31],
    ] as const)
      cells.of(partner, month);
    expect(pairsOf(cells, cells.inOrder(4))).toEqual(['0 4', '0 31', '2 5', '2 30', '2 31']);
    expect(pairsOf(new Cells(), new Cells().inOrder(4))).toEqual([]);
  });

  it.each([1023, 1024, 1025, 2049, 20_000])('have room for %i pairs, whose numbers stay', (count) => {
    const cells = new Cells();
    const pair = (index: number) => [(index * 7919) % 211, 120_000 + Math.floor(index / 211)] as const;
    for (let index = 0; index < count; index += 1) expect(cells.of(...pair(index))).toBe(index);
    expect(cells.length).toBe(count);
    for (let index = 0; index < count; index += 37) {
      expect(cells.of(...pair(index))).toBe(index);
      expect([cells.partner(index), cells.month(index)]).toEqual(pair(index));
    }
    expect(cells.length).toBe(count);
    const ordered = pairsOf(cells, cells.inOrder(211));
    expect(new Set(ordered).size).toBe(count);
  });
});
