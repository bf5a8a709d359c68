/** attribution.md §5: each model with the worked example of its docstring, and its edges. */
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { attributeDeal } from '../../src/domain/attribute-deal.js';
import { instant } from '../../src/domain/calendar.js';
import { DEAL_MODELS, type DealModel } from '../../src/domain/deal-model.js';
import { partnerId } from '../../src/domain/ids.js';
import { DEFAULT_POLICY, type Policy } from '../../src/domain/policy.js';
import { compileRules } from '../../src/domain/rules.js';
import type { Touch, TouchKind } from '../../src/domain/touch.js';
import { AS_OF, day, deal, directory, policy, tag, touch } from './facts.js';

/** Touches of A on the given days after C, in order. */
const onDays = (days: readonly number[], kind: TouchKind = 'demo'): readonly Touch[] =>
  days.map((one) => touch('A', kind, day(one)));

/** Shares of 1, rounded to 6 digits: what each touch would get if each were another partner's. */
function shares(model: DealModel, touches: readonly Touch[], under: Policy = DEFAULT_POLICY): number[] {
  const partners = touches.map((_, place) => partnerId(String(place + 1)));
  const { result } = attributeDeal(
    {
      deal: deal({ amountMinor: 1e12, homeAmountMinor: 1e12 }),
      touches: touches.map((one, place) => ({ ...one, partnerId: partners[place]! })),
      // A tag gives each a part in the deal, also where its touch is worth less than a point.
      tags: partners.map((id) => ({ ...tag('A', 'influenced'), partnerId: id })),
    },
    {
      // Every touch lies in the window, and counts.
      rules: compileRules({ ...under, influence: { ...under.influence, lookbackDays: 1e7 } }),
      models: [model],
      partners: directory(),
      asOf: AS_OF,
      homeCurrency: 'USD',
    },
  );
  const credits = result.credits.model.get(model);
  return partners.map((id) => Math.round((credits?.get(id) ?? 0) / 1e6) / 1e6);
}

describe('weights', () => {
  it.each<[DealModel, string, readonly number[], readonly number[]]>([
    ['first_touch', 'all to the first', [1, 2, 3], [1, 0, 0]],
    ['first_touch', 'the only one', [1], [1]],
    ['last_touch', 'all to the last', [1, 2, 3], [0, 0, 1]],
    ['last_touch', 'the only one', [1], [1]],
    ['linear', 'equal parts', [1, 2, 3, 4], [0.25, 0.25, 0.25, 0.25]],
    ['time_decay', 'half at 30 days before the newest', [20, 50], [0.333333, 0.666667]],
    ['time_decay', 'fractions of days', [50 - 15, 50], [0.414214, 0.585786]],
    ['time_decay', 'the same instant', [5, 5], [0.5, 0.5]],
    ['time_decay', 'very old ones may reach 0', [-1_000_000, 50], [0, 1]],
    ['u_shaped', 'one: all', [1], [1]],
    ['u_shaped', 'two: half each', [1, 2], [0.5, 0.5]],
    ['u_shaped', 'three: 0.4, 0.2, 0.4', [1, 2, 3], [0.4, 0.2, 0.4]],
    ['u_shaped', 'four: 0.4, 0.1, 0.1, 0.4', [1, 2, 3, 4], [0.4, 0.1, 0.1, 0.4]],
    ['w_shaped', 'five, the second being the last before C', [-9, -1, 1, 2, 3], [0.3, 0.3, 0.05, 0.05, 0.3]],
    ['w_shaped', 'one, before C: all three roles', [-1], [1]],
    ['w_shaped', 'one, after C', [1], [1]],
    ['w_shaped', 'the first is the middle too: 0.6, 0.1, 0.3', [-1, 1, 2], [0.6, 0.1, 0.3]],
    ['w_shaped', 'the last is the middle too: 0.3, 0.1, 0.6', [-3, -2, -1], [0.3, 0.1, 0.6]],
    ['w_shaped', 'no others: a third each', [-9, -1, 1], [0.333333, 0.333333, 0.333333]],
    ['w_shaped', 'no others, two roles on the first', [-1, 1], [0.666667, 0.333333]],
    ['w_shaped', 'no middle anchor: 3/7, 1/7, 3/7', [1, 2, 3], [0.428571, 0.142857, 0.428571]],
    ['w_shaped', 'no middle anchor, no others', [1, 2], [0.5, 0.5]],
    ['w_shaped', 'a touch at C is before C', [-9, 0, 1, 2], [0.3, 0.3, 0.1, 0.3]],
  ])('%s: %s', (model, _name, days, expected) => expect(shares(model, onDays(days))).toEqual(expected));

  it.each<[string, Policy, readonly TouchKind[], readonly number[]]>([
    [
      'proportional to the weight of the kind, 1 if not named',
      policy({ kindWeights: { demo: 2 } }),
      ['demo', 'email'],
      [0.666667, 0.333333],
    ],
    [
      'by decimals exactly',
      policy({ kindWeights: { demo: 0.1, email: 0.3 } }),
      ['demo', 'email'],
      [0.25, 0.75],
    ],
    ['nothing for a weight of 0', policy({ kindWeights: { email: 0 } }), ['demo', 'email'], [1, 0]],
    ['linear where all are 0', policy({ kindWeights: { demo: 0, email: 0 } }), ['demo', 'email'], [0.5, 0.5]],
  ])('weighted: %s', (_name, under, kinds, expected) => {
    const touches = kinds.map((kind, index) => touch('A', kind, day(index)));
    expect(shares('weighted', touches, under)).toEqual(expected);
  });

  it.each([0.5, 1e-9, 1e-300, 1e300])(
    'time_decay stays a share with a half-life of %d days',
    (halfLifeDays) => {
      const under = policy({ halfLifeDays });
      const total = shares('time_decay', onDays([1, 2, 3]), under).reduce((sum, share) => sum + share, 0);
      expect(total).toBeCloseTo(1, 5);
    },
  );

  it.each(DEAL_MODELS)('%s: shares of the touches sum to 1, none below 0', (model) => {
    const days = fc.array(fc.double({ min: -90, max: 90, noNaN: true }), { minLength: 1, maxLength: 9 });
    fc.assert(
      fc.property(days, (unordered) => {
        const ordered = unordered.toSorted((a, b) => a - b).map((one) => Math.round(one * 1e3) / 1e3);
        const parts = shares(model, onDays(ordered));
        expect(parts.every((part) => part >= 0)).toBe(true);
        expect(parts.reduce((sum, part) => sum + part, 0)).toBeCloseTo(1, 4);
      }),
    );
  });
});

