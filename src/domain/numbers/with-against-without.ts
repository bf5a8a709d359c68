/** Win rate, cycle time and deal size of deals with a partner, against deals without (programme.md). */
import { DAY_MS, instant } from '../calendar.js';
import type { Bucket } from '../deal-class.js';
import type { KpiPeriod } from '../kpi.js';
import type { ProgrammeFacts } from '../programme-facts.js';
import {
  COMPARISON_LEAST,
  type Compared,
  type Comparison,
  type Measured,
  type Verdict,
} from './comparison-value.js';
import { BUCKET_CODES, CLASS_CODES, STATUS_CODES, type DealColumns } from './deal-columns.js';
import type { DealTally } from './deal-tally.js';
import { medianInterval, newcombe, wilson, type Interval, type Trials } from './intervals.js';
import { partnersIn, type NumberScope } from './number-scope.js';
import { eachDeal } from './scoped-deals.js';

export interface ComparisonRequest {
  readonly period: KpiPeriod;
  readonly scope: NumberScope;
  /** Null: all lines together, which the answer says. */
  readonly bucket: Bucket | null;
}

/**
 * Deals closed in the period: those on which a partner of the scope has a role against direct ones. It shows a difference and
 * no cause: partners may be brought to the better deals.
 * - Win rate: won over won and lost, Wilson's interval each, Newcombe's of the difference; clear where that leaves out 0.
 * - Cycle time and deal size: medians of won deals with distribution-free intervals; clear where those do not meet (which is
 *   careful: it can miss a difference, and seldom makes one up). A deal won before it was created has no cycle time, one
 *   without a home amount no size.
 */
export function withAgainstWithout(
  facts: ProgrammeFacts,
  tally: DealTally,
  { period, scope, bucket }: ComparisonRequest,
): Comparison {
  const columns = tally.columns();
  const end = Math.min(period.to, facts.asOf + 1);
  const samples = { withPartner: new Sample(), without: new Sample() };
  const take = (deal: number, sample: Sample): void => {
    const at = columns.closed[deal] ?? NaN;
    if (bucket !== null && columns.bucket[deal] !== BUCKET_CODES[bucket]) return;
    if (at >= period.from && at < end) sample.take(columns, deal);
  };
  const members =
    scope.kind === 'all'
      ? null
      : new Set(partnersIn(facts.partners, scope, instant(end - 1)).map(({ profile }) => profile.id));
  eachDeal(columns, members, (deal, { partnered }) => {
    if (partnered) take(deal, samples.withPartner);
  });
  for (let deal = 0; deal < columns.length; deal += 1)
    if (columns.dealClass[deal] === CLASS_CODES.direct) take(deal, samples.without);
  const { withPartner, without } = samples;
  return {
    ...{ period, scope, bucket },
    winRate: winRates(withPartner.trials, without.trials),
    cycleDays: medians(withPartner.cycleDays, without.cycleDays),
    dealSizeMinor: medians(withPartner.amounts, without.amounts),
    notes: [
      ...(bucket === null ? (['all_lines'] as const) : []),
      ...(period.to > facts.asOf + 1 ? (['in_progress'] as const) : []),
    ],
  };
}

class Sample {
  #won = 0;
  #closed = 0;
  readonly cycleDays: number[] = [];
  readonly amounts: number[] = [];

  take({ status, created, closed, amount }: DealColumns, deal: number): void {
    this.#closed += 1;
    if (status[deal] !== STATUS_CODES.won) return;
    this.#won += 1;
    const days = ((closed[deal] ?? NaN) - (created[deal] ?? NaN)) / DAY_MS;
    const minor = amount[deal] ?? NaN;
    if (days >= 0) this.cycleDays.push(days);
    if (!Number.isNaN(minor)) this.amounts.push(minor);
  }

  get trials(): Trials {
    return [this.#won, this.#closed];
  }
}

function winRates(withPartner: Trials, without: Trials): Comparison['winRate'] {
  const [one, other] = [shareOf(withPartner), shareOf(without)];
  const between = newcombe(withPartner, without);
  const difference =
    between === null
      ? null
      : { value: (one.value ?? 0) - (other.value ?? 0), ...between, n: one.n + other.n };
  return { withPartner: one, without: other, difference, verdict: verdictOf(one.n, other.n, difference) };
}

function shareOf([won, closed]: Trials): Measured {
  const { low, high } = wilson(won, closed) ?? { low: null, high: null };
  return { value: closed === 0 ? null : won / closed, low, high, n: closed };
}

function medians(withPartner: readonly number[], without: readonly number[]): Compared {
  const [one, other] = [medianOf(withPartner), medianOf(without)];
  // From the gap between the intervals: both ends above 0 or both below where they do not meet.
  const gap =
    one.low === null || one.high === null || other.low === null || other.high === null
      ? null
      : { low: one.low - other.high, high: one.high - other.low };
  return { withPartner: one, without: other, verdict: verdictOf(one.n, other.n, gap) };
}

const medianOf = (values: readonly number[]): Measured => ({
  ...medianInterval(Float64Array.from(values).sort()),
  n: values.length,
});

function verdictOf(n: number, other: number, difference: Interval | null): Verdict {
  if (Math.min(n, other) < COMPARISON_LEAST || difference === null) return 'too_few';
  if (difference.low > 0) return 'higher';
  return difference.high < 0 ? 'lower' : 'no_clear_difference';
}
