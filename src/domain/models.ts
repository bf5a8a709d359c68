/**
 * Attribution models: attribution.md §5. A kernel gives each counting touch a weight; credit.ts adds the weights of
 * a partner's touches and splits the money. Rational weights are integers in the same proportion, so that splitting
 * is exact; only `time_decay` needs doubles.
 */
import { DAY_MS } from './calendar.js';
import type { DealModel } from './deal-model.js';
import { toCommonIntegers } from './decimal.js';
import type { DealWindow } from './rules.js';
import type { Policy } from './policy.js';
import type { Touch } from './touch.js';

export type TouchWeights =
  | { readonly kind: 'integers'; readonly weights: readonly bigint[] }
  | { readonly kind: 'reals'; readonly weights: readonly number[] };

/**
 * Weighs touches in the order (instant, partner id, touch id); at least one.
 */
type Kernel = (touches: readonly Touch[], window: DealWindow, policy: Policy) => TouchWeights;

const integers = (weights: readonly bigint[]): TouchWeights => ({ kind: 'integers', weights });

/** 1 for the first. Example: A, B, A → 1, 0, 0. */
const firstTouch: Kernel = (touches) => integers(touches.map((_, index) => (index === 0 ? 1n : 0n)));

/** 1 for the last. Example: A, B, A → 0, 0, 1. */
const lastTouch: Kernel = (touches) =>
  integers(touches.map((_, index) => (index === touches.length - 1 ? 1n : 0n)));

/** 1/n each. Example: A, B, A over 1,000.00 → A 2/3, B 1/3: 666.67 and 333.33. */
const linear: Kernel = (touches) => integers(touches.map(() => 1n));

/**
 * Proportional to 2^(−d / halfLifeDays), d = days before E, taken relative to the newest touch: the proportions are
 * the same, and the newest weighs 1 however old it is. Example, half-life 30: 30 days before the newest → 0.5.
 */
const timeDecay: Kernel = (touches, _window, policy) => {
  const newest = touches.at(-1)?.at ?? 0;
  // Not cut to whole milliseconds: a half-life below one would divide by zero.
  const halfLifeMs = policy.halfLifeDays * DAY_MS;
  return { kind: 'reals', weights: touches.map((touch) => 2 ** (-(newest - touch.at) / halfLifeMs)) };
};

/**
 * First 0.4, last 0.4, 0.2 shared by the others; two touches: half each; one: all.
 * Example, 4 touches: 0.4, 0.1, 0.1, 0.4 → 4, 1, 1, 4.
 */
const uShaped: Kernel = (touches, window, policy) => {
  const others = BigInt(touches.length - 2);
  if (others <= 0n) return linear(touches, window, policy);
  return integers(
    touches.map((_, index) => (index === 0 || index === touches.length - 1 ? 2n * others : 1n)),
  );
};

/**
 * Anchors first, last, and the last touch at or before C, 0.3 a role; the others share 0.1; scaled to sum to 1.
 * Example, 5 touches, the second being the last before C: 0.3, 0.3, 0.05, 0.05, 0.3 → 6, 6, 1, 1, 6.
 */
const wShaped: Kernel = (touches, window) => {
  const middle = touches.findLastIndex((touch) => touch.at <= window.createdAt);
  const anchors = [0, touches.length - 1, ...(middle === -1 ? [] : [middle])];
  const others = BigInt(touches.length - new Set(anchors).size);
  const perRole = others === 0n ? 1n : 3n * others;
  return integers(
    touches.map((_, index) => {
      const roles = BigInt(anchors.filter((anchor) => anchor === index).length);
      return roles === 0n ? 1n : perRole * roles;
    }),
  );
};

/** Proportional to `kindWeights[kind]`, 1 if not named; all zero: linear. Example {demo: 2}: demo, email → 2, 1. */
const weighted: Kernel = (touches, window, policy) => {
  const weights = toCommonIntegers(touches.map((touch) => policy.kindWeights[touch.kind] ?? 1));
  return weights.every((weight) => weight === 0n) ? linear(touches, window, policy) : integers(weights);
};

const KERNELS: Readonly<Record<DealModel, Kernel>> = {
  first_touch: firstTouch,
  last_touch: lastTouch,
  linear,
  time_decay: timeDecay,
  u_shaped: uShaped,
  w_shaped: wShaped,
  weighted,
};

/**
 * Weighs the counting touches of a deal under a model.
 * @param touches in the order (instant, partner id, touch id).
 * @returns a weight a touch, in their order; empty for no touches.
 */
export const weighTouches = (
  model: DealModel,
  touches: readonly Touch[],
  window: DealWindow,
  policy: Policy,
): TouchWeights => (touches.length === 0 ? integers([]) : KERNELS[model](touches, window, policy));
