/** A whole portal's numbers, as the last sync published them. Money is integer minor units of the home currency. */
import type { Instant } from '../domain/calendar.js';

export interface PortalSummary {
  readonly asOf: Instant;
  readonly policyVersion: string;
  /** ISO 4217. */
  readonly homeCurrency: string;
  /** IANA name; periods are cut in it. */
  readonly timeZone: string;
}
