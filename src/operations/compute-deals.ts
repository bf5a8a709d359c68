/**
 * Works some deals out from what was seen of the portal: their facts, their results, and what publishing would change on
 * them, against what the CRM holds now. Decides everything; writes nothing.
 */
import { canonicalJson } from '../domain/canonical-json.js';
import type { Instant } from '../domain/calendar.js';
import { dealId, type DealId, type PartnerId, type RunId } from '../domain/ids.js';
import type { Digest } from '../domain/ledger.js';
import type { PartnerProfile } from '../domain/partner.js';
import type { Policy } from '../domain/policy.js';
import type { Absence } from '../domain/posting.js';
import { compileRules } from '../domain/rules.js';
import { attributeFacts, type AttributedPortfolio } from './attribute-facts.js';
import type { Account, Crm, PropertyValues } from './crm-port.js';
import { insightsOf, type WorkedInsights } from './deal-insights.js';
import type { DealInsightCounts } from './insight-port.js';
import { dealFact } from './ledger-facts.js';
import { dealUpdates, plannedOf, type Update } from './planned-updates.js';
import { dealsAround, type LastSeen, type SeenPortal } from './seen-portal.js';
import type { PlannedRecord } from './outbox-port.js';
import type { PlanRecord } from './plan-port.js';
import type { Clock, Store } from './ports.js';
import type { WhoIsWho } from './who-is-who.js';

export interface ComputeDeps {
  readonly crm: Crm;
  readonly store: Store;
  readonly clock: Clock;
  /** Looked at before every page. */
  readonly stop?: AbortSignal;
}

/** Under what every deal of a run is worked out. */
export interface ComputeBasis {
  readonly account: Account;
  readonly policy: Policy;
  readonly partners: ReadonlyMap<PartnerId, PartnerProfile>;
  /** Whom the portal's own words and people stand for. */
  readonly who: WhoIsWho;
  readonly asOf: Instant;
  readonly runId: RunId;
  /** Every record was listed by this run. */
  readonly full: boolean;
  /** Everything is published anew, also what an undo took away: of a full sync, and of a plan of one. */
  readonly anew: boolean;
  /** Nothing is written into the CRM: what would be is counted. */
  readonly observe: boolean;
}

/** Within which what a run has listed counts as what the CRM holds now; people type meanwhile. Milliseconds. */
const FRESH_MS = 5 * 60_000;

/**
 * Whether a record is to be read again before something is planned on it: searches lag, and lists grow old. One that was
 * listed with nothing of ours on it has nothing that could be overwritten: a first sync reads no deal twice.
 */
export function isStale(
  { full, runId }: Pick<ComputeBasis, 'full' | 'runId'>,
  { before }: Update,
  seen: LastSeen | undefined,
  now: Instant,
): boolean {
  if (!full || seen?.runId !== runId) return true;
  const isBlank = Object.values(before).every((value) => value === null || value === '');
  return !isBlank && now - seen.at > FRESH_MS;
}

export interface ComputedDeals {
  readonly seen: SeenPortal;
  readonly portfolio: AttributedPortfolio;
  /** Of the deals with a result. */
  readonly insights: readonly DealInsightCounts[];
  /** Deals without a result any more, and why. */
  readonly absences: readonly { readonly dealId: DealId; readonly kind: Exclude<Absence, 'left_won'> }[];
  readonly planned: readonly PlannedRecord[];
  /** Deals that the CRM has no more, though it was not seen to lose them: they are looked at again by the next run. */
  readonly vanished: readonly DealId[];
}

