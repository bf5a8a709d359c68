/** A partner's months as the sync publishes them on its company, and cards read them back. */
import type { Instant } from '../domain/calendar.js';
import type { PartnerHistory } from '../domain/partner-history.js';

/** Home currency, integer minor units; won deals but for the pipeline. */
export interface PartnerMonths extends PartnerHistory {
  /** As of when the last sync that changed anything of it knew. */
  readonly asOf: Instant;
  readonly policyVersion: string;
  /** Whose credit `modelMinor` is. */
  readonly model: string;
  /** ISO 4217. */
  readonly homeCurrency: string;
  /** All time, over itself and all its descendants, a deal counted once; null where no partner belongs to it. */
  readonly withChildren: {
    readonly sourcedMinor: number;
    /** Not additive over partners. */
    readonly influencedMinor: number;
    readonly modelMinor: number;
    readonly wonDeals: number;
    readonly sourcedPipelineMinor: number;
  } | null;
}
