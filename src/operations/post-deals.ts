/**
 * Posts a run in units that each stand or fall alone: first what every deal is worked out under, then deals, some at a
 * time, then those that are gone. A run that was stopped in between left a ledger that verifies; the next one posts the
 * rest. Within one unit a deal's result, its facts and its entries are stored together.
 */
import type { AttributedDeal } from '../domain/attribute-deal.js';
import type { DealFacts } from '../domain/deal.js';
import { partnerId, type DealId, type PartnerId, type PortalId, type RunId } from '../domain/ids.js';
import type { Digest } from '../domain/ledger.js';
import { ledgerLines } from '../domain/ledger-lines.js';
import type { PartnerProfile } from '../domain/partner.js';
import type { Policy } from '../domain/policy.js';
import type { Absence, DealVersion } from '../domain/posting.js';
import { AppError } from '../errors.js';
import {
  dealFact,
  partnerFact,
  policyFact,
  portalFact,
  SINGLE,
  tombstone,
  type LedgerSettings,
} from './ledger-facts.js';
import type { Clock, Fact, LedgerUnit } from './ports.js';
import { openBooks, postVersions, type Posted } from './post-versions.js';

/** What every deal of a run is worked out under. */
export interface PostingBasis extends LedgerSettings {
  readonly portalId: PortalId;
  /** A run that was started: its as-of is that of the results. */
  readonly runId: RunId;
  readonly policy: Policy;
  readonly partners: ReadonlyMap<PartnerId, PartnerProfile>;
}

/** What a posting needs within a unit of work. */
export interface PostingDeps {
  readonly digest: Digest;
  readonly clock: Clock;
}

/**
 * Stores the portal's settings, the policy and the partners; those that are gone get a tombstone. It comes first in a
 * run: `verify` works each posting out from the facts as they were at that posting.
 * @throws AppError `home_currency_changed` where the books are kept in another currency: nothing is stored then.
 */
export async function postBasis(
  unit: LedgerUnit,
  { clock }: PostingDeps,
  basis: PostingBasis,
): Promise<{ readonly facts: number }> {
  await refuseOtherCurrency(unit, basis);
  await unit.recordFrom(clock.now());
  const gone = (await unit.presentSubjects('partner')).filter((id) => !basis.partners.has(partnerId(id)));
  const facts = await saveFacts(unit, basisFacts(basis, gone));
  return { facts };
}

async function refuseOtherCurrency(
  unit: LedgerUnit,
  { portalId, homeCurrency }: PostingBasis,
): Promise<void> {
  const stored = (await unit.newestFact('portal', SINGLE))?.content;
  if (stored == null) return;
  const before = (JSON.parse(stored) as LedgerSettings).homeCurrency;
  if (before === homeCurrency) return;
  throw new AppError(
    'home_currency_changed',
    `The books of portal ${portalId} are kept in ${before}, and its home currency is ${homeCurrency} now: nothing was posted.`,
    `Set the portal's home currency back to ${before}, or keep this database as the books of then and point DATABASE_URL to an empty one.`,
  );
}

function* basisFacts(basis: PostingBasis, gonePartners: readonly string[]): Iterable<Fact> {
  yield portalFact(basis);
  yield policyFact(basis.policy);
  for (const partner of basis.partners.values()) yield partnerFact(partner);
  for (const id of gonePartners) yield tombstone('partner', id);
}

export interface PostDealsRequest extends PostingBasis {
  readonly facts: readonly DealFacts[];
  /** In the order of `facts`. */
  readonly deals: readonly AttributedDeal[];
}

export interface PostDealsSummary extends Posted {
  /** Deals whose result changed. */
  readonly stored: number;
}

/** Stores and posts these deals and no other. The basis must be what `postBasis` stored last. */
export async function postDeals(
  unit: LedgerUnit,
  { clock, digest }: PostingDeps,
  request: PostDealsRequest,
): Promise<PostDealsSummary> {
  const { runId, facts, deals, timeZone } = request;
  const results = deals.map(({ result }) => result);
  const closedAt = new Map(facts.map(({ deal }) => [deal.id, deal.closedAt]));
  const stored = await unit.saveResults(runId, results, closedAt);
  const books = await openBooks(unit, clock, request);
  const heads = await unit.heads(results.map((result) => result.dealId));
  const merged = new Set((await unit.aliases()).map((alias) => alias.oldDealId));
  const versions: DealVersion[] = [];
  const kept: Fact[] = [];
  for (const [place, attributed] of deals.entries()) {
    const { dealId, status } = attributed.result;
    const own = facts[place];
    if (own?.deal.id !== dealId) throw new Error(`facts and result at ${place} are of different deals`);
    // What the CRM still lists of a merged deal is the other one's.
    const lines = merged.has(dealId) ? [] : ledgerLines(own, attributed, timeZone);
    versions.push({ dealId, lines, absence: merged.has(dealId) ? 'merged' : 'left_won' });
    if (merged.has(dealId)) kept.push(tombstone('deal', dealId));
    // Facts of won deals, and of deals that were won once: what else the portal holds moves nothing here.
    else if (status === 'won' || heads.has(dealId)) kept.push(dealFact(own));
  }
  await saveFacts(unit, kept);
  return { stored, ...(await postVersions(unit, versions, heads, books, digest)) };
}

export interface PostGoneRequest extends PostingBasis {
  /** Deals that have no result any more, and why. */
  readonly absences: readonly {
    readonly dealId: DealId;
    readonly kind: Exclude<Absence, 'left_won'>;
  }[];
}

export interface PostGoneSummary extends Posted {
  /** Deals that had a result until now. */
  readonly retired: number;
}

/** Retires the results of these deals, takes back what is posted of them, and leaves tombstones. */
export async function postGone(
  unit: LedgerUnit,
  { clock, digest }: PostingDeps,
  request: PostGoneRequest,
): Promise<PostGoneSummary> {
  const { runId, absences } = request;
  const ids = absences.map(({ dealId }) => dealId);
  const retired = await unit.retireDeals(runId, ids);
  const books = await openBooks(unit, clock, request);
  const heads = await unit.heads(ids);
  const merged = new Set((await unit.aliases()).map((alias) => alias.oldDealId));
  const versions = absences.map(({ dealId, kind }): DealVersion => ({
    dealId,
    lines: [],
    absence: merged.has(dealId) ? 'merged' : kind,
  }));
  await saveFacts(
    unit,
    ids.map((id) => tombstone('deal', id)),
  );
  return { retired, ...(await postVersions(unit, versions, heads, books, digest)) };
}

/** In chunks: the text of a million deals at once would not fit. */
async function saveFacts(unit: LedgerUnit, facts: Iterable<Fact>): Promise<number> {
  let [saved, chunk] = [0, [] as Fact[]];
  for (const fact of facts) {
    chunk.push(fact);
    if (chunk.length < CHUNK) continue;
    saved += await unit.saveFacts(chunk);
    chunk = [];
  }
  return saved + (await unit.saveFacts(chunk));
}

const CHUNK = 1_000;
