/** The invariants of attribution.md §6, as a list: each takes what the ledger holds, and returns what is broken. */
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
import { closeOf, snapshotHash, type PeriodClose } from './period-close.js';

/** One thing that is not as it must be. */
export interface Violation {
  readonly invariant: string;
  /** The deal, entry, fact or period that it was found on. */
  readonly subject: string;
  readonly detail: string;
}

/** What the checks look at. */
export interface LedgerEvidence {
  readonly portalId: PortalId;
  readonly entries: readonly LedgerEntry[];
  /** In the order of their ordinals. */
  readonly closes: readonly PeriodClose[];
  /** Every touch and tag that was ever known of a deal, those of deals merged into it included. */
  readonly evidenceOf: ReadonlyMap<DealId, ReadonlySet<string>>;
  /** What the engine says from the stored facts. */
  readonly recomputed: readonly LedgerLine[];
  /** The same, from the facts in another order. */
  readonly reshuffled: readonly LedgerLine[];
  /** What posting the recomputed lines would add. */
  readonly rerun: readonly NewEntry[];
  /** Facts whose content is not what their hash says. */
  readonly alteredFacts: readonly string[];
  readonly digest: Digest;
}

export interface Invariant {
  readonly name: string;
  /** What a person reads beside the tick. */
  readonly says: string;
  readonly check: (evidence: LedgerEvidence) => readonly Omit<Violation, 'invariant'>[];
}

type Found = Omit<Violation, 'invariant'>;

export const INVARIANTS: readonly Invariant[] = [
  { name: 'pools_sum', says: 'pools sum exactly', check: poolsSum },
  { name: 'evidence_exists', says: "every entry's evidence exists", check: evidenceExists },
  { name: 'balances_match_facts', says: 'balances equal a recomputation from facts', check: balancesMatch },
  { name: 'order_is_irrelevant', says: "the input's order does not matter", check: orderIsIrrelevant },
  { name: 'rerun_posts_nothing', says: 'a rerun posts nothing', check: rerunPostsNothing },
  { name: 'portals_are_apart', says: 'no entry crosses portals', check: portalsAreApart },
  { name: 'entries_are_whole', says: 'no entry or fact was altered', check: entriesAreWhole },
  { name: 'reversals_match', says: 'every reversal takes back one entry, exactly', check: reversalsMatch },
  {
    name: 'chain_holds',
    says: 'the hash chain holds, and closed totals stay as reported',
    check: chainHolds,
  },
];

/** Runs every check; violations are in the order of the list. */
export const checkInvariants = (evidence: LedgerEvidence): readonly Violation[] =>
  INVARIANTS.flatMap(({ name, check }) => check(evidence).map((found) => ({ invariant: name, ...found })));

function poolsSum({ entries }: LedgerEvidence): readonly Found[] {
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
  if (deal.class === 'sourced') expectSum('source', source, own, home);
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

function evidenceExists({ entries, evidenceOf }: LedgerEvidence): readonly Found[] {
  return entries.flatMap((entry): readonly Found[] => {
    const known = evidenceOf.get(entry.dealId);
    const missing = entry.evidenceIds.filter((id) => known?.has(id) !== true);
    const subject = `entry ${entry.id}`;
    if (entry.evidenceIds.length === 0 && entry.class !== 'direct')
      return [{ subject, detail: `on deal ${entry.dealId} names no evidence` }];
    return missing.map((id) => ({ subject, detail: `names ${id}, which deal ${entry.dealId} never had` }));
  });
}

function balancesMatch({ entries, recomputed }: LedgerEvidence): readonly Found[] {
  const there = standingEntries(entries).map(moneyContent);
  return difference(
    there,
    recomputed.map(moneyContent),
    'is in the ledger, not in the facts',
    'follows from the facts, not in the ledger',
  );
}

function orderIsIrrelevant({ recomputed, reshuffled }: LedgerEvidence): readonly Found[] {
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

function rerunPostsNothing({ rerun }: LedgerEvidence): readonly Found[] {
  return rerun.map((entry) => ({
    subject: `deal ${entry.dealId}`,
    detail: `would get ${moneyContent(entry)} as ${entry.reason}`,
  }));
}

function portalsAreApart({ portalId, entries, closes }: LedgerEvidence): readonly Found[] {
  const ids = new Set(entries.map((entry) => entry.id));
  const foreign = entries.filter(
    (entry) =>
      entry.portalId !== portalId ||
      [entry.adjustsId, entry.reversesId].some((id) => id !== null && !ids.has(id)),
  );
  return [
    ...foreign.map((entry) => ({
      subject: `entry ${entry.id}`,
      detail: `is of portal ${entry.portalId}, or names an entry that portal ${portalId} does not have`,
    })),
    ...closes
      .filter(({ snapshot }) => snapshot.portalId !== portalId)
      .map(({ snapshot }) => ({
        subject: `period ${snapshot.period}`,
        detail: `was closed for portal ${snapshot.portalId}`,
      })),
  ];
}

function entriesAreWhole({ entries, alteredFacts, digest }: LedgerEvidence): readonly Found[] {
  return [
    ...entries
      .filter((entry) => digest(entryContent(entry)) !== entry.id)
      .map((entry) => ({ subject: `entry ${entry.id}`, detail: 'is not the digest of its content' })),
    ...alteredFacts.map((subject) => ({ subject, detail: 'is not what its hash says' })),
  ];
}

function reversalsMatch({ entries }: LedgerEvidence): readonly Found[] {
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

function chainHolds({ portalId, entries, closes, digest }: LedgerEvidence): readonly Found[] {
  const posted = groupBy(entries, (entry) => entry.postedPeriod);
  return closes.flatMap(({ snapshot, hash, recordedAt }, index): readonly Found[] => {
    const { period, homeCurrency, timeZone } = snapshot;
    const subject = `period ${period}`;
    const previous = closes[index - 1] ?? null;
    const again = closeOf(
      posted.get(period) ?? [],
      { portalId, period, recordedAt, homeCurrency, timeZone, previous },
      digest,
    );
    const late = (posted.get(period) ?? []).filter((entry) => entry.recordedAt > recordedAt);
    return [
      ...(snapshotHash(snapshot, digest) === hash
        ? []
        : [{ subject, detail: 'its snapshot is not what its hash says' }]),
      ...(again.hash === hash
        ? []
        : [{ subject, detail: 'its entries or the close before it are not those of its snapshot' }]),
      ...late.map((entry) => ({ subject, detail: `entry ${entry.id} was posted in it after its close` })),
    ];
  });
}
