/** Posts what deals say now, within one unit of work on the ledger. */
import { groupBy } from '../domain/group-by.js';
import type { DealId, PortalId } from '../domain/ids.js';
import { lineContent, type Digest, type LedgerLine } from '../domain/ledger.js';
import { monthAt } from '../domain/period.js';
import { entriesToPost, type Books, type DealVersion } from '../domain/posting.js';
import { ledgerEmpty, lockRules, SINGLE } from './ledger-facts.js';
import type { Clock, LedgerUnit } from './ports.js';

/** What a unit of work has posted. */
export interface Posted {
  readonly entries: number;
  /** Deals that they are of. */
  readonly postedDeals: number;
}

/**
 * The books as they stand, at the instant under which this unit records.
 * @throws AppError `ledger_empty` where no basis was posted yet.
 */
export async function openBooks(
  unit: LedgerUnit,
  clock: Clock,
  { portalId, timeZone }: { readonly portalId: PortalId; readonly timeZone: string },
): Promise<Books> {
  const recordedAt = await unit.recordFrom(clock.now());
  const locks = lockRules(await unit.factVersions('policy', SINGLE));
  if (locks.length === 0) throw ledgerEmpty();
  return {
    portalId,
    recordedAt,
    thisMonth: monthAt(recordedAt, timeZone),
    lastClosed: (await unit.lastClose())?.snapshot.period ?? null,
    locks,
  };
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
): Promise<Posted> {
  let [entries, postedDeals] = [0, 0];
  let chunk: (readonly [DealVersion, string])[] = [];
  const flush = async (): Promise<void> => {
    const posted = groupBy(
      await unit.entriesOf(chunk.map(([{ dealId }]) => dealId)),
      (entry) => entry.dealId,
    );
    const added = chunk.map(([version]) => entriesToPost(posted.get(version.dealId) ?? [], version, books));
    await unit.append(added.flat());
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
