/** Checks the ledger against the facts behind it: the engine works everything out anew, and the invariants compare. */
import { instant } from '../domain/calendar.js';
import type { DealFacts } from '../domain/deal.js';
import { groupBy } from '../domain/group-by.js';
import type { DealId, PortalId } from '../domain/ids.js';
import { checkInvariants, type Violation } from '../domain/invariants.js';
import type { LedgerLine, NewEntry } from '../domain/ledger.js';
import { ledgerLines } from '../domain/ledger-lines.js';
import { monthAt } from '../domain/period.js';
import { entriesToPost, type Books } from '../domain/posting.js';
import { compileRules } from '../domain/rules.js';
import { attributeFacts } from './attribute-facts.js';
import { readFacts, type KnownFacts } from './ledger-facts.js';
import { linesHash } from './post-versions.js';
import type { Clock, PostedLedger, Store } from './ports.js';

export interface Verification {
  readonly portalId: PortalId;
  readonly entries: number;
  /** Deals with facts. */
  readonly deals: number;
  readonly closedPeriods: number;
  readonly violations: readonly Violation[];
}

/**
 * Verifies a portal's ledger; changes nothing.
 * @throws AppError `ledger_empty` before the first sync.
 */
export async function verifyLedger(
  { store, clock }: { readonly store: Store; readonly clock: Clock },
  portalId: PortalId,
): Promise<Verification> {
  const stored = await store.ledgerFacts(portalId, null);
  const posted = await store.postedLedger(portalId, null);
  const facts = readFacts(stored, posted.aliases);
  const recomputed = recompute(facts);
  const books = booksNow(portalId, posted, facts, clock);
  const heads = await store.ledgerHeads(portalId);
  const violations = checkInvariants({
    portalId,
    entries: posted.entries,
    closes: posted.closes,
    evidenceOf: facts.evidenceOf,
    recomputed: [...recomputed.values()].flat(),
    reshuffled: [...recompute(reshuffled(facts)).values()].flat(),
    rerun: rerun(posted, recomputed, heads, books, store),
    alteredFacts: stored
      .filter(({ content, contentHash }) => (content === null ? '' : store.digest(content)) !== contentHash)
      .map(({ kind, subjectId, version }) => `${kind} ${subjectId}, version ${version}`),
    digest: store.digest,
  });
  return {
    portalId,
    entries: posted.entries.length,
    deals: facts.deals.length,
    closedPeriods: posted.closes.length,
    violations,
  };
}

/** The end of time: what a won deal is worth does not depend on when it is looked at. */
const ALWAYS = instant(8.64e15);

/** What the engine says from facts, by deal. */
export function recompute({
  settings,
  policy,
  partners,
  deals,
}: Omit<KnownFacts, 'evidenceOf'>): ReadonlyMap<DealId, readonly LedgerLine[]> {
  const attributed = attributeFacts(deals, {
    rules: compileRules(policy),
    models: [policy.model],
    partners,
    asOf: ALWAYS,
    homeCurrency: settings.homeCurrency,
  }).deals;
  return new Map(
    deals.flatMap((facts, place) => {
      const one = attributed[place];
      return one === undefined ? [] : [[facts.deal.id, ledgerLines(facts, one, settings.timeZone)]];
    }),
  );
}

/** The same facts in another order: deals, partners, touches and tags. */
const reshuffled = (facts: KnownFacts): KnownFacts => ({
  ...facts,
  partners: new Map([...facts.partners].reverse()),
  deals: shuffled(facts.deals).map((one: DealFacts) => ({
    ...one,
    touches: shuffled(one.touches),
    tags: shuffled(one.tags),
  })),
});

/** The odd places backwards, then the even ones: an order of its own that needs no dice. */
const shuffled = <T>(values: readonly T[]): readonly T[] => [
  ...values.filter((_, place) => place % 2 === 1).reverse(),
  ...values.filter((_, place) => place % 2 === 0),
];

function booksNow(
  portalId: PortalId,
  { closes }: PostedLedger,
  { settings, policy }: KnownFacts,
  clock: Clock,
): Books {
  const recordedAt = clock.now();
  return {
    portalId,
    recordedAt,
    thisMonth: monthAt(recordedAt, settings.timeZone),
    lastClosed: closes.at(-1)?.snapshot.period ?? null,
    lockDays: policy.lockDays,
  };
}

/** What posting would add now, by the very rule that posting goes by. */
function rerun(
  { entries }: PostedLedger,
  recomputed: ReadonlyMap<DealId, readonly LedgerLine[]>,
  heads: ReadonlyMap<DealId, string>,
  books: Books,
  { digest }: Store,
): readonly NewEntry[] {
  const posted = groupBy(entries, (entry) => entry.dealId);
  const deals = new Set([...heads.keys(), ...posted.keys(), ...recomputed.keys()]);
  return [...deals].flatMap((dealId) => {
    const lines = recomputed.get(dealId) ?? [];
    if ((heads.get(dealId) ?? '') === linesHash(lines, digest)) return [];
    return entriesToPost(posted.get(dealId) ?? [], { dealId, lines, absence: 'deleted' }, books);
  });
}
