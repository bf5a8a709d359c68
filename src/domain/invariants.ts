/** The invariants of attribution.md §6, as a list: each takes what the ledger holds, and returns what is broken. */
import { isLegacyLine } from './baseline.js';
import { canonicalJson } from './canonical-json.js';
import { groupBy } from './group-by.js';
import type { DealId, PortalId } from './ids.js';
import {
  entryContent,
  moneyContent,
  negated,
  standingEntries,
  type Digest,
  type LedgerEntry,
  type LedgerLine,
  type NewEntry,
} from './ledger.js';
import { sumMinor } from './ledger-sums.js';
import { netPositions } from './net-positions.js';

/** One thing that is not as it must be. */
export interface Violation {
  readonly invariant: string;
  /** The deal, entry, fact, period or journal row that it was found on. */
  readonly subject: string;
  readonly detail: string;
}

/** One posting of a deal beside what the facts as they were then give. */
export interface ReplayedPosting {
  readonly dealId: DealId;
  readonly ordinal: number;
  readonly expected: readonly NewEntry[];
  readonly found: readonly LedgerEntry[];
}

/** What the checks of deals look at: some deals, with everything that is posted of them. */
export interface DealsEvidence {
  readonly portalId: PortalId;
  /** In the order of recording within a deal. */
  readonly entries: readonly LedgerEntry[];
  /** Every touch and tag that was ever known of a deal, those of deals merged into it included. */
  readonly evidenceOf: ReadonlyMap<DealId, ReadonlySet<string>>;
  /** What the engine says from the stored facts, under what each deal was last recorded under. */
  readonly recomputed: readonly LedgerLine[];
  /** The same, from the facts in another order. */
  readonly reshuffled: readonly LedgerLine[];
  /** What posting the deals again would add now. */
  readonly rerun: readonly NewEntry[];
  readonly replayed: readonly ReplayedPosting[];
  /** Facts whose content is not what their hash says. */
  readonly alteredFacts: readonly string[];
  readonly digest: Digest;
}

type Found = Omit<Violation, 'invariant'>;

export interface Invariant {
  readonly name: string;
  /** What a person reads beside the tick. */
  readonly says: string;
}

interface DealInvariant extends Invariant {
  readonly check: (evidence: DealsEvidence) => readonly Found[];
}

const DEAL_INVARIANTS: readonly DealInvariant[] = [
  { name: 'pools_sum', says: 'pools sum exactly', check: poolsSum },
  {
    name: 'positions_are_single',
    says: 'a deal stands once, as its newest posting says',
    check: positionsAreSingle,
  },
  { name: 'evidence_exists', says: "every entry's evidence exists", check: evidenceExists },
  { name: 'balances_match_facts', says: 'balances equal a recomputation from facts', check: balancesMatch },
  {
    name: 'postings_follow_facts',
    says: 'every posting follows from the facts, the locks and the open month of then',
    check: postingsFollow,
  },
  { name: 'order_is_irrelevant', says: "the input's order does not matter", check: orderIsIrrelevant },
  { name: 'rerun_posts_nothing', says: 'a rerun posts nothing', check: rerunPostsNothing },
  { name: 'portals_are_apart', says: 'no entry crosses portals', check: portalsAreApart },
  { name: 'entries_are_whole', says: 'no entry or fact was altered', check: entriesAreWhole },
  { name: 'reversals_match', says: 'every reversal takes back one entry, exactly', check: reversalsMatch },
];

/** Every invariant, in the order in which people read them; those of the books are in `book-invariants`. */
export const INVARIANTS: readonly Invariant[] = [
  ...DEAL_INVARIANTS,
  { name: 'chain_holds', says: 'the hash chain holds, and closed totals stay as reported' },
  { name: 'journal_holds', says: 'the journal has no gap, and the ledger holds what it recorded' },
];

/** Runs every check of deals; violations are in the order of the list. */
export const checkDeals = (evidence: DealsEvidence): readonly Violation[] =>
  DEAL_INVARIANTS.flatMap(({ name, check }) =>
    check(evidence).map((found) => ({ invariant: name, ...found })),
  );

function poolsSum({ entries }: DealsEvidence): readonly Found[] {
  const standing = standingEntries(entries);
  return [...groupBy(standing, (entry) => entry.dealId)].flatMap(([dealId, lines]) => {
    const revenue = lines.filter((line) => line.pool === 'revenue');
    const [deal] = revenue;
    if (deal === undefined || revenue.length > 1)
      return [
        { subject: `deal ${dealId}`, detail: `has ${revenue.length} standing revenue entries instead of 1` },
      ];
    return poolSums(lines, deal).map((detail) => ({ subject: `deal ${dealId}`, detail }));
  });
}

function positionsAreSingle({ entries }: DealsEvidence): readonly Found[] {
  return [...groupBy(entries, (entry) => entry.dealId)].flatMap(([dealId, posted]) =>
    netPositions(posted).map((detail) => ({ subject: `deal ${dealId}`, detail })),
  );
}

