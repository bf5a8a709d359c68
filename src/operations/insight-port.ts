/** What is kept of suggestions and findings, to be added up without reading every deal. */
import type { HygieneCode } from '../domain/hygiene.js';
import type { DealId, PortalId } from '../domain/ids.js';
import type { LeftOut } from '../domain/leave-one-out.js';
import type { SuggestionReasonKind } from '../domain/suggestion.js';

/** What was said of one deal, in numbers. */
export interface DealInsightCounts {
  readonly dealId: DealId;
  readonly suggestions: number;
  /** Suggestions that name a kind of reason; one may name several. */
  readonly reasons: Readonly<Partial<Record<SuggestionReasonKind, number>>>;
  readonly findings: Readonly<Partial<Record<HygieneCode, number>>>;
  readonly leftOut: LeftOut;
}

/** Sums over a portal's deals, as of when each was worked out last. */
export interface InsightTotals {
  /** That nobody has accepted or dismissed. */
  readonly suggestions: number;
  readonly suggestedDeals: number;
  readonly byReason: Readonly<Record<SuggestionReasonKind, number>>;
  readonly findings: Readonly<Record<HygieneCode, number>>;
  /** Deals with any finding. */
  readonly findingDeals: number;
  /** By leave-one-out: of `named` partners that were suggested while one of `hidden` tags was hidden, `right` were its. */
  readonly precision: LeftOut & { readonly deals: number };
}

export interface InsightStore {
  insightTotals(portalId: PortalId): Promise<InsightTotals>;
  /** The first deals with findings of each code, in the order of ids; codes without any are left out. */
  dealsWithFindings(portalId: PortalId, limit: number): Promise<ReadonlyMap<HygieneCode, readonly DealId[]>>;
}
