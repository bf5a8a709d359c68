/** `weighted` under a policy whose decimals have more digits than doubles add up exactly: big integers hold them. */
import { expect, it } from '@jest/globals';
import { attributeDeal } from '../../src/domain/attribute-deal.js';
import { compileRules } from '../../src/domain/rules.js';
import type { TouchKind } from '../../src/domain/touch.js';
import { AS_OF, day, deal, directory, policy, touch } from './facts.js';

const MANY = 12345678901;

/** Credits of a deal of 1,000.00, and of 3 cents at home, by partner. */
function credits(kindWeights: Readonly<Partial<Record<TouchKind, number>>>, kinds: readonly TouchKind[]) {
  const facts = {
    deal: deal({ currency: 'EUR', homeAmountMinor: 3 }),
    touches: kinds.map((kind, index) => touch(String(index + 1), kind, day(index + 1))),
    tags: [],
  };
  const rules = compileRules(policy({ kindWeights }));
  const context = {
    rules,
    models: ['weighted'] as const,
    partners: directory(),
    asOf: AS_OF,
    homeCurrency: 'USD',
  };
  const { result } = attributeDeal(facts, context);
  const of = (pools: typeof result.credits) => Object.fromEntries(pools.model.get('weighted') ?? []);
  return [of(result.credits), of(result.homeCredits)];
}

it.each<[string, Readonly<Partial<Record<TouchKind, number>>>, readonly TouchKind[], readonly unknown[]]>([
  [
    'in proportion',
    { demo: 3 * MANY, meeting: MANY },
    ['demo', 'meeting'],
    [
      { 1: 75_000, 2: 25_000 },
      { 1: 2, 2: 1 },
    ],
  ],
  ['nothing for a weight of 0', { demo: 0, meeting: MANY }, ['demo', 'meeting'], [{ 2: 100_000 }, { 2: 3 }]],
  [
    'equally where every weight is 0',
    { demo: 0, meeting: MANY },
    ['demo', 'demo'],
    [
      { 1: 50_000, 2: 50_000 },
      { 1: 2, 2: 1 },
    ],
  ],
  [
    'to the unit, where doubles would tie',
    { demo: 9007199254740993, meeting: 9007199254740991 },
    ['meeting', 'demo'],
    [
      { 1: 50_000, 2: 50_000 },
      { 1: 1, 2: 2 },
    ],
  ],
  [
    'the same as with few digits',
    { demo: 2 ** 31, meeting: 2 ** 31 + 1 },
    ['demo', 'meeting'],
    [
      { 1: 50_000, 2: 50_000 },
      { 1: 1, 2: 2 },
    ],
  ],
])('gives credit %s', (_name, weights, kinds, expected) => expect(credits(weights, kinds)).toEqual(expected));