function poolSums(lines: readonly LedgerEntry[], deal: LedgerEntry): readonly string[] {
  const wrong: string[] = [];
  const expectSum = (name: string, some: readonly LedgerEntry[], own: number, home: number | null): void => {
    const sums = {
      own: sumMinor(
        some.map((line) => line.amountMinor),
        name,
      ),
      home: sumMinor(
        some.map((line) => line.homeAmountMinor ?? 0),
        name,
      ),
    };
    if (sums.own !== own) wrong.push(`${name} is ${sums.own} ${deal.currency} minor units instead of ${own}`);
    if (sums.home !== (home ?? 0))
      wrong.push(`${name} is ${sums.home} ${deal.homeCurrency} minor units instead of ${home ?? 0}`);
  };
  const { amountMinor: own, homeAmountMinor: home } = deal;
  const source = lines.filter((line) => line.pool === 'source');
  // A field that says “sourced” may not say by whom: then nobody has the credit.
  const isUnnamed = isLegacyLine(deal) && source.length === 0;
  if (deal.class === 'sourced' && !isUnnamed) expectSum('source', source, own, home);
  else expectSum('source', source, 0, 0);
  const models = groupBy(
    lines.filter((line) => line.pool === 'model'),
    (line) => line.model,
  );
  for (const [model, credits] of models) expectSum(`model ${model ?? ''}`, credits, own, home);
  for (const line of lines.filter((one) => one.pool === 'influence'))
    expectSum(`influence of ${line.partnerId ?? ''}`, [line], own, home);
  if (deal.class === 'direct' && lines.length > 1) wrong.push('a direct deal has credits');
  return wrong;
}

function evidenceExists({ entries, evidenceOf }: DealsEvidence): readonly Found[] {
  return entries.flatMap((entry): readonly Found[] => {
    const known = evidenceOf.get(entry.dealId);
    const missing = entry.evidenceIds.filter((id) => known?.has(id) !== true);
    const subject = `entry ${entry.id}`;
    if (entry.evidenceIds.length === 0 && entry.class !== 'direct')
      return [{ subject, detail: `on deal ${entry.dealId} names no evidence` }];
    return missing.map((id) => ({ subject, detail: `names ${id}, which deal ${entry.dealId} never had` }));
  });
}

function balancesMatch({ entries, recomputed }: DealsEvidence): readonly Found[] {
  const there = standingEntries(entries).map(moneyContent);
  return difference(
    there,
    recomputed.map(moneyContent),
    'is in the ledger, not in the facts',
    'follows from the facts, not in the ledger',
  );
}

function postingsFollow({ replayed }: DealsEvidence): readonly Found[] {
  return replayed.flatMap(({ dealId, ordinal, expected, found }): readonly Found[] => {
    const subject = `deal ${dealId}, posting ${ordinal}`;
    const [should, is] = [new Set(expected.map(entryContent)), new Set(found.map(entryContent))];
    return [
      ...found
        .filter((entry) => !should.has(entryContent(entry)))
        .map((entry) => ({ subject, detail: `entry ${entry.id} does not follow from the facts of then` })),
      ...expected
        .filter((entry) => !is.has(entryContent(entry)))
        .map((entry) => ({ subject, detail: `lacks ${moneyContent(entry)} as ${entry.reason}` })),
    ];
  });
}

function orderIsIrrelevant({ recomputed, reshuffled }: DealsEvidence): readonly Found[] {
  return difference(
    recomputed.map(canonicalJson),
    reshuffled.map(canonicalJson),
    'only in the order of ids',
    'only in another order',
  );
}

function difference(
  left: readonly string[],
  right: readonly string[],
  onlyLeft: string,
  onlyRight: string,
): readonly Found[] {
  const [ofLeft, ofRight] = [new Set(left), new Set(right)];
  return [
    ...left.filter((one) => !ofRight.has(one)).map((one) => ({ subject: one, detail: onlyLeft })),
    ...right.filter((one) => !ofLeft.has(one)).map((one) => ({ subject: one, detail: onlyRight })),
  ];
}

function rerunPostsNothing({ rerun }: DealsEvidence): readonly Found[] {
  return rerun.map((entry) => ({
    subject: `deal ${entry.dealId}`,
    detail: `would get ${moneyContent(entry)} as ${entry.reason}`,
  }));
}

function portalsAreApart({ portalId, entries }: DealsEvidence): readonly Found[] {
  const ids = new Set(entries.map((entry) => entry.id));
  return entries
    .filter(
      (entry) =>
        entry.portalId !== portalId ||
        [entry.adjustsId, entry.reversesId].some((id) => id !== null && !ids.has(id)),
    )
    .map((entry) => ({
      subject: `entry ${entry.id}`,
      detail: `is of portal ${entry.portalId}, or names an entry that its deal does not have`,
    }));
}

function entriesAreWhole({ entries, alteredFacts, digest }: DealsEvidence): readonly Found[] {
  return [
    ...entries
      .filter((entry) => digest(entryContent(entry)) !== entry.id)
      .map((entry) => ({ subject: `entry ${entry.id}`, detail: 'is not the digest of its content' })),
    ...alteredFacts.map((subject) => ({ subject, detail: 'is not what its hash says' })),
  ];
}

function reversalsMatch({ entries }: DealsEvidence): readonly Found[] {
  const byId = new Map(entries.map((entry) => [entry.id, entry]));
  const taken = new Set<string>();
  return entries.flatMap((entry): readonly Found[] => {
    if (entry.reversesId === null) return [];
    const original = byId.get(entry.reversesId);
    const twice = taken.has(entry.reversesId);
    taken.add(entry.reversesId);
    const exact = original !== undefined && moneyContent(negatedLine(original)) === moneyContent(entry);
    if (exact && !twice && original.reversesId === null) return [];
    return [{ subject: `entry ${entry.id}`, detail: `does not take back ${entry.reversesId} exactly once` }];
  });
}

const negatedLine = (line: LedgerLine): LedgerLine => ({
  ...line,
  amountMinor: negated(line.amountMinor),
  homeAmountMinor: line.homeAmountMinor === null ? null : negated(line.homeAmountMinor),
});
