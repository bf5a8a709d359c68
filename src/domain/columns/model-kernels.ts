/**
 * Attribution models: attribution.md §5. A kernel gives each counting touch of one deal a weight. Rational weights are
 * integers in the same proportion, so that money is split exactly; only `time_decay` needs doubles.
 */
import { DAY_MS } from '../calendar.js';
import { toCommonIntegers } from '../decimal.js';
import type { DealModel } from '../deal-model.js';
import type { Policy } from '../policy.js';
import { TOUCH_KINDS } from '../touch.js';
import type { TouchSequence } from './touch-sequence.js';

/** A policy's settings of models, made ready for many deals. */
export interface ModelSettings {
  readonly halfLifeMs: number;
  /** By kind, in the proportion of `kindWeights`. */
  readonly kindWeights: readonly bigint[];
  readonly smallKindWeights: Float64Array;
}

/** Makes a policy's settings of models ready. */
export function modelSettings(policy: Policy): ModelSettings {
  const kindWeights = toCommonIntegers(TOUCH_KINDS.map((kind) => policy.kindWeights[kind] ?? 1));
  return {
    // Not in whole milliseconds: a half-life may be shorter than one.
    halfLifeMs: policy.halfLifeDays * DAY_MS,
    kindWeights,
    smallKindWeights: Float64Array.from(kindWeights, Number),
  };
}

/**
 * Weighs the touches of a sequence, which has at least one, into `weights`.
 * @param createdAt C of the deal.
 */
type Kernel = (
  touches: TouchSequence,
  createdAt: number,
  settings: ModelSettings,
  weights: Float64Array,
) => void;

/** 1 for the first. Example: A, B, A → 1, 0, 0. */
const firstTouch: Kernel = (touches, _createdAt, _settings, weights) => {
  weights.fill(0, 0, touches.length);
  weights[0] = 1;
};

/** 1 for the last. Example: A, B, A → 0, 0, 1. */
const lastTouch: Kernel = (touches, _createdAt, _settings, weights) => {
  weights.fill(0, 0, touches.length);
  weights[touches.length - 1] = 1;
};

/** 1/n each. Example: A, B, A over 1,000.00 → A 2/3, B 1/3: 666.67 and 333.33. */
const linear: Kernel = (touches, _createdAt, _settings, weights) => {
  weights.fill(1, 0, touches.length);
};

/**
 * Proportional to 2^(−d / halfLifeDays), d = days before E, taken relative to the newest touch: the proportions are
 * the same, and the newest weighs 1 however old it is. Example, half-life 30: 30 days before the newest → 0.5.
 */
const timeDecay: Kernel = (touches, _createdAt, { halfLifeMs }, weights) => {
  const newest = touches.at[touches.length - 1]!;
  for (let touch = 0; touch < touches.length; touch += 1) {
    const age = newest - touches.at[touch]!;
    weights[touch] = age === 0 ? 1 : 2 ** (-age / halfLifeMs);
  }
};

/**
 * First 0.4, last 0.4, 0.2 shared by the others; two touches: half each; one: all.
 * Example, 4 touches: 0.4, 0.1, 0.1, 0.4 → 4, 1, 1, 4.
 */
const uShaped: Kernel = (touches, _createdAt, _settings, weights) => {
  weights.fill(1, 0, touches.length);
  const others = touches.length - 2;
  if (others <= 0) return;
  weights[0] = 2 * others;
  weights[touches.length - 1] = 2 * others;
};

/**
 * Anchors first, last, and the last touch at or before C, 0.3 a role; the others share 0.1; scaled to sum to 1.
 * Example, 5 touches, the second being the last before C: 0.3, 0.3, 0.05, 0.05, 0.3 → 6, 6, 1, 1, 6.
 */
const wShaped: Kernel = (touches, createdAt, _settings, weights) => {
  const last = touches.length - 1;
  let middle = last;
  while (middle >= 0 && touches.at[middle]! > createdAt) middle -= 1;
  const anchors = 1 + Number(last !== 0) + Number(middle > 0 && middle !== last);
  const others = touches.length - anchors;
  const perRole = others === 0 ? 1 : 3 * others;
  weights.fill(1, 0, touches.length);
  weights[0] = 0;
  weights[last] = 0;
  if (middle >= 0) weights[middle] = 0;
  weights[0] += perRole;
  weights[last] += perRole;
  if (middle >= 0) weights[middle]! += perRole;
};

/** Proportional to `kindWeights[kind]`, 1 if not named; all zero: linear. Example {demo: 2}: demo, email → 2, 1. */
const weighted: Kernel = (touches, _createdAt, { smallKindWeights }, weights) => {
  let total = 0;
  for (let touch = 0; touch < touches.length; touch += 1) {
    weights[touch] = smallKindWeights[touches.kind[touch]!]!;
    total += weights[touch]!;
  }
  if (total === 0) weights.fill(1, 0, touches.length);
};

/** One kernel a model. */
export const KERNELS: Readonly<Record<DealModel, Kernel>> = {
  first_touch: firstTouch,
  last_touch: lastTouch,
  linear,
  time_decay: timeDecay,
  u_shaped: uShaped,
  w_shaped: wShaped,
  weighted,
};

/** Models whose weights are doubles, not integers. */
export const hasRealWeights = (model: DealModel): boolean => model === 'time_decay';

/**
 * Whether integer weights of a model fit doubles exactly, added up over a deal: all but decimals of many digits in
 * `kindWeights`, which are added up as big integers.
 */
export const hasSmallWeights = (model: DealModel, { kindWeights }: ModelSettings): boolean =>
  model !== 'weighted' || kindWeights.every((weight) => weight <= SMALL);

const SMALL = 2n ** 31n;
