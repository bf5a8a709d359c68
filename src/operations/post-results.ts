/** Stores a run's results with the facts behind them, and posts to the ledger what they changed: all or none. */
import type { AttributedDeal } from '../domain/attribute-deal.js';
import { instant, type Instant } from '../domain/calendar.js';
import type { DealFacts } from '../domain/deal.js';
import { groupBy } from '../domain/group-by.js';
import { partnerId, type DealId, type PartnerId, type PortalId, type RunId } from '../domain/ids.js';
import { lineContent, type Digest, type LedgerLine } from '../domain/ledger.js';
import { ledgerLines } from '../domain/ledger-lines.js';
import type { PartnerProfile } from '../domain/partner.js';
import { monthAt } from '../domain/period.js';
import type { Policy } from '../domain/policy.js';
import { entriesToPost, type Absence, type Books, type DealVersion } from '../domain/posting.js';
import {
  dealFact,
  partnerFact,
  policyFact,
  portalFact,
  tombstone,
  type LedgerSettings,
} from './ledger-facts.js';
import type { Clock, Fact, LedgerUnit, Store } from './ports.js';

export interface PostRequest extends LedgerSettings {
  readonly portalId: PortalId;
  readonly runId: RunId;
  readonly policy: Policy;
  readonly partners: ReadonlyMap<PartnerId, PartnerProfile>;
  readonly facts: readonly DealFacts[];
  /** In the order of `facts`. */
  readonly deals: readonly AttributedDeal[];
  /** Deals that are there, and cannot be read. */
  readonly setAside: ReadonlySet<DealId>;
}

export interface PostSummary {
  /** Deals whose result changed. */
  readonly stored: number;
  /** Entries that were posted. */
  readonly entries: number;
  /** Deals that they are of. */
  readonly postedDeals: number;
}

/** Posts a run. An identical rerun stores and posts nothing. */
export function postResults(
  { store, clock }: { readonly store: Store; readonly clock: Clock },
  request: PostRequest,
): Promise<PostSummary> {
  const { portalId, runId } = request;
  const results = request.deals.map(({ result }) => result);
  return store.writeLedger(portalId, async (unit) => {
    const stored = await unit.saveResults(runId, results);
    await unit.retireResults(runId, new Set(results.map((result) => result.dealId)));
    const books = await openBooks(unit, portalId, clock.now(), request);
    const heads = await unit.heads();
    const merged = new Set((await unit.aliases()).map((alias) => alias.oldDealId));
    const gone = (await unit.presentSubjects('partner')).filter((id) => !request.partners.has(partnerId(id)));
    await saveFacts(unit, factsToKeep(request, heads, merged, gone), books.recordedAt);
    const versions = versionsOf(request, heads, merged);
    return { stored, ...(await postVersions(unit, versions, heads, books, store.digest)) };
  });
}

/** The books as they stand. Nothing is recorded before what is recorded already, even if a clock went back. */
export async function openBooks(
  unit: LedgerUnit,
  portalId: PortalId,
  now: Instant,
  { policy, timeZone }: { readonly policy: Policy; readonly timeZone: string },
): Promise<Books> {
  const recordedAt = instant(Math.max(now, (await unit.lastRecordedAt()) ?? now));
  return {
    portalId,
    recordedAt,
    thisMonth: monthAt(recordedAt, timeZone),
    lastClosed: (await unit.lastClose())?.snapshot.period ?? null,
    lockDays: policy.lockDays,
  };
}

/** Facts of won deals, and of deals that were won once: what else the portal holds moves nothing here. */
function* factsToKeep(
  request: PostRequest,
  heads: ReadonlyMap<DealId, string>,
  merged: ReadonlySet<DealId>,
  gonePartners: readonly string[],
): Iterable<Fact> {
  yield portalFact(request);
  yield policyFact(request.policy);
  for (const partner of request.partners.values()) yield partnerFact(partner);
  for (const id of gonePartners) yield tombstone('partner', id);
  const there = new Set<DealId>();
  for (const facts of request.facts) {
    const { id, status } = facts.deal;
    if (merged.has(id)) continue;
    there.add(id);
    if (status === 'won' || heads.has(id)) yield dealFact(facts);
  }
  for (const id of heads.keys()) if (!there.has(id)) yield tombstone('deal', id);
}

/** In chunks: the text of a million deals at once would not fit. */
async function saveFacts(unit: LedgerUnit, facts: Iterable<Fact>, recordedAt: Instant): Promise<void> {
  let chunk: Fact[] = [];
  for (const fact of facts) {
    chunk.push(fact);
    if (chunk.length < CHUNK) continue;
    await unit.saveFacts(chunk, recordedAt);
    chunk = [];
  }
  await unit.saveFacts(chunk, recordedAt);
}

function* versionsOf(
  { facts, deals, timeZone, setAside }: PostRequest,
  heads: ReadonlyMap<DealId, string>,
  merged: ReadonlySet<DealId>,
): Iterable<DealVersion> {
  const present = new Set<DealId>();
  for (const [place, attributed] of deals.entries()) {
    const { dealId } = attributed.result;
    const own = facts[place];
    if (own === undefined || merged.has(dealId)) continue;
    present.add(dealId);
    yield { dealId, lines: ledgerLines(own, attributed, timeZone), absence: 'left_won' };
  }
  for (const dealId of heads.keys()) {
    if (!present.has(dealId)) yield { dealId, lines: [], absence: absenceOf(dealId, setAside, merged) };
  }
}

function absenceOf(dealId: DealId, setAside: ReadonlySet<DealId>, merged: ReadonlySet<DealId>): Absence {
  if (merged.has(dealId)) return 'merged';
  return setAside.has(dealId) ? 'set_aside' : 'deleted';
}

/** Deals that are looked up and posted together. */
const CHUNK = 1_000;

/** Posts the deals whose lines are not those of their last posting. */
export async function postVersions(
  unit: LedgerUnit,
  versions: Iterable<DealVersion>,
  heads: ReadonlyMap<DealId, string>,
  books: Books,
  digest: Digest,
): Promise<Pick<PostSummary, 'entries' | 'postedDeals'>> {
  let [entries, postedDeals] = [0, 0];
  let chunk: (readonly [DealVersion, string])[] = [];
  const flush = async (): Promise<void> => {
    const posted = groupBy(
      await unit.entriesOf(chunk.map(([{ dealId }]) => dealId)),
      (entry) => entry.dealId,
    );
    const added = chunk.map(([version]) => entriesToPost(posted.get(version.dealId) ?? [], version, books));
    await unit.append(added.flat(), books.recordedAt);
    await unit.saveHeads(chunk.map(([{ dealId }, linesHash]) => ({ dealId, linesHash })));
    entries += added.flat().length;
    postedDeals += added.filter((one) => one.length > 0).length;
    chunk = [];
  };
  for (const version of versions) {
    const hash = linesHash(version.lines, digest);
    if ((heads.get(version.dealId) ?? '') === hash) continue;
    chunk.push([version, hash]);
    if (chunk.length === CHUNK) await flush();
  }
  if (chunk.length > 0) await flush();
  return { entries, postedDeals };
}

/** Digest of a deal's lines in any order; empty where it has none. */
export const linesHash = (lines: readonly LedgerLine[], digest: Digest): string =>
  lines.length === 0 ? '' : digest(lines.map(lineContent).sort().join('\n'));
