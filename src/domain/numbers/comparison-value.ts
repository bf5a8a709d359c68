/** Deals with a partner against deals without: with n and an interval each, never a bare percentage of three deals. */
import type { Bucket } from '../deal-class.js';
import type { KpiNote, KpiPeriod } from '../kpi.js';
import type { NumberScope } from './number-scope.js';

/** A value with its 95% interval; null: there is too little for one. */
export interface Measured {
  readonly value: number | null;
  readonly low: number | null;
  readonly high: number | null;
  readonly n: number;
}

/** `too_few`: one side has fewer than COMPARISON_LEAST deals, and nothing is to be said. */
export type Verdict = 'higher' | 'lower' | 'no_clear_difference' | 'too_few';

export interface Compared {
  readonly withPartner: Measured;
  readonly without: Measured;
  /** Of deals with a partner, against those without. */
  readonly verdict: Verdict;
}

export interface Comparison {
  readonly period: KpiPeriod;
  readonly scope: NumberScope;
  /** Null: new business, expansion and renewal together, which `notes` says. */
  readonly bucket: Bucket | null;
  /** Won over closed deals; Wilson intervals. */
  readonly winRate: Compared & {
    /** With a partner less without; Newcombe’s interval. Null where a side has no deals. */
    readonly difference: Measured | null;
  };
  /** Days from created to won: medians with intervals of order statistics. */
  readonly cycleDays: Compared;
  /** Home amounts of won deals in minor units: medians with intervals of order statistics. */
  readonly dealSizeMinor: Compared;
  readonly notes: readonly KpiNote[];
}

/** Deals that a side needs before anything is said. */
export const COMPARISON_LEAST = 10;
