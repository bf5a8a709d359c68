/** Verifies some deals: every posting is replayed from the facts as they were, and the invariants compare. */
import type { Instant } from '../domain/calendar.js';
import type { DealFacts } from '../domain/deal.js';
import { groupBy } from '../domain/group-by.js';
import type { DealId, PortalId } from '../domain/ids.js';
import { checkDeals, type ReplayedPosting, type Violation } from '../domain/invariants.js';
import type { Digest, LedgerEntry, LedgerLine, Reason } from '../domain/ledger.js';
import { evidenceIdsOf } from '../domain/ledger-lines.js';
import type { PeriodClose } from '../domain/period-close.js';
import { monthAt, type Month } from '../domain/period.js';
import { ABSENCES, entriesToPost, type Absence, type Books } from '../domain/posting.js';
import type { BasisHistory } from './basis-history.js';
import { readDealFact } from './ledger-facts.js';
import type { DealAlias, LedgerView, StoredFact } from './ports.js';
import { ALWAYS, Recomputation, type Job } from './recompute.js';

/** What is the same for all deals of a portal. */
export interface VerifyContext {
  readonly portalId: PortalId;
  readonly history: BasisHistory;
  /** As of when a unit's run computed, by the instant of recording. */
  readonly asOfUnit: ReadonlyMap<Instant, Instant | null>;
  readonly closes: readonly PeriodClose[];
  readonly aliases: readonly DealAlias[];
  /** Where a unit that came now would post. */
  readonly now: Instant;
  /** As of when the newest run computed. */
  readonly asOf: Instant;
  /** Deals last recorded before this are still to be looked at by a run that is not done; null where all runs are. */
  readonly unfinishedSince: Instant | null;
  readonly digest: Digest;
}

export interface DealsVerification {
  readonly entries: number;
  readonly violations: readonly Violation[];
  /** Deals that a run which is not done will post otherwise. */
  readonly pending: number;
}

interface DealRecord {
  readonly dealId: DealId;
  readonly entries: readonly LedgerEntry[];
  readonly facts: readonly { readonly stored: StoredFact; readonly value: DealFacts | null }[];
}

/** Verifies deals from what one snapshot holds of them. */
export async function verifyDeals(
  view: LedgerView,
  dealIds: readonly DealId[],
  context: VerifyContext,
): Promise<DealsVerification> {
  const deals = await readDeals(view, dealIds);
  const jobs = deals.map((deal) => jobsOf(deal, context));
  const all = jobs.flatMap(({ last, newest, postings }) => [last, newest, ...postings.map(({ job }) => job)]);
  const computed = new Recomputation(all, context.history);
  const reshuffled = new Recomputation(
    jobs.map(({ last }) => last),
    context.history,
    true,
  );
  const reruns = jobs.map(({ deal, newest }) => rerunOf(deal, computed.linesOf(newest), context));
  const entries = deals.flatMap((deal) => deal.entries);
  const violations = checkDeals({
    portalId: context.portalId,
    entries,
    evidenceOf: await evidenceOf(view, deals, context.aliases),
    recomputed: jobs.flatMap(({ last }) => computed.linesOf(last)),
    reshuffled: jobs.flatMap(({ last }) => reshuffled.linesOf(last)),
    rerun: reruns.flatMap((one) => (one.pending ? [] : one.entries)),
    replayed: jobs.flatMap(({ postings }) =>
      postings.map((posting) => replay(posting, computed.linesOf(posting.job), context)),
    ),
    alteredFacts: alteredFacts(
      deals.flatMap(({ facts }) => facts.map(({ stored }) => stored)),
      context.digest,
    ),
    digest: context.digest,
  });
  return { entries: entries.length, violations, pending: reruns.filter((one) => one.pending).length };
}

async function readDeals(view: LedgerView, dealIds: readonly DealId[]): Promise<readonly DealRecord[]> {
  const entries = groupBy(await view.entriesOf(dealIds, null), (entry) => entry.dealId);
  const facts = groupBy(await view.factsOf(dealIds), (fact) => fact.subjectId as DealId);
  return dealIds.map((dealId) => ({
    dealId,
    entries: entries.get(dealId) ?? [],
    facts: (facts.get(dealId) ?? []).map((stored) => ({
      stored,
      value: stored.content === null ? null : readDealFact(stored.content),
    })),
  }));
}

/** Facts whose content is not what their hash says. */
export const alteredFacts = (facts: readonly StoredFact[], digest: Digest): readonly string[] =>
  facts
    .filter(({ content, contentHash }) => (content === null ? '' : digest(content)) !== contentHash)
    .map(({ kind, subjectId, version }) => `${kind} ${subjectId}, version ${version}`);

/** One posting of a deal, what stood before it, and how to work it out again. */
interface Posting {
  readonly dealId: DealId;
  readonly ordinal: number;
  readonly before: readonly LedgerEntry[];
  readonly found: readonly LedgerEntry[];
  readonly at: Instant;
  readonly reason: Reason;
  readonly job: Job;
}

