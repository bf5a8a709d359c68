/**
 * The partner review and the programme review, finished: whoever writes them adds nothing up. Amounts are integer minor units
 * of the home currency, instants ISO 8601; what is in words is said in the portal's time zone. docs/reviews.md.
 */
import type { Bucket } from '../domain/deal-class.js';
import type { KpiSource, KpiValue } from '../domain/kpi.js';
import type { Forecast } from '../domain/numbers/forecast-value.js';
import type { Comparison } from '../domain/numbers/comparison-value.js';
import type { HealthPart, HealthPartLeftOut } from '../domain/numbers/health-value.js';
import type { MonthRevenue } from '../domain/numbers/month-revenue.js';
import type { PartnerSums } from '../domain/numbers/partner-league.js';
import type { QueueKind } from '../domain/programme-queue.js';
import type { HomeComparison, HomeForecast } from './views/home-programme-view.js';
import type { PlanKeyResult, PlanInitiative } from './views/programme-plan-view.js';
import type { CadenceRow } from './views/programme-rhythm-view.js';

export interface ReviewSpan {
  readonly name: string;
  readonly from: string;
  /** Exclusive. */
  readonly to: string;
}

/** What every number of a review stands on. */
export interface ReviewBasis {
  readonly portalId: string;
  /** ISO 4217. */
  readonly homeCurrency: string;
  /** IANA name; periods and days are cut in it. */
  readonly timeZone: string;
  /** Of the policy, in words: whose credit "credited" is. */
  readonly model: string;
  readonly period: ReviewSpan;
  readonly previous: ReviewSpan;
  /** Under which the results were worked out. */
  readonly policyVersion: string;
  readonly asOf: string;
  /** As of when the last sync read the portal. */
  readonly syncedAt: string;
}

/** A number of the programme over the period, with the period before. */
export interface ReviewNumber extends KpiValue {
  readonly label: string;
  /** "42% (5 of 12)", "n/a: no agreements were due" */
  readonly words: string;
  /** What stands beside it: "Median: $4,000.00". */
  readonly besideWords: readonly string[];
  /** How it is to be read; a sentence each. */
  readonly noteWords: readonly string[];
  readonly previous: KpiValue;
  readonly previousWords: string;
}

export interface ReviewDeal {
  readonly dealId: string;
  readonly name: string;
  readonly role: 'sourced' | 'influenced';
  readonly bucket: Bucket;
  /** Null: it has no amount in the home currency. */
  readonly amountMinor: number | null;
  /** Under the policy's model; null of deals that were lost. */
  readonly creditedMinor: number | null;
  /** When it was closed, or was made of one that is open; null where that is not known. */
  readonly at: string | null;
  readonly day: string;
}

/** Deals in the order of their amounts: at most REVIEW_DEALS, and what the others come to. */
export interface ReviewDeals {
  readonly total: number;
  readonly amountMinor: number;
  readonly deals: readonly ReviewDeal[];
  readonly more: number;
  readonly moreMinor: number;
}

/** One thing that waits, as the queue says it. */
export interface ReviewItem {
  readonly kind: QueueKind;
  readonly label: string;
  readonly partner: string;
  readonly text: string;
  readonly overdue: boolean;
  readonly dueAt: string | null;
}

export interface ReviewFact {
  readonly label: string;
  readonly value: string;
}

interface ReviewHealth {
  /** 0 to 100; null: nothing to work it out from. */
  readonly score: number | null;
  readonly parts: readonly (HealthPart & {
    readonly label: string;
    readonly formula: string;
    /** What the formula was fed with, in words. */
    readonly inputWords: readonly string[];
  })[];
  readonly leftOut: readonly (HealthPartLeftOut & { readonly label: string })[];
}

