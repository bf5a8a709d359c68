/** Why a closed period's deals amount to something else today than when it was closed, entry by entry. */
import type { LedgerEntry } from './ledger.js';
import { exact, revenueLines, type RevenueLine } from './ledger-sums.js';
import { MinorSum } from './money.js';
import { partnerLines, type PartnerLine, type PeriodClose } from './period-close.js';
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
  /** Credit by partner, bucket, pool and model: as reported, and as known now. */
  readonly reportedPartners: readonly PartnerLine[];
  readonly currentPartners: readonly PartnerLine[];
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
  const current = entries.filter((entry) => entry.effectivePeriod === period);
  return {
    period,
    reported: snapshot.revenue,
    current: revenueLines(current),
    reportedPartners: snapshot.partners,
    currentPartners: partnerLines(current),
    steps,
  };
}

/** One number of a bridged period that its steps do not explain. */
export interface Unexplained {
  /** "new sourced revenue", "all total revenue", "model linear of 7, renewal". */
  readonly what: string;
  readonly minor: number;
}

/**
 * What the steps fail to explain of any line: revenue by bucket and class, credit by partner, bucket, pool and model.
 * Empty, or there is a defect.
 */
export function unexplained(bridge: Bridge): readonly Unexplained[] {
  const cells = new Map<string, MinorSum>();
  const add = (what: string, minor: number): void => {
    const sum = cells.get(what) ?? new MinorSum();
    cells.set(what, sum);
    sum.add(minor);
  };
  for (const [sign, lines, partners] of [
    [1, bridge.current, bridge.currentPartners],
    [-1, bridge.reported, bridge.reportedPartners],
  ] as const) {
    for (const line of lines) {
      add(`${line.bucket} sourced revenue`, sign * line.sourcedMinor);
      add(`${line.bucket} influenced revenue`, sign * line.influencedMinor);
      add(`${line.bucket} direct revenue`, sign * line.directMinor);
      add(`${line.bucket} total revenue`, sign * line.totalMinor);
    }
    for (const line of partners) add(creditName(line), sign * line.homeMinor);
  }
  for (const { entry, homeMinor } of bridge.steps) {
    for (const what of namesOf(entry)) add(what, -(homeMinor ?? 0));
  }
  return [...cells]
    .map(([what, sum]) => ({ what, minor: exact(sum, what) }))
    .filter(({ minor }) => minor !== 0);
}

const creditName = ({
  partnerId,
  bucket,
  pool,
  model,
}: Pick<LedgerEntry, 'partnerId' | 'bucket' | 'pool' | 'model'>): string =>
  `${model === null ? pool : `${pool} ${model}`} of ${partnerId ?? ''}, ${bucket}`;

/** Every line that an entry is in. */
const namesOf = (entry: LedgerEntry): readonly string[] =>
  entry.pool === 'revenue'
    ? [entry.bucket, 'all'].flatMap((bucket) => [
        `${bucket} ${entry.class ?? ''} revenue`,
        `${bucket} total revenue`,
      ])
    : [creditName(entry)];
