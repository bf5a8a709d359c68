/** Any report, as it was known at any past instant: from the ledger alone. */
import { formatInstant, type Instant } from '../domain/calendar.js';
import { familiesOf } from '../domain/families.js';
import { groupBy } from '../domain/group-by.js';
import type { PartnerId, PortalId } from '../domain/ids.js';
import {
  ReportBuilder,
  type Basis,
  type Cut,
  type LedgerReport,
  type ReportRequest,
} from '../domain/ledger-report.js';
import { PARTNER_TIERS, PARTNER_TYPES } from '../domain/partner.js';
import { monthAt, parsePeriod, type Period } from '../domain/period.js';
import { AppError } from '../errors.js';
import { refuseOverflow } from './attribute-facts.js';
import { BasisHistory, type Basis as Known } from './basis-history.js';
import { knownAtOf } from './known-at.js';
import { ledgerEmpty } from './ledger-facts.js';
import type { Clock, LedgerView, Store } from './ports.js';

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
  /** ISO 8601: as of when names, tiers, types and parents of partners are; earlier than `asOf` for a closed month. */
  readonly partnersAsOf: string;
}

/**
 * Reports from the ledger, in the memory of some deals; reads the facts of then for names, tiers and types of partners.
 * @throws AppError `option_invalid` for a period that cannot be read, `as_of_in_future`, `ledger_empty` where nothing
 *   was known then, `total_overflow`.
 */
export const reportLedger = (
  { store, clock }: { readonly store: Store; readonly clock: Clock },
  request: LedgerReportRequest,
): Promise<PortalReport> => store.readLedger(request.portalId, clock, (view) => reportView(view, request));

/** Deals that are read together. */
const PAGE = 2_000;

async function reportView(
  view: LedgerView,
  { portalId, period, by, basis, knownAt }: LedgerReportRequest,
): Promise<PortalReport> {
  const asOf = knownAtOf(view, knownAt);
  const history = new BasisHistory(await view.basisFacts(asOf));
  const known = history.basis(history.newest);
  if (known === null) throw await nothingKnown(view, asOf);
  const cut = readPeriod(period, asOf, known);
  const partnersAsOf = await instantOfPartners(view, cut, basis, asOf);
  const partners = history.basis(history.versionAt(partnersAsOf)) ?? known;
  const builder = new ReportBuilder({ period: cut, by, basis, ...groupsOf(partners, known, by) });
  for await (const ids of view.dealPages(PAGE)) {
    const deals = groupBy(await view.entriesOf(ids, asOf), (entry) => entry.dealId);
    for (const entries of deals.values()) refuseOverflow(() => builder.add(entries));
  }
  const report = refuseOverflow(() => builder.report());
  return {
    ...report,
    portalId,
    ...known.settings,
    asOf: formatInstant(asOf),
    partnersAsOf: formatInstant(partnersAsOf),
  };
}

/** Books that began later are not empty. */
async function nothingKnown(view: LedgerView, asOf: Instant): Promise<AppError> {
  const [first] = await view.basisFacts(null);
  if (first === undefined) return ledgerEmpty();
  return new AppError(
    'ledger_empty',
    `Nothing was known at ${formatInstant(asOf)}: the books begin on ${formatInstant(first.recordedAt)}.`,
    'Give a later instant with --as-of, or leave it out for what is known now.',
  );
}

function readPeriod(text: string, asOf: Instant, { settings }: Known): Period {
  const period = parsePeriod(text, monthAt(asOf, settings.timeZone));
  if (period !== null) return period;
  throw new AppError(
    'option_invalid',
    `${JSON.stringify(text)} is not a period.`,
    'Give a month (2026-09), a quarter (2026-Q3), last-12-months or all.',
  );
}

/** A period whose last month is closed has the partners of that close; by close date, all that is known since counts. */
async function instantOfPartners(
  view: LedgerView,
  { to }: Period,
  basis: Basis,
  asOf: Instant,
): Promise<Instant> {
  if (to === null || basis === 'effective') return asOf;
  const close = (await view.closes(asOf)).find(({ snapshot }) => snapshot.period === to);
  return close?.recordedAt ?? asOf;
}

/** What partners are grouped under. One that came after the instant of the names has the one that it has now. */
function groupsOf({ partners }: Known, now: Known, by: Cut): Pick<ReportRequest, 'groupOf' | 'familiesOf'> {
  const all = new Map([...now.partners, ...partners]);
  const names = [...all.values()].map((partner) => partner.name ?? partner.id).sort();
  const shared = new Set(names.filter((name, place) => name === names[place - 1]));
  const groupOf = (id: PartnerId): string => {
    const partner = all.get(id);
    if (by === 'tier') return partner?.tier == null ? 'No tier' : PARTNER_TIERS[partner.tier];
    if (by === 'type') return partner?.type == null ? 'No type' : PARTNER_TYPES[partner.type];
    const name = partner?.name ?? id;
    // Two partners of one name must not become one row.
    return shared.has(name) ? `${name} (${id})` : name;
  };
  if (by !== 'partner') return { groupOf };
  const families = familiesOf(all);
  return { groupOf, familiesOf: (id) => [...(families.get(id) ?? [])].map(groupOf) };
}
