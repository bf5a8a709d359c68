/** A report from the ledger alone: revenue by class with its identity, and credit by partner or group of partners. */
import { BUCKETS, type Bucket } from './credit.js';
import { groupBy } from './group-by.js';
import { compareIds, type PartnerId } from './ids.js';
import type { LedgerEntry } from './ledger.js';
import {
  dealsWithoutHomeAmount,
  homeSum,
  policyVersionsOf,
  revenueLine,
  revenueLines,
  sumMinor,
  type RevenueLine,
} from './ledger-sums.js';
import { inPeriod, quarterOf, type Month, type Period } from './period.js';

export const CUTS = ['partner', 'month', 'quarter', 'tier', 'type', 'bucket'] as const;
/** What the rows of a report are. */
export type Cut = (typeof CUTS)[number];

export const BASES = ['posted', 'effective'] as const;
/** `posted`: by the books, where closed months never change. `effective`: by close date, with all that is known since. */
export type Basis = (typeof BASES)[number];

export interface ReportRequest {
  readonly period: Period;
  readonly by: Cut;
  readonly basis: Basis;
  /** What a partner's rows are grouped under, as people read it: its name, tier or type. */
  readonly groupOf: (partner: PartnerId) => string;
}

/** Won revenue of one month, quarter or bucket: sourced + influenced + direct = total. */
export interface RevenueRow extends RevenueLine {
  readonly key: string;
}

/** Credit of a partner, tier or type in one bucket; home currency, minor units. */
export interface CreditRow {
  readonly key: string;
  readonly bucket: Bucket;
  readonly sourcedMinor: number;
  /** Not additive: a deal that two of them influenced is in both. Within a row a deal counts once. */
  readonly influencedMinor: number;
  /** In the order of `models`. */
  readonly modelMinor: readonly number[];
}

export interface LedgerReport {
  readonly period: Period;
  readonly by: Cut;
  readonly basis: Basis;
  readonly policyVersions: readonly string[];
  /** A line a bucket, and all together. */
  readonly revenue: readonly RevenueLine[];
  readonly models: readonly string[];
  readonly rows: readonly RevenueRow[] | readonly CreditRow[];
  readonly dealsWithoutHomeAmount: number;
}

/**
 * Reports on a period.
 * @param known every entry of the portal as it was known at the instant of the report.
 * @throws TotalOverflowError where a sum is beyond 2^53−1.
 */
export function reportOf(known: readonly LedgerEntry[], request: ReportRequest): LedgerReport {
  const { period, by, basis } = request;
  const monthOf = (entry: LedgerEntry): Month =>
    basis === 'posted' ? entry.postedPeriod : entry.effectivePeriod;
  const entries = known.filter((entry) => inPeriod(monthOf(entry), period));
  const models = [...new Set(known.flatMap((entry) => entry.model ?? []))].sort();
  return {
    period,
    by,
    basis,
    policyVersions: policyVersionsOf(entries),
    revenue: revenueLines(entries),
    models,
    rows: rowsOf(known, entries, monthOf, models, request),
    dealsWithoutHomeAmount: dealsWithoutHomeAmount(entries),
  };
}

function rowsOf(
  known: readonly LedgerEntry[],
  entries: readonly LedgerEntry[],
  monthOf: (entry: LedgerEntry) => Month,
  models: readonly string[],
  { by, period, groupOf }: ReportRequest,
): LedgerReport['rows'] {
  if (by === 'bucket') return revenueLines(entries).map((line) => ({ key: line.bucket, ...line }));
  if (by === 'month') return revenueRows(entries, monthOf);
  if (by === 'quarter') return revenueRows(entries, (entry) => quarterOf(monthOf(entry)));
  // Influence needs what was there before the period too: see `influenceOf`.
  const before = known.filter((entry) => period.from !== null && monthOf(entry) < period.from);
  return creditRows({ before, entries }, models, groupOf);
}

function revenueRows(
  entries: readonly LedgerEntry[],
  keyOf: (entry: LedgerEntry) => string,
): readonly RevenueRow[] {
  const revenue = entries.filter((entry) => entry.pool === 'revenue');
  return [...groupBy(revenue, keyOf)]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .flatMap(([key, all]) =>
      BUCKETS.map((bucket) => ({
        key,
        ...revenueLine(
          bucket,
          all.filter((entry) => entry.bucket === bucket),
        ),
      })).filter((row) => all.some((entry) => entry.bucket === row.bucket)),
    );
}

interface Span {
  readonly before: readonly LedgerEntry[];
  readonly entries: readonly LedgerEntry[];
}

function creditRows(
  span: Span,
  models: readonly string[],
  groupOf: (partner: PartnerId) => string,
): readonly CreditRow[] {
  const keyOf = (entry: LedgerEntry): string =>
    JSON.stringify([entry.partnerId === null ? '' : groupOf(entry.partnerId), entry.bucket]);
  const credits = (all: readonly LedgerEntry[]): readonly LedgerEntry[] =>
    all.filter((entry) => entry.partnerId !== null);
  const before = groupBy(credits(span.before), keyOf);
  return [...groupBy(credits(span.entries), keyOf)]
    .map(([text, entries]): CreditRow => {
      const [key, bucket] = JSON.parse(text) as [string, Bucket];
      const pool = (name: string, model: string | null = null): readonly LedgerEntry[] =>
        entries.filter((entry) => entry.pool === name && entry.model === model);
      return {
        key,
        bucket,
        sourcedMinor: homeSum(pool('source'), `sourced of ${key}`),
        influencedMinor: influenceOf({ before: before.get(text) ?? [], entries }, key),
        modelMinor: models.map((model) => homeSum(pool('model', model), `${model} of ${key}`)),
      };
    })
    .sort((a, b) => compareIds(a.key, b.key) || BUCKETS.indexOf(a.bucket) - BUCKETS.indexOf(b.bucket));
}

/**
 * What a group influenced within a span: a deal once, however many of the group are on it. So it is the group's
 * standing influence at the end less that at the beginning; a partner that leaves a deal takes nothing away from a
 * group whose other partner is still on it.
 */
function influenceOf({ before, entries }: Span, name: string): number {
  const ofDeals = (all: readonly LedgerEntry[]): number =>
    sumMinor(
      [
        ...groupBy(
          all.filter((entry) => entry.pool === 'influence'),
          (entry) => entry.dealId,
        ).values(),
      ].map(standingInfluence),
      `influence of ${name}`,
    );
  return ofDeals([...before, ...entries]) - ofDeals(before);
}

function standingInfluence(ofDeal: readonly LedgerEntry[]): number {
  const nets = [...groupBy(ofDeal, (entry) => entry.partnerId).values()].map((own) =>
    homeSum(own, 'influence of a deal'),
  );
  return nets.find((net) => net !== 0) ?? 0;
}