export interface PartnerReview {
  readonly kind: 'partner-review';
  readonly basis: ReviewBasis;
  readonly notices: readonly string[];
  readonly missing: readonly KpiSource[];
  readonly partner: {
    readonly id: string;
    readonly name: string;
    /** Type, tier, partner lifecycle stage, partner manager; "Not said" where the portal does not say. */
    readonly facts: readonly ReviewFact[];
    /** How tier and stage stand: since when, the gap, warnings, overrides; a sentence each. */
    readonly standing: readonly string[];
  };
  readonly sums: PartnerSums;
  readonly previous: PartnerSums;
  /** Twelve of them. */
  readonly months: readonly MonthRevenue[];
  readonly won: ReviewDeals;
  readonly lost: ReviewDeals;
  readonly open: ReviewDeals;
  /** Submitted in the period, or not settled yet; null: the portal keeps none. */
  readonly registrations:
    | readonly {
        readonly id: string;
        readonly prospect: string;
        readonly submitted: string;
        readonly status: string;
        readonly then: string;
      }[]
    | null;
  /** Those that the policy shows, in its order. */
  readonly numbers: readonly ReviewNumber[];
  readonly health: ReviewHealth;
  readonly plan: {
    readonly headline: string;
    /** What is late first. */
    readonly objectives: readonly {
      readonly title: string;
      readonly isLate: boolean;
      readonly since: string;
      readonly keyResults: readonly PlanKeyResult[];
      readonly initiatives: readonly PlanInitiative[];
    }[];
  };
  readonly agreement: {
    readonly headline: string;
    readonly due: string | null;
    readonly facts: readonly ReviewFact[];
    readonly compliance: readonly {
      readonly label: string;
      readonly status: string;
      readonly until: string;
    }[];
  };
  readonly enablement: {
    readonly headline: string;
    /** A sentence a required certification, with the people who hold it, held it or lack it. */
    readonly gaps: readonly { readonly text: string; readonly status: string; readonly isHeld: boolean }[];
  };
  readonly meetings: {
    readonly headline: string;
    readonly rows: readonly CadenceRow[];
    readonly heldInPeriod: number;
    readonly withExecutivesInPeriod: number;
  };
  readonly escalations: readonly {
    readonly title: string;
    readonly owner: string;
    readonly opened: string;
    readonly age: string;
  }[];
  readonly reviews: {
    readonly headline: string;
    /** What the last one decided asks to be done; null where nothing is. */
    readonly nextStep: string | null;
    /** The newest first. */
    readonly history: readonly {
      readonly day: string;
      readonly decision: string;
      readonly note: string;
      readonly next: string;
      readonly who: string;
    }[];
    /** What may be decided now. */
    readonly decisions: readonly string[];
    readonly nextByTier: string | null;
  };
  readonly due: readonly ReviewItem[];
}

/** Won revenue of one line, or of all: sourced + influenced + direct = total. */
export interface ReviewRevenue {
  readonly bucket: Bucket | 'all';
  readonly label: string;
  readonly sourcedMinor: number;
  readonly influencedMinor: number;
  readonly directMinor: number;
  readonly totalMinor: number;
}

export interface LeagueRow extends PartnerSums {
  readonly partnerId: string;
  readonly name: string;
  readonly type: string | null;
  readonly tier: string | null;
  readonly stage: string | null;
  readonly manager: string | null;
  readonly health: number | null;
}

export interface ProgrammeReview {
  readonly kind: 'programme-review';
  readonly basis: ReviewBasis;
  readonly notices: readonly string[];
  readonly missing: readonly KpiSource[];
  /** A line a bucket and all together. */
  readonly revenue: readonly ReviewRevenue[];
  readonly previousRevenue: readonly ReviewRevenue[];
  /** Won in the period, and in no total: no amount in the home currency. */
  readonly withoutHomeAmount: number;
  /** Twelve of them. */
  readonly months: readonly MonthRevenue[];
  /** All sixteen. */
  readonly numbers: readonly ReviewNumber[];
  readonly partners: {
    readonly total: number;
    /** By partner lifecycle stage and by tier, in words. */
    readonly byStage: readonly ReviewFact[];
    readonly byTier: readonly ReviewFact[];
  };
  /** Every partner, by credited revenue. */
  readonly league: readonly LeagueRow[];
  /** What a page shows: the first of them, and what the others come to; null where all are shown. */
  readonly leagueShown: number;
  readonly leagueRest: (PartnerSums & { readonly partners: number }) | null;
  readonly forecast: Forecast | null;
  readonly forecastWords: HomeForecast;
  readonly comparison: Comparison | null;
  readonly comparisonWords: HomeComparison;
  readonly health: {
    readonly total: number;
    readonly columns: readonly string[];
    /** The lowest first. */
    readonly rows: readonly {
      readonly partner: string;
      readonly score: string;
      readonly cells: readonly string[];
      readonly leftOut: readonly string[];
    }[];
    readonly formulas: readonly string[];
    readonly note: string;
  };
  readonly queue: {
    readonly total: number;
    readonly overdue: number;
    readonly byKind: readonly { readonly kind: QueueKind; readonly label: string; readonly total: number }[];
    /** The most urgent first. */
    readonly items: readonly ReviewItem[];
    readonly more: number;
  };
  readonly tiers: {
    readonly moves: readonly { readonly partner: string; readonly decision: string; readonly next: string }[];
    readonly note: string;
  };
}
