/** Journey models against plain arithmetic: removal effects are found by really removing each partner. */
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';

import { creditJourneys, JOURNEY_MODELS } from '../../src/domain/journeys.js';
import { readPaths } from '../../src/files/read-paths.js';

interface Path {
  readonly steps: readonly string[];
  readonly conversions: number;
  readonly value: number;
  readonly nulls: number;
}

const columns = (paths: readonly Path[]) =>
  readPaths({
    name: 'paths.csv',
    text: [
      'path,total_conversions,total_conversion_value,total_null',
      ...paths.map((one) => `${one.steps.join(' > ')},${one.conversions},${one.value},${one.nulls}`),
    ].join('\n'),
  }).journeys;

const creditsOf = (paths: readonly Path[], model: (typeof JOURNEY_MODELS)[number]) => {
  const journeys = columns(paths);
  const { conversions, value, removalEffects } = creditJourneys(journeys, model);
  const named = (column: Float64Array) =>
    Object.fromEntries(journeys.partners.map((name, at) => [name, column[at]!]));
  return {
    conversions: named(conversions),
    value: named(value),
    removalEffects: removalEffects === null ? null : named(removalEffects),
  };
};

/** Expected outcome of a journey: Gaussian elimination with pivoting over the chain without one partner. */
function expected(paths: readonly Path[], without: string | null, worth: (last: string) => number): number {
  const states = [...new Set(paths.flatMap((one) => one.steps))].filter((name) => name !== without);
  const weight = new Map<string, Map<string, number>>();
  const add = (from: string, to: string, count: number) => {
    const row = weight.get(from) ?? new Map<string, number>();
    weight.set(from, row.set(to, (row.get(to) ?? 0) + count));
  };
  for (const { steps, conversions, nulls } of paths) {
    const made = conversions + nulls;
    const distinct = steps.filter((step, at) => step !== steps[at - 1]);
    add('(start)', distinct[0]!, made);
    distinct.slice(1).forEach((step, at) => add(distinct[at]!, step, made));
    add(distinct.at(-1)!, '(conversion)', conversions);
    add(distinct.at(-1)!, '(null)', nulls);
  }
  const chance = (from: string, to: string) => {
    const row = weight.get(from) ?? new Map<string, number>();
    const total = [...row.values()].reduce((all, one) => all + one, 0);
    return total === 0 ? 0 : (row.get(to) ?? 0) / total;
  };
  const matrix = states.map((from) => [
    ...states.map((to) => (from === to ? 1 : 0) - chance(from, to)),
    chance(from, '(conversion)') * worth(from),
  ]);
  for (let pivot = 0; pivot < states.length; pivot += 1) {
    const best = matrix.findIndex(
      (row, at) =>
        at >= pivot &&
        Math.abs(row[pivot]!) === Math.max(...matrix.slice(pivot).map((one) => Math.abs(one[pivot]!))),
    );
    [matrix[pivot], matrix[best]] = [matrix[best]!, matrix[pivot]!];
    for (const row of matrix) {
      if (row === matrix[pivot]) continue;
      const factor = row[pivot]! / matrix[pivot]![pivot]!;
      row.forEach((_, at) => (row[at] = row[at]! - factor * matrix[pivot]![at]!));
    }
  }
  return states.reduce(
    (all, state, at) => all + (chance('(start)', state) * matrix[at]!.at(-1)!) / matrix[at]![at]!,
    0,
  );
}

const meanValue = (paths: readonly Path[]) => (last: string) => {
  const of = paths.filter((one) => one.steps.at(-1) === last && one.conversions > 0);
  const conversions = of.reduce((all, one) => all + one.conversions, 0);
  return conversions === 0 ? 0 : of.reduce((all, one) => all + one.value, 0) / conversions;
};

const path = fc
  .record({
    steps: fc.array(fc.constantFrom('a', 'b', 'c', 'd', 'e'), { minLength: 1, maxLength: 6 }),
    conversions: fc.integer({ min: 0, max: 9 }),
    value: fc.integer({ min: 1, max: 900 }),
    nulls: fc.integer({ min: 0, max: 9 }),
  })
  .map((one) => (one.conversions === 0 ? { ...one, value: 0 } : one));
const portfolio = fc.array(path, { minLength: 1, maxLength: 12 });

describe('a journey of one, and one that comes back', () => {
  const paths: readonly Path[] = [
    { steps: ['a'], conversions: 4, value: 40, nulls: 1 },
    { steps: ['a', 'b', 'a', 'c'], conversions: 6, value: 120, nulls: 0 },
    { steps: ['b'], conversions: 0, value: 0, nulls: 3 },
  ];
  it.each([
    ['first_touch', { a: 10, b: 0, c: 0 }, { a: 160, b: 0, c: 0 }],
    ['last_touch', { a: 4, b: 0, c: 6 }, { a: 40, b: 0, c: 120 }],
    ['linear', { a: 7, b: 1.5, c: 1.5 }, { a: 100, b: 30, c: 30 }],
    ['shapley', { a: 6, b: 2, c: 2 }, { a: 80, b: 40, c: 40 }],
  ] as const)('%s', (model, conversions, value) => {
    expect(creditsOf(paths, model)).toEqual({ conversions, value, removalEffects: null });
  });
});