/** Works out deals of which the mirror knows; those that are gone from the portal are absences. */
export async function computeDeals(
  deps: ComputeDeps,
  basis: ComputeBasis,
  ids: readonly DealId[],
): Promise<ComputedDeals> {
  const seen = await dealsAround(deps, basis, ids);
  const rules = compileRules(basis.policy);
  const portfolio = attributeFacts(seen.facts, {
    rules,
    models: [basis.policy.model],
    partners: basis.partners,
    asOf: basis.asOf,
    homeCurrency: basis.account.homeCurrency,
  });
  const insights = insightsOf({
    ...{ facts: seen.facts, attributed: portfolio.deals, surroundings: seen.surroundings },
    ...{ partners: basis.partners, rules, asOf: basis.asOf },
  });
  const { updates, vanished } = await updatesAgainstNow(deps, basis, seen, portfolio, insights);
  const absences = [
    ...[...seen.gone].map(
      ([id, how]) => ({ dealId: id, kind: how === 'merged' ? 'merged' : 'deleted' }) as const,
    ),
    ...seen.setAside.map(({ id }) => ({ dealId: dealId(id), kind: 'set_aside' as const })),
    // Not created yet: in no number until then.
    ...seen.later.map(({ deal }) => ({ dealId: deal.id, kind: 'set_aside' as const })),
  ];
  const planned = updates.map((one) => plannedOf('deals', one));
  const counts = [...insights.values()].map((one) => one.counts);
  return { seen, portfolio, insights: counts, absences, planned, vanished };
}

interface FreshUpdates {
  readonly updates: readonly Update[];
  readonly vanished: readonly DealId[];
}

/** Records that this run has not read itself are read before anything is planned on them. */
async function updatesAgainstNow(
  { crm, clock }: ComputeDeps,
  basis: ComputeBasis,
  seen: SeenPortal,
  portfolio: AttributedPortfolio,
  insights: ReadonlyMap<DealId, WorkedInsights>,
): Promise<FreshUpdates> {
  const { account, policy, asOf } = basis;
  const first = dealUpdates(crm, seen, portfolio, { policy, asOf, insights });
  const stale = first
    .filter((update) => isStale(basis, update, seen.lastSeen.get(update.recordId), clock.now()))
    .map(({ recordId }) => recordId);
  if (stale.length === 0) return { updates: first, vanished: [] };
  const now = new Map<string, PropertyValues>();
  for (const raw of await crm.recordsById('deals', stale)) {
    const { records, setAside } = crm.readDeal(raw, account);
    for (const { deal, published } of records) now.set(deal.id, published);
    for (const { id, published } of setAside) now.set(id, published);
  }
  const fresh = {
    ...seen,
    deals: seen.deals.map((record) => ({
      ...record,
      published: now.get(record.deal.id) ?? record.published,
    })),
    setAside: seen.setAside.map((record) => ({
      ...record,
      published: now.get(record.id) ?? record.published,
    })),
  };
  const vanished = new Set(stale.filter((id) => !now.has(id)));
  const updates = dealUpdates(crm, fresh, portfolio, { policy, asOf, insights });
  return {
    updates: updates.filter(({ recordId }) => !vanished.has(recordId)),
    vanished: [...vanished].map(dealId),
  };
}

/**
 * The computed deals as a plan keeps them: each with a digest of what it was worked out from, so that a plan no longer
 * fits once any of it moved; also those on which nothing would be written.
 */
export function planRecordsOf(
  { seen, absences, planned }: ComputedDeals,
  digest: Digest,
): readonly PlanRecord[] {
  const changes = new Map(planned.map((one) => [one.recordId, one.changes]));
  const names = new Map(seen.deals.map(({ deal, name }) => [deal.id, name]));
  const there = seen.facts.map((facts) => ({
    recordId: facts.deal.id,
    basis: digest(canonicalJson([names.get(facts.deal.id) ?? null, dealFact(facts).content])),
  }));
  const absent = absences.map(({ dealId: id, kind }) => ({ recordId: id, basis: kind }));
  return [...there, ...absent].map(({ recordId, basis }) => ({
    objectType: 'deals',
    recordId,
    basis,
    changes: changes.get(recordId) ?? [],
  }));
}
