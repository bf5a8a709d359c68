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
}
