/** What the sync publishes on a partner company of its programme, for cards that have no database. */
import type { Instant } from '../domain/calendar.js';
import type { KpiPeriod, KpiSource, KpiValue } from '../domain/kpi.js';
import type { HealthPart, HealthPartLeftOut } from '../domain/numbers/health-value.js';
import type { QueueItem } from '../domain/programme-queue.js';
import type { TierSnapshot } from '../domain/tier-snapshot.js';

export interface PublishedPartnerProgramme {
  /** As of when the last sync that changed anything of it knew. */
  readonly asOf: Instant;
  /** Up to when ages, engagement and what is left of the tiers' window are told: when it is drawn. */
  readonly agedTo: Instant;
  readonly policyVersion: string;
  /** ISO 4217. */
  readonly homeCurrency: string;
  /** The twelve months of `values`. */
  readonly period: KpiPeriod;
  /** All sixteen of this partner. */
  readonly values: readonly KpiValue[];
  readonly missing: readonly KpiSource[];
  readonly health: {
    readonly score: number | null;
    readonly parts: readonly HealthPart[];
    readonly leftOut: readonly HealthPartLeftOut[];
  };
  /** What waits on this partner, the most urgent first; at most 10. Its sentence is made where it is shown: it tells days. */
  readonly due: readonly Omit<QueueItem, 'partnerId' | 'text'>[];
  /** Of all that waits. */
  readonly dueTotal: number;
  readonly meetings: {
    readonly lastAt: Instant | null;
    readonly nextAt: Instant | null;
    readonly lastExecutiveAt: Instant | null;
  };
  readonly escalations: { readonly open: number; readonly oldestOpenedAt: Instant | null };
  readonly tiers: TierSnapshot | null;
  /** Of open objectives, by the key result's id, each over its own period. */
  readonly keyResults: Readonly<Record<string, KpiValue>>;
}
