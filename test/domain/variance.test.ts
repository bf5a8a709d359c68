/** Our class against the portal's own field: which pairs differ, and what they add up to. */
import { describe, expect, it } from '@jest/globals';
import { differs, FIELD_WORDS, varianceMatrix, type ComparedDeal } from '../../src/domain/variance.js';

describe('the field and our class', () => {
  it.each([
    ['sourced', 'sourced', false],
    ['sourced', 'influenced', true],
    ['sourced', 'direct', true],
    ['influenced', 'sourced', true],
    ['influenced', 'influenced', false],
    ['direct', 'direct', false],
    ['direct', 'influenced', true],
    // An empty field claims nothing.
    ['empty', 'direct', false],
    ['empty', 'sourced', true],
    // Nobody knows what it says.
    ['unknown', 'direct', true],
    ['unknown', 'sourced', true],
  ] as const)('%s and %s: differ %s', (theirs, ours, different) =>
    expect(differs({ theirs, ours })).toBe(different),
  );
});

describe('the matrix', () => {
  const deals: readonly ComparedDeal[] = [
    { theirs: 'sourced', ours: 'sourced', homeAmountMinor: 100 },
    { theirs: 'sourced', ours: 'direct', homeAmountMinor: 30 },
    { theirs: 'empty', ours: 'sourced', homeAmountMinor: 7 },
    { theirs: 'empty', ours: 'direct', homeAmountMinor: -2 },
    { theirs: 'direct', ours: 'direct', homeAmountMinor: null },
  ];
  const matrix = varianceMatrix(deals);

  it('has every deal in one cell', () => {
    const cells = matrix.rows.map(({ theirs, ours }) => [
      theirs,
      ours.sourced.deals,
      ours.influenced.deals,
      ours.direct.deals,
    ]);
    expect(cells).toEqual([
      ['sourced', 1, 0, 1],
      ['influenced', 0, 0, 0],
      ['direct', 0, 0, 1],
      ['empty', 1, 0, 1],
      ['unknown', 0, 0, 0],
    ]);
  });

  it('adds rows and columns up to the same', () => {
    expect(matrix.total.total).toEqual({ deals: 5, homeMinor: 135 });
    const sums = FIELD_WORDS.map(
      (word) => matrix.rows.find(({ theirs }) => theirs === word)?.total.homeMinor ?? 0,
    );
    expect(sums.reduce((sum, one) => sum + one, 0)).toBe(135);
    const { sourced, influenced, direct } = matrix.total.ours;
    expect(sourced.homeMinor + influenced.homeMinor + direct.homeMinor).toBe(135);
  });

  it('says how much differs, and what is in no sum', () => {
    expect(matrix.differing).toEqual({ deals: 2, homeMinor: 37 });
    expect(matrix.dealsWithoutHomeAmount).toBe(1);
  });
});
