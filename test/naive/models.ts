import type { CountingTouch } from './classify.js';
import { fraction, fractionOfDouble, fractionOfNumber, ONE, plus, ZERO, type Fraction } from './fraction.js';
import type { NaivePolicy } from './policy.js';

export const NAIVE_MODELS = [
  'first_touch',
  'last_touch',
  'linear',
  'time_decay',
  'u_shaped',
  'w_shaped',
  'weighted',
] as const;

export type NaiveModel = (typeof NAIVE_MODELS)[number];

/** §5: the weight of each touch, not yet scaled to sum to 1. */
function touchWeights(
  model: NaiveModel,
  touches: readonly CountingTouch[],
  createdAt: number,
  policy: NaivePolicy,
): Fraction[] {
  const n = touches.length;
  const last = n - 1;
  switch (model) {
    case 'first_touch':
      return touches.map((_, i) => (i === 0 ? ONE : ZERO));
    case 'last_touch':
      return touches.map((_, i) => (i === last ? ONE : ZERO));
    case 'linear':
      return touches.map(() => fraction(1n, BigInt(n)));
    case 'time_decay': {
      // Relative to the newest counting touch: 2^(−d/h) with d in days before E has the same proportions.
      const newest = Math.max(...touches.map(({ at }) => at));
      return touches.map(({ at }) =>
        fractionOfDouble(2 ** (-(newest - at) / 86_400_000 / policy.halfLifeDays)),
      );
    }
    case 'u_shaped': {
      if (n === 1) return [ONE];
      if (n === 2) return [fraction(1n, 2n), fraction(1n, 2n)];
      return touches.map((_, i) =>
        i === 0 || i === last ? fraction(2n, 5n) : fraction(1n, 5n * BigInt(n - 2)),
      );
    }
    case 'w_shaped': {
      const middle = touches.findLastIndex(({ at }) => at <= createdAt);
      const isAnchor = (i: number): boolean => i === 0 || i === last || i === middle;
      const others = touches.filter((_, i) => !isAnchor(i)).length;
      return touches.map((_, i) => {
        if (!isAnchor(i)) return fraction(1n, 10n * BigInt(others));
        let weight = ZERO;
        for (const anchor of [0, last, middle]) if (anchor === i) weight = plus(weight, fraction(3n, 10n));
        return weight;
      });
    }
    case 'weighted': {
      const weights = touches.map(({ kind }) => {
        const weight = policy.kindWeights[kind];
        return weight === undefined ? ONE : fractionOfNumber(weight);
      });
      return weights.every(({ n: none }) => none === 0n) ? touches.map(() => ONE) : weights;
    }
  }
}

/** A partner's weight is the sum over its touches. */
export function partnerWeights(
  model: NaiveModel,
  touches: readonly CountingTouch[],
  createdAt: number,
  policy: NaivePolicy,
): Map<string, Fraction> {
  const sums = new Map<string, Fraction>();
  if (touches.length === 0) return sums;
  const weights = touchWeights(model, touches, createdAt, policy);
  touches.forEach(({ partnerId }, i) => {
    sums.set(partnerId, plus(sums.get(partnerId) ?? ZERO, weights[i] ?? ZERO));
  });
  return sums;
}
