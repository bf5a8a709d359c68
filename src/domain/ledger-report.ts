/** A report from the ledger alone: revenue by class with its identity, and credit by partner or group of partners. */
import { isLegacyLine } from './baseline.js';
import type { PartnerId } from './ids.js';
import type { LedgerEntry } from './ledger.js';
import { CreditSums, type CreditRow } from './credit-sums.js';
import {
  dealsWithoutHomeAmount,
  OriginSums,
  RevenueSums,
  type RevenueLine,
  type RevenueOrigins,
} from './ledger-sums.js';
import { inPeriod, quarterOf, type Month, type Period } from './period.js';

export type { CreditNumbers, CreditRow } from './credit-sums.js';

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
  /** The rows beside whose own numbers a partner counts with the children: itself if it has any, and its parents. */
  readonly familiesOf?: (partner: PartnerId) => readonly string[];
}

/** Won revenue of one month, quarter or bucket: sourced + influenced + direct = total. */
export interface RevenueRow extends RevenueLine {
  readonly key: string;
  /** Opening entries have rows of their own: what the portal's own field said before the baseline. */
  readonly legacy?: true;
}

export interface LedgerReport {
  readonly period: Period;
  readonly by: Cut;
  readonly basis: Basis;
  readonly policyVersions: readonly string[];
  /** A line a bucket, and all together. */
  readonly revenue: readonly RevenueLine[];
  /** The same apart, by what says the class; null where nothing is legacy. */
  readonly origins: RevenueOrigins | null;
  readonly models: readonly string[];
  readonly rows: readonly RevenueRow[] | readonly CreditRow[];
  readonly dealsWithoutHomeAmount: number;
}

/** Builds a report from one deal after the other, so that it fits a ledger of any size. */
export class ReportBuilder {
  readonly #request: ReportRequest;
  readonly #policies = new Set<string>();
  readonly #models = new Set<string>();
  readonly #revenue = new RevenueSums();
  readonly #origins = new OriginSums();
  readonly #rows = new Map<string, RevenueSums>();
  readonly #credits: CreditSums;
  #withoutHome = 0;

  constructor(request: ReportRequest) {
    this.#request = request;
    this.#credits = new CreditSums(request.groupOf, request.familiesOf ?? (() => []));
  }

  /**
   * Adds a deal.
   * @param known every known entry of it, in the order of recording.
   * @throws TotalOverflowError where a sum is beyond 2^53−1.
   */
  add(known: readonly LedgerEntry[]): void {
    const { period } = this.#request;
    const entries = known.filter((entry) => inPeriod(this.#monthOf(entry), period));
    for (const { model } of known) if (model !== null) this.#models.add(model);
    for (const entry of entries) {
      this.#policies.add(entry.policyVersion);
      this.#revenue.add(entry);
      this.#origins.add(entry);
      if (entry.pool === 'revenue') this.#addToRow(entry);
    }
    this.#withoutHome += dealsWithoutHomeAmount(entries);
    // Influence needs what was there before the period too: see `influenceOf`.
    const before = known.filter((entry) => period.from !== null && this.#monthOf(entry) < period.from);
    if (isCredit(this.#request.by)) this.#credits.add({ before, entries });
  }

  /** @throws TotalOverflowError where a sum is beyond 2^53−1. */
  report(): LedgerReport {
    const { period, by, basis } = this.#request;
    const models = [...this.#models].sort();
    const policyVersions = [...this.#policies].sort();
    const revenue = this.#revenue.lines();
    const dealsWithoutHomeAmount = this.#withoutHome;
    return {
      period,
      by,
      basis,
      policyVersions,
      revenue,
      origins: this.#origins.origins(),
      models,
      rows: this.#rowsOf(models),
      dealsWithoutHomeAmount,
    };
  }

  #bucketRows(): readonly RevenueRow[] {
    const origins = this.#origins.origins();
    const rowOf = (line: RevenueLine): RevenueRow => ({ key: line.bucket, ...line });
    if (origins === null) return this.#revenue.lines().map(rowOf);
    return [
      ...origins.computed.map(rowOf),
      ...origins.legacy.map((line) => ({ ...rowOf(line), legacy: true as const })),
    ];
  }

  #monthOf(entry: LedgerEntry): Month {
    return this.#request.basis === 'posted' ? entry.postedPeriod : entry.effectivePeriod;
  }

  #addToRow(entry: LedgerEntry): void {
    const { by } = this.#request;
    if (by !== 'month' && by !== 'quarter') return;
    const month = this.#monthOf(entry);
    // Months sort as text, and what is legacy comes after the others of its month.
    const key = `${by === 'month' ? month : quarterOf(month)}${isLegacyLine(entry) ? LEGACY : ''}`;
    const sums = this.#rows.get(key) ?? new RevenueSums();
    this.#rows.set(key, sums);
    sums.add(entry);
  }

  #rowsOf(models: readonly string[]): LedgerReport['rows'] {
    const { by } = this.#request;
    if (by === 'bucket') return this.#bucketRows();
    if (isCredit(by)) return this.#credits.rows(models);
    return [...this.#rows]
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .flatMap(([text, sums]) => {
        const isLegacy = text.endsWith(LEGACY);
        const key = isLegacy ? text.slice(0, -LEGACY.length) : text;
        return sums
          .linesOfBuckets()
          .map((line) => ({ key, ...(isLegacy ? { legacy: true as const } : {}), ...line }));
      });
  }
}

const LEGACY = ' legacy';

const isCredit = (by: Cut): boolean => by === 'partner' || by === 'tier' || by === 'type';
