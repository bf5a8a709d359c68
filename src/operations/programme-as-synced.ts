/** What the last sync has published of a partner: its key results as they were measured, and its health. */
import type { Instant } from '../domain/calendar.js';
import type { KpiValue } from '../domain/kpi.js';
import type { PartnerHealth } from '../domain/numbers/health-value.js';
import type { Crm } from './crm-port.js';
import type { PartnerProgrammeFacts } from './read-partner-programme.js';

export interface ProgrammeAsSynced {
  /** By key result id, each over its own period. */
  readonly keyResults: ReadonlyMap<string, KpiValue>;
  /** As of now: what of it moves with the day is worked out as it is drawn. */
  readonly health: PartnerHealth | null;
  /** As of when; null before the first sync. */
  readonly asOf: Instant | null;
}

/** Reads it from the company's own property. */
export function programmeAsSynced(
  crm: Pick<Crm, 'publishedProgramme'>,
  { basics, profile }: PartnerProgrammeFacts,
): ProgrammeAsSynced {
  const published = crm.publishedProgramme(basics.company, basics.asOf);
  if (published === null) return { keyResults: new Map(), health: null, asOf: null };
  const { asOf, agedTo, keyResults, health } = published;
  return {
    keyResults: new Map(Object.entries(keyResults)),
    health: { ...health, partnerId: profile.id, asOf: agedTo },
    asOf,
  };
}
