/** Why a closed period's deals amount to something else today than when it was closed, entry by entry. */
import type { LedgerEntry } from './ledger.js';
import { homeSum, revenueLines, type RevenueLine } from './ledger-sums.js';
import type { PeriodClose } from './period-close.js';
import type { Month } from './period.js';

/** One entry on the way from the snapshot to today. */
export interface BridgeStep {
  readonly entry: LedgerEntry;
  /** `restates`: of a deal of this period, posted in a later one. `elsewhere`: posted here, of a deal of another. */
  readonly kind: 'restates' | 'elsewhere';
  /** What it adds to the current total; null where the deal has no home amount. */
  readonly homeMinor: number | null;
}

export interface Bridge {
  readonly period: Month;
  /** As reported at the close, by the period of posting. */
  readonly reported: readonly RevenueLine[];
  /** As known now: every entry whose deal closed in the period, whenever posted. */
  readonly current: readonly RevenueLine[];
  /** In the order in which they were recorded. Revenue steps add up to current − reported. */
  readonly steps: readonly BridgeStep[];
}

/**
 * Bridges a closed period.
 * @param entries every entry of the portal, as known at the instant that is asked for.
 */
export function bridgeOf(entries: readonly LedgerEntry[], { snapshot }: PeriodClose): Bridge {
  const { period } = snapshot;
  const steps = entries.flatMap((entry): readonly BridgeStep[] => {
    const [effective, posted] = [entry.effectivePeriod === period, entry.postedPeriod === period];
    if (effective === posted) return [];
    const sign = effective ? 1 : -1;
    const home = entry.homeAmountMinor;
    return [
      {
        entry,
        kind: effective ? 'restates' : 'elsewhere',
        homeMinor: home === null || home === 0 ? home : sign * home,
      },
    ];
  });
  return {
    period,
    reported: snapshot.revenue,
    current: revenueLines(entries.filter((entry) => entry.effectivePeriod === period)),
    steps,
  };
}

/** What the steps fail to explain, of all revenue: 0, or there is a defect. */
export function unexplainedMinor({ reported, current, steps }: Bridge): number {
  const total = (lines: readonly RevenueLine[]): number =>
    lines.find((line) => line.bucket === 'all')?.totalMinor ?? 0;
  const revenue = steps.filter(({ entry }) => entry.pool === 'revenue');
  const explained =
    homeSum(
      revenue.filter(({ kind }) => kind === 'restates').map(({ entry }) => entry),
      'restated',
    ) -
    homeSum(
      revenue.filter(({ kind }) => kind === 'elsewhere').map(({ entry }) => entry),
      'elsewhere',
    );
  return total(current) - total(reported) - explained;
}