function jobsOf(deal: DealRecord, { history, asOfUnit, asOf }: VerifyContext) {
  const jobAt = (at: Instant): Job => ({
    ...factsAt(deal, at),
    basis: history.versionAt(at),
    asOf: asOfUnit.get(at) ?? ALWAYS,
  });
  const recorded = [...deal.entries, ...deal.facts.map(({ stored }) => stored)];
  const lastAt = recorded.reduce(
    (last, { recordedAt }) => (recordedAt > last ? recordedAt : last),
    -Infinity,
  );
  const last = jobAt(lastAt as Instant);
  return {
    deal,
    // A deal that was looked at since then, and gave nothing to record, is worth the same under what holds now.
    last,
    newest: { ...last, basis: history.newest, asOf },
    postings: [...groupBy(deal.entries, (entry) => entry.ordinal)].flatMap(
      ([ordinal, found]): readonly Posting[] => {
        const [first] = found;
        if (first === undefined) return [];
        const { dealId, recordedAt: at, reason } = first;
        const before = deal.entries.filter((entry) => entry.ordinal < ordinal);
        return [{ dealId, ordinal, before, found, at, reason, job: jobAt(at) }];
      },
    ),
  };
}

function factsAt({ dealId, facts }: DealRecord, at: Instant): Pick<Job, 'facts' | 'key'> {
  const fact = facts.findLast(({ stored }) => stored.recordedAt <= at);
  return { facts: fact?.value ?? null, key: `${dealId} ${fact?.stored.version ?? 0}` };
}

function replay(
  { dealId, ordinal, before, found, at, reason, job }: Posting,
  lines: readonly LedgerLine[],
  context: VerifyContext,
): ReplayedPosting {
  const absence = ABSENCES.find((one) => one === reason) ?? 'left_won';
  const timeZone = context.history.basis(job.basis)?.settings.timeZone;
  const books = timeZone === undefined ? null : booksAt(at, timeZone, context);
  const expected = books === null ? [] : entriesToPost(before, { dealId, lines, absence }, books);
  return { dealId, ordinal, expected, found };
}

function booksAt(at: Instant, timeZone: string, { portalId, closes, history }: VerifyContext): Books {
  const lastClosed: Month | null =
    closes.findLast(({ recordedAt }) => recordedAt < at)?.snapshot.period ?? null;
  return {
    portalId,
    recordedAt: at,
    thisMonth: monthAt(at, timeZone),
    lastClosed,
    locks: history.locksAt(at),
  };
}

/** What posting would add now, by the very rule that posting goes by. */
function rerunOf(
  { dealId, entries, facts }: DealRecord,
  lines: readonly LedgerLine[],
  context: VerifyContext,
) {
  const { history, now, unfinishedSince } = context;
  const timeZone = history.basis(history.newest)?.settings.timeZone ?? 'UTC';
  const absence: Absence = 'deleted';
  const added = entriesToPost(entries, { dealId, lines, absence }, booksAt(now, timeZone, context));
  const last = Math.max(...[...entries, ...facts.map(({ stored }) => stored)].map((one) => one.recordedAt));
  return {
    entries: added,
    pending: added.length > 0 && unfinishedSince !== null && last < unfinishedSince,
  };
}

/** Every touch and tag that was ever known of the deals, and of those that were merged into them. */
async function evidenceOf(
  view: LedgerView,
  deals: readonly DealRecord[],
  aliases: readonly DealAlias[],
): Promise<ReadonlyMap<DealId, ReadonlySet<string>>> {
  const known = new Map(deals.map(({ dealId, facts }) => [dealId, idsOf(facts.map(({ value }) => value))]));
  const merged = mergedInto(new Set(known.keys()), aliases);
  for (const { subjectId, content } of await view.factsOf([...merged.keys()])) {
    const ids = content === null ? [] : evidenceIdsOf(readDealFact(content));
    for (const survivor of merged.get(subjectId as DealId) ?? [])
      for (const id of ids) known.get(survivor)?.add(id);
  }
  return known;
}

const idsOf = (facts: readonly (DealFacts | null)[]): Set<string> =>
  new Set(facts.flatMap((one) => (one === null ? [] : evidenceIdsOf(one))));

/** Old deals, each with those of the deals given that stand for it, through any number of merges. */
function mergedInto(
  deals: ReadonlySet<DealId>,
  aliases: readonly DealAlias[],
): ReadonlyMap<DealId, ReadonlySet<DealId>> {
  const standsFor = new Map(aliases.map(({ oldDealId, newDealId }) => [oldDealId, newDealId]));
  const merged = new Map<DealId, Set<DealId>>();
  for (const old of standsFor.keys()) {
    const seen = new Set<DealId>([old]);
    for (let at = standsFor.get(old); at !== undefined && !seen.has(at); at = standsFor.get(at)) {
      seen.add(at);
      if (deals.has(at)) merged.set(old, (merged.get(old) ?? new Set()).add(at));
    }
  }
  return merged;
}
