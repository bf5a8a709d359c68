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

  it.each([1023, 1024, 1025, 2049, 5000])('have room for %i pairs, whose numbers stay', (count) => {
    const cells = new Cells();
    const numbers = Array.from({ length: count }, (_, index) => index);
    const pair = (index: number) => [(index * 7919) % 211, 120_000 + Math.floor(index / 211)] as const;
    expect(numbers.map((index) => cells.of(...pair(index)))).toEqual(numbers);
    expect(numbers.map((index) => cells.of(...pair(index)))).toEqual(numbers);
    expect(cells.length).toBe(count);
    expect(pairsOf(cells, numbers)).toEqual(numbers.map((index) => pair(index).join(' ')));
    expect(new Set(cells.inOrder(211)).size).toBe(count);
  });
});
