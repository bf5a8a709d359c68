/** The partner programme's numbers and queue, as the last sync published them for pages without a database. */
import type { Instant } from '../domain/calendar.js';
import type { KpiPeriod, KpiSource, KpiValue } from '../domain/kpi.js';
import type { Comparison } from '../domain/numbers/comparison-value.js';
import type { Forecast } from '../domain/numbers/forecast-value.js';
import type { PartnerHealth } from '../domain/numbers/health-value.js';
import type { QueueItem, QueueKind } from '../domain/programme-queue.js';

export type ProgrammePeriod = 'this_quarter' | 'last_quarter' | 'last_12_months';

export interface ProgrammeSummary {
  readonly asOf: Instant;
  /** IANA name; periods are cut in it. */
  readonly timeZone: string;
  readonly policyVersion: string;
  /** ISO 4217. */
  readonly homeCurrency: string;
  /** All sixteen numbers over all partners: which are shown is chosen when they are drawn. */
  readonly periods: readonly {
    readonly kind: ProgrammePeriod;
    readonly period: KpiPeriod;
    readonly values: readonly KpiValue[];
  }[];
  readonly missing: readonly KpiSource[];
  /** The worst first, those without a score last; at most 250. */
  readonly health: readonly (PartnerHealth & { readonly name: string })[];
  /** Partners with a health, beyond those in `health` too. */
  readonly healthPartners: number;
  readonly forecast: Forecast | null;
  readonly comparison: Comparison | null;
}

/** What waits for somebody, sorted by `compareQueue`. */
export interface ProgrammeQueue {
  readonly asOf: Instant;
  readonly timeZone: string;
  /** Of all that waits, beyond those in `items` too; kinds of which nothing waits are left out. */
  readonly total: Readonly<Partial<Record<QueueKind, number>>>;
  /** At most 1,000. */
  readonly items: readonly (QueueItem & { readonly partnerName: string })[];
}
