/** A whole portal's numbers, as the last sync published them. Money is integer minor units of the home currency. */
import type { Instant } from '../domain/calendar.js';
import type { DealClass } from '../domain/credit.js';
import type { ClassRevenue, RevenueLineOf } from '../domain/revenue-months.js';
import type { UncountedCounts } from './uncounted.js';

export interface PortalSummary {
  readonly asOf: Instant;
  readonly policyVersion: string;
  /** ISO 4217. */
  readonly homeCurrency: string;
  /** IANA name; periods are cut in it. */
  readonly timeZone: string;
  /** Won revenue by class and line of revenue: this quarter, the last one, twelve months, everything. */
  readonly periods: readonly PeriodRevenue[];
  /** The newest 24 months by month of close, oldest first. */
  readonly months: readonly MonthRevenue[];
  /** Open deals. */
  readonly pipeline: Pipeline;
  /** Credit of the partners that have most of it, by model; the policy's is the one that is published on deals. */
  readonly models: readonly ModelCredit[];
  readonly partners: number;
  readonly deals: number;
  /** In no total in the home currency. */
  readonly dealsWithoutHomeAmount: number;
  readonly waiting: WaitingDeals;
  /** Deals that are in no number on purpose, by why; absent where there are none. */
  readonly uncounted?: UncountedCounts;
  /** Won revenue of all time that the portal’s own field classed, from before the baseline; absent where there is none. */
  readonly legacy?: ClassRevenue;
  readonly insights: InsightCounts | null;
  readonly sync: SyncHealth;
  /** Null where no sync ended a week or longer before. */
  readonly week: WeekChanges | null;
}

export type SummaryPeriod = 'this_quarter' | 'last_quarter' | 'last_12_months' | 'all';

export interface PeriodRevenue {
  readonly kind: SummaryPeriod;
  /** As a report takes it: "2026-Q3", "last-12-months", "all". */
  readonly period: string;
  /** The first and the last month; null: without a bound. */
  readonly from: string | null;
  readonly to: string | null;
  /** A line a bucket, and one over all. */
  readonly lines: readonly RevenueLineOf[];
}

export interface MonthRevenue extends ClassRevenue {
  /** `YYYY-MM` */
  readonly month: string;
}

export interface Pipeline {
  readonly sourcedMinor: number;
  readonly influencedMinor: number;
  readonly totalMinor: number;
}

export interface ModelCredit {
  readonly model: string;
  /** All time, most credit first. */
  readonly partners: readonly {
    readonly partnerId: string;
    readonly name: string;
    readonly creditMinor: number;
  }[];
}

/** Deals on which somebody has to say something. */
export interface WaitingDeals {
  readonly proposed: number;
  readonly conflicts: number;
  /** Won deals with a proposal or a conflict that nobody has settled. */
  readonly undecidedWon: number;
  /** Registrations whose answer is overdue, disputed ones among them; absent where no sync has looked yet. */
  readonly registrationsOverdue?: number;
}

/** Suggestions and findings that are open, and how good the suggestions are. */
export interface InsightCounts {
  readonly suggestions: number;
  readonly suggestedDeals: number;
  readonly findings: number;
  /** Tags of people were hidden: how many, how many partners were named then, how many of those were right. */
  readonly precision: {
    readonly hidden: number;
    readonly named: number;
    readonly right: number;
    readonly deals: number;
  } | null;
}

/** How the last sync went. */
export interface SyncHealth {
  readonly runId: string;
  readonly written: number;
  readonly refused: number;
  readonly requests: number;
  readonly throttled: number;
  /** Deals that wait to be worked out. */
  readonly waiting: number;
  /** Values that could not be read. */
  readonly problems: number;
}

/** What was known a week or longer before, and what has moved since. */
export interface WeekChanges {
  /** As of when that was known. */
  readonly since: Instant;
  readonly policyVersion: string;
  /** Won revenue of all time and the pipeline, as they were known then. */
  readonly won: Omit<ClassRevenue, 'deals'>;
  readonly pipeline: Pipeline;
  readonly conflicts: number;
  /** Deals of another class now; those that came or went are none of them. */
  readonly reclassified: number;
  /** The largest of them. */
  readonly moves: readonly ClassMove[];
}

export interface ClassMove {
  readonly dealId: string;
  readonly before: DealClass;
  readonly after: DealClass;
  readonly homeAmountMinor: number | null;
}
