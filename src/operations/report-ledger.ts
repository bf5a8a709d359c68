/** Any report, as it was known at any past instant: from the ledger alone. */
import { formatInstant, instant, type Instant } from '../domain/calendar.js';
import type { PartnerId, PortalId } from '../domain/ids.js';
import { reportOf, type Basis, type Cut, type LedgerReport } from '../domain/ledger-report.js';
import { PARTNER_TIERS, PARTNER_TYPES } from '../domain/partner.js';
import { monthAt, parsePeriod } from '../domain/period.js';
import { AppError } from '../errors.js';
import { refuseOverflow } from './attribute-facts.js';
import { readFacts, type KnownFacts } from './ledger-facts.js';
import type { Clock, Store } from './ports.js';

export interface LedgerReportRequest {
  readonly portalId: PortalId;
  /** `2026-09`, `2026-Q3`, `last-12-months` or `all`. */
  readonly period: string;
  readonly by: Cut;
  readonly basis: Basis;
  /** Null: everything that is posted. */
  readonly knownAt: Instant | null;
}

export interface PortalReport extends LedgerReport {
  readonly portalId: PortalId;
  readonly homeCurrency: string;
  readonly timeZone: string;
  /** ISO 8601: as of when the report knows. */
  readonly asOf: string;
}

/**
 * Reports from the ledger; reads the facts of then for the names, tiers and types of partners.
 * @throws AppError `option_invalid` for a period that cannot be read, `ledger_empty` where nothing was known then,
 *   `total_overflow`.
 */
export async function reportLedger(
  { store, clock }: { readonly store: Store; readonly clock: Clock },
  { portalId, period, by, basis, knownAt }: LedgerReportRequest,
): Promise<PortalReport> {
  const { entries, aliases } = await store.postedLedger(portalId, knownAt);
  const facts = readFacts(await store.ledgerFacts(portalId, knownAt), aliases);
  const newest = entries.reduce((latest, entry) => Math.max(latest, entry.recordedAt), 0);
  const asOf = knownAt ?? instant(Math.max(clock.now(), newest));
  const cut = parsePeriod(period, monthAt(asOf, facts.settings.timeZone));
  if (cut === null) {
    throw new AppError(
      'option_invalid',
      `${JSON.stringify(period)} is not a period.`,
      'Give a month (2026-09), a quarter (2026-Q3), last-12-months or all.',
    );
  }
  const groupOf = groupsOf(facts, by);
  const report = refuseOverflow(() => reportOf(entries, { period: cut, by, basis, groupOf }));
  return { ...report, portalId, ...facts.settings, asOf: formatInstant(asOf) };
}

function groupsOf({ partners }: KnownFacts, by: Cut): (partner: PartnerId) => string {
  const names = [...partners.values()].map((partner) => partner.name ?? partner.id).sort();
  const shared = new Set(names.filter((name, place) => name === names[place - 1]));
  return (id) => {
    const partner = partners.get(id);
    if (by === 'tier') return partner?.tier == null ? 'No tier' : PARTNER_TIERS[partner.tier];
    if (by === 'type') return partner?.type == null ? 'No type' : PARTNER_TYPES[partner.type];
    const name = partner?.name ?? id;
    // Two partners of one name must not become one row.
    return shared.has(name) ? `${name} (${id})` : name;
  };
}
