/**
 * A whole portal's numbers from what is stored: the sync publishes them at its end, and the server tells them live. The
 * results are passed over once, by whoever calls; here they are only put together.
 */
import { instant, DAY_MS, type Instant } from '../domain/calendar.js';
import { compareIds, type PartnerId, type PortalId } from '../domain/ids.js';
import type { PartnerProfile } from '../domain/partner.js';
import { addMonths, monthAt, parsePeriod, quarterOf, type Month } from '../domain/period.js';
import type { Totals } from '../domain/portfolio.js';
import { refuseOverflow } from './attribute-facts.js';
import type { PortfolioSums } from './compute-partners.js';
import type { Account } from './crm-port.js';
import type {
  InsightCounts,
  ModelCredit,
  PeriodRevenue,
  PortalSummary,
  SummaryPeriod,
  SyncHealth,
  WeekChanges,
} from './portal-summary.js';
import type { Run, Store } from './ports.js';
import { uncountedCounts } from './uncounted.js';

export interface SummaryParts {
  readonly account: Account;
  readonly policyVersion: string;
  /** The policy's, whose credit the sums hold. */
  readonly model: string;
  readonly asOf: Instant;
  readonly sums: PortfolioSums;
  readonly partners: ReadonlyMap<PartnerId, PartnerProfile>;
  readonly sync: SyncHealth;
  readonly insights: InsightCounts | null;
  /** Null where nobody could look. */
  readonly registrationsOverdue: number | null;
}

const MONTHS = 24;
const TOP_PARTNERS = 10;
const TOP_MOVES = 5;
const WEEK_MS = 7 * DAY_MS;

/**
 * Composes a portal's summary.
 * @throws AppError `total_overflow`, and what the store throws.
 */
export async function composeSummary(store: Store, parts: SummaryParts): Promise<PortalSummary> {
  const { account, policyVersion, model, asOf, sums, partners, sync, insights, registrationsOverdue } = parts;
  const { homeCurrency, timeZone, portalId } = account;
  const [week, known] = await Promise.all([
    weekChanges(store, portalId, asOf),
    store.uncountedDeals(portalId),
  ]);
  const now = monthAt(asOf, timeZone);
  return refuseOverflow(() => ({
    asOf,
    policyVersion,
    homeCurrency,
    timeZone,
    periods: periodsOf(sums, now),
    months: Array.from({ length: MONTHS }, (_, place) => {
      const month = addMonths(now, place - MONTHS + 1);
      return { month, ...sums.revenue.month(month) };
    }),
    pipeline: pipelineOf(sums.totals),
    models: [topPartners(model, sums, partners)],
    partners: partners.size,
    deals: sums.deals,
    dealsWithoutHomeAmount: sums.dealsWithoutHomeAmount,
    waiting: {
      proposed: sums.flags.get('tag_proposed') ?? 0,
      conflicts: sums.conflicts,
      undecidedWon: sums.undecidedWon,
      ...(registrationsOverdue === null ? {} : { registrationsOverdue }),
    },
    ...(known.size === 0 ? {} : { uncounted: uncountedCounts(known) }),
    ...(sums.legacy.deals === 0 ? {} : { legacy: legacyOf(sums.legacy) }),
    insights,
    sync,
    week,
  }));
}

const legacyOf = ({ deals, totals }: PortfolioSums['legacy']): NonNullable<PortalSummary['legacy']> => ({
  deals,
  sourcedMinor: totals.sourcedMinor,
  influencedMinor: totals.influencedMinor,
  directMinor: totals.directMinor,
  totalMinor: totals.wonMinor,
});

/** The periods that the page shows, and a report would; the quarter before is that of three months ago. */
function periodsOf({ revenue }: PortfolioSums, now: Month): readonly PeriodRevenue[] {
  const texts: Readonly<Record<SummaryPeriod, string>> = {
    this_quarter: quarterOf(now),
    last_quarter: quarterOf(addMonths(now, -3)),
    last_12_months: 'last-12-months',
    all: 'all',
  };
  return Object.entries(texts).map(([kind, text]) => {
    const period = parsePeriod(text, now);
    if (period === null) throw new Error(`${text} is no period`);
    const { from, to } = period;
    return { kind: kind as SummaryPeriod, period: text, from, to, lines: revenue.lines(period) };
  });
}

const pipelineOf = (totals: Totals): PortalSummary['pipeline'] => ({
  sourcedMinor: totals.sourcedPipelineMinor,
  influencedMinor: totals.influencedPipelineMinor,
  totalMinor: totals.pipelineMinor,
});

function topPartners(
  model: string,
  { partners: numbers }: PortfolioSums,
  partners: ReadonlyMap<PartnerId, PartnerProfile>,
): ModelCredit {
  const credits = [...numbers].map(([id, { modelMinor }]) => ({ id, minor: modelMinor.get(model) ?? 0 }));
  const top = credits
    .filter(({ minor }) => minor !== 0)
    .sort((a, b) => b.minor - a.minor || compareIds(a.id, b.id))
    .slice(0, TOP_PARTNERS);
  return {
    model,
    partners: top.map(({ id, minor }) => ({
      partnerId: id,
      name: partners.get(id)?.name ?? `Partner ${id}`,
      creditMinor: minor,
    })),
  };
}

/** Against the newest sync of a week before: what it said at its end, and which deals are of another class since. */
async function weekChanges(store: Store, portalId: PortalId, asOf: Instant): Promise<WeekChanges | null> {
  const run = await store.lastSyncBy(portalId, instant(asOf - WEEK_MS));
  const totals = run === null ? null : totalsOf(run);
  if (run === null || totals === null) return null;
  const { count, largest } = await store.reclassifiedSince(portalId, run, TOP_MOVES);
  return {
    since: run.asOf,
    policyVersion: run.policyVersion,
    won: {
      sourcedMinor: totals.sourcedMinor,
      influencedMinor: totals.influencedMinor,
      directMinor: totals.directMinor,
      totalMinor: totals.wonMinor,
    },
    pipeline: pipelineOf(totals),
    conflicts: numberOf(run.summary?.['conflicts']),
    reclassified: count,
    moves: largest,
  };
}

const numberOf = (value: unknown): number => (typeof value === 'number' ? value : 0);

/** A run keeps what it printed; one of an earlier version may lack the totals. */
function totalsOf({ summary }: Run): Totals | null {
  const totals = summary?.['totals'] as Partial<Totals> | undefined;
  const wanted = ['wonMinor', 'sourcedMinor', 'influencedMinor', 'directMinor', 'pipelineMinor'] as const;
  return wanted.every((key) => typeof totals?.[key] === 'number') ? (totals as Totals) : null;
}