describe('credit under a model', () => {
  const context = (models: readonly DealModel[], under = DEFAULT_POLICY) => ({
    rules: compileRules(under),
    models,
    partners: directory(),
    asOf: AS_OF,
    homeCurrency: 'USD',
  });

  it('linear: 1,000.00 over A meeting, B demo, A email is A 666.67, B 333.33', () => {
    const touches = [touch('A', 'meeting', day(1)), touch('B', 'demo', day(2)), touch('A', 'email', day(3))];
    const { result } = attributeDeal({ deal: deal(), touches, tags: [] }, context(['linear']));
    expect(result.credits.model.get('linear')).toEqual(
      new Map([
        ['A', 66_667],
        ['B', 33_333],
      ]),
    );
  });

  it('a tag without a touch has its part, as the touch that it implies', () => {
    const touches = [touch('A', 'demo', day(1))];
    const { result } = attributeDeal(
      { deal: deal(), touches, tags: [tag('B', 'influenced')] },
      context(['linear', 'first_touch']),
    );
    expect(result.credits.model.get('linear')).toEqual(
      new Map([
        ['A', 50_000],
        ['B', 50_000],
      ]),
    );
    // Dated C, before A's demo.
    expect(result.credits.model.get('first_touch')).toEqual(new Map([['B', 100_000]]));
  });

  it('nothing where the roles come from tags that do not count, and nothing on a direct deal', () => {
    const without = policy({ influence: { kinds: ['demo'] } });
    const tagged = attributeDeal(
      { deal: deal(), touches: [], tags: [tag('A', 'sourced')] },
      context(['linear'], without),
    ).result;
    expect(tagged.class).toBe('sourced');
    expect(tagged.credits.model.get('linear')).toEqual(new Map());
    const direct = attributeDeal({ deal: deal(), touches: [], tags: [] }, context(['linear'])).result;
    expect(direct.credits.model.get('linear')).toEqual(new Map());
  });

  it('ties of fractions go to the smaller partner id, not to the earlier touch', () => {
    const touches = ['10', '9', '2'].map((id, index) => touch(id, 'demo', instant(day(index))));
    const { result } = attributeDeal(
      { deal: deal({ amountMinor: 100 }), touches, tags: [] },
      context(['linear']),
    );
    expect(result.credits.model.get('linear')).toEqual(
      new Map([
        ['2', 34],
        ['9', 33],
        ['10', 33],
      ]),
    );
  });
});