describe('markov', () => {
  it('is what is lost when a partner is really taken out of the chain', () => {
    fc.assert(
      fc.property(portfolio, (paths) => {
        const total = expected(paths, null, () => 1);
        const { removalEffects, conversions } = creditsOf(paths, 'markov');
        const converted = paths.reduce((all, one) => all + one.conversions, 0);
        const naive = Object.keys(conversions).map((name) =>
          total === 0 ? 0 : (total - expected(paths, name, () => 1)) / total,
        );
        const all = naive.reduce((sum, one) => sum + one, 0);
        Object.keys(conversions).forEach((name, at) => {
          expect(removalEffects![name]).toBeCloseTo(naive[at]!, 9);
          expect(conversions[name]).toBeCloseTo(all === 0 ? 0 : (converted * naive[at]!) / all, 8);
        });
      }),
      { verbose: true },
    );
  });

  it('gives value by the mean value of the conversions out of each partner', () => {
    fc.assert(
      fc.property(portfolio, (paths) => {
        const worth = meanValue(paths);
        const total = expected(paths, null, worth);
        const { value } = creditsOf(paths, 'markov');
        const naive = Object.keys(value).map((name) =>
          total === 0 ? 0 : (total - expected(paths, name, worth)) / total,
        );
        const all = naive.reduce((sum, one) => sum + one, 0);
        const paid = paths.reduce((sum, one) => sum + one.value, 0);
        Object.keys(value).forEach((name, at) =>
          expect(value[name]).toBeCloseTo(all === 0 ? 0 : (paid * naive[at]!) / all, 6),
        );
      }),
      { verbose: true },
    );
  });

  it('drops a repeat of the same partner in a row', () => {
    const once = { conversions: 3, value: 30, nulls: 1 };
    expect(creditsOf([{ steps: ['a', 'a', 'b'], ...once }], 'markov')).toEqual(
      creditsOf([{ steps: ['a', 'b'], ...once }], 'markov'),
    );
  });

  it('gives nothing where nothing converts, and nothing to a partner that nobody came to', () => {
    const nothing = creditsOf([{ steps: ['a', 'b'], conversions: 0, value: 0, nulls: 5 }], 'markov');
    expect(nothing).toEqual({
      conversions: { a: 0, b: 0 },
      value: { a: 0, b: 0 },
      removalEffects: { a: 0, b: 0 },
    });
    const unreached = creditsOf(
      [
        { steps: ['a'], conversions: 2, value: 8, nulls: 0 },
        { steps: ['b'], conversions: 0, value: 0, nulls: 0 },
      ],
      'markov',
    );
    expect(unreached.conversions).toEqual({ a: 2, b: 0 });
  });

  it('keeps its digits where a chain hardly ever ends', () => {
    const round = Array.from({ length: 400 }, (_, at) => (at % 2 === 0 ? 'a' : 'b'));
    const paths = [{ steps: [...round, 'a'], conversions: 1, value: 1, nulls: 1e12 }];
    const { removalEffects, conversions } = creditsOf(paths, 'markov');
    expect(removalEffects!['a']).toBeCloseTo(1, 12);
    expect(conversions['a']! + conversions['b']!).toBeCloseTo(1, 12);
  });
});

describe('shapley, linear, first and last touch', () => {
  it('shares 4 journeys a and 6 journeys a > b as a = 7, b = 3', () => {
    const paths = [
      { steps: ['a'], conversions: 4, value: 40, nulls: 0 },
      { steps: ['a', 'b'], conversions: 6, value: 120, nulls: 3 },
    ];
    expect(creditsOf(paths, 'shapley')).toEqual({
      conversions: { a: 7, b: 3 },
      value: { a: 100, b: 60 },
      removalEffects: null,
    });
  });

  it('counts a partner once for shapley, and every step for linear', () => {
    const paths = [{ steps: ['a', 'b', 'a', 'a'], conversions: 4, value: 8, nulls: 0 }];
    expect(creditsOf(paths, 'shapley').conversions).toEqual({ a: 2, b: 2 });
    expect(creditsOf(paths, 'linear').conversions).toEqual({ a: 3, b: 1 });
    expect(creditsOf(paths, 'first_touch').value).toEqual({ a: 8, b: 0 });
    expect(creditsOf([{ ...paths[0]!, steps: ['a', 'b'] }], 'last_touch').conversions).toEqual({
      a: 0,
      b: 4,
    });
  });

  it('gives out all conversions and all value under every model', () => {
    fc.assert(
      fc.property(portfolio, fc.constantFrom(...JOURNEY_MODELS), (paths, model) => {
        const { conversions, value } = creditsOf(paths, model);
        const total = (column: Record<string, number>) =>
          Object.values(column).reduce((all, one) => all + one, 0);
        expect(total(conversions)).toBeCloseTo(
          paths.reduce((all, one) => all + one.conversions, 0),
          8,
        );
        expect(total(value)).toBeCloseTo(
          paths.reduce((all, one) => all + one.value, 0),
          6,
        );
      }),
      { verbose: true },
    );
  });
});

describe('paths.csv', () => {
  it('sets rows aside whose steps or numbers cannot be read, and takes numbers as statistics programs write them', () => {
    const text = 'total_null,path,total_conversions\n,a > b,1e+05\n2,a >  > b,1\n1,"a > b",-1\nx,,2\n';
    const { journeys, rejected } = readPaths({ name: 'paths.csv', text });
    expect([...journeys.conversions]).toEqual([100_000]);
    expect(rejected.map(({ line, column, reason }) => [line, column, reason])).toEqual([
      [3, 'path', 'step_missing'],
      [4, 'total_conversions', 'number_invalid'],
      [5, 'total_null', 'number_invalid'],
      [5, 'path', 'missing'],
    ]);
  });
});
