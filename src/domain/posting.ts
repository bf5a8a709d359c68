/** What to post on a deal, given what is posted: attribution.md §6, one deal at a time. */
import { isLegacyLine } from './baseline.js';
import type { Instant } from './calendar.js';
import type { DealId, PortalId } from './ids.js';
import {
  lineContent,
  lineKey,
  moneyContent,
  negated,
  standingEntries,
  type LedgerEntry,
  type LedgerLine,
  type NewEntry,
  type Reason,
} from './ledger.js';
import { lockedSince, type LockRule } from './lock.js';
import { laterMonth, addMonths, type Month } from './period.js';

/** Why a deal has no lines any more. */
export const ABSENCES = ['left_won', 'deleted', 'set_aside', 'merged'] as const satisfies readonly Reason[];
export type Absence = (typeof ABSENCES)[number];

/** What a deal should say from now on. */
export interface DealVersion {
  readonly dealId: DealId;
  /** Empty where the deal is not won, or gone. */
  readonly lines: readonly LedgerLine[];
  /** Said of the reversals where `lines` is empty. */
  readonly absence: Absence;
}

/** The books at the moment of posting. */
export interface Books {
  readonly portalId: PortalId;
  readonly recordedAt: Instant;
  /** The month of `recordedAt` in the portal's time zone. */
  readonly thisMonth: Month;
  /** Every period up to this one is closed; null before the first close. */
  readonly lastClosed: Month | null;
  /** The lock days of every policy so far, in the order of recording. */
  readonly locks: readonly LockRule[];
}

/** The period that takes adjustments: this month, or the one after the last close if a clock went back. */
export const openPeriod = ({ thisMonth, lastClosed }: Books): Month =>
  lastClosed === null ? thisMonth : laterMonth(thisMonth, addMonths(lastClosed, 1));

const isClosed = (month: Month, { lastClosed }: Books): boolean => lastClosed !== null && month <= lastClosed;

/**
 * Whether a posted entry is locked: `lockDays` after the deal's close, and with either of its periods. An opening entry
 * is from when it is posted, and so is whatever takes its place.
 * @param posted every entry of the deal: since when it stands in the books of its month.
 */
export function isLocked(entry: LedgerEntry, posted: readonly LedgerEntry[], books: Books): boolean {
  if (isClosed(entry.effectivePeriod, books) || isClosed(entry.postedPeriod, books)) return true;
  const { closedAt, effectivePeriod } = entry;
  if (posted.some((one) => one.reason === 'opening' && one.effectivePeriod === effectivePeriod)) return true;
  const since = posted.find((one) => one.effectivePeriod === effectivePeriod)?.recordedAt ?? entry.recordedAt;
  return lockedSince({ closedAt, since, now: books.recordedAt }, books.locks) !== null;
}

/**
 * What to post so that the ledger says what the deal says now. Posting it and asking again gives nothing.
 *
 * On an unlocked deal what differs is reversed where it was posted, and posted anew in its effective period. On a
 * locked one only money counts (what it was worked out under is settled), and both go to the open period. A refund, a
 * smaller amount in the same currency, goes to the open period too, as the original split reversed. What a portal's own
 * field said of a deal from before the baseline is an opening entry, which is locked at once.
 * @param posted every entry of the deal, in the order of recording.
 */
export function entriesToPost(
  posted: readonly LedgerEntry[],
  version: DealVersion,
  books: Books,
): readonly NewEntry[] {
  const standing = standingEntries(posted);
  const locked = standing.some((entry) => isLocked(entry, posted, books));
  const content = locked ? moneyContent : lineContent;
  const wanted = new Set(version.lines.map(content));
  const there = new Set(standing.map(content));
  const stale = standing.filter((entry) => !wanted.has(content(entry)));
  const missing = version.lines.filter((line) => !there.has(content(line)));
  const posting = {
    books,
    ordinal: 1 + posted.reduce((most, entry) => Math.max(most, entry.ordinal), 0),
    ...reasonAndPlace(posted, standing, version, locked, books),
  };
  return [
    ...stale.map((entry) => reversalOf(entry, posting)),
    ...missing.map((line) =>
      entryOf(
        line,
        { ...posting, place: posting.place ?? booksOf(line, standing) },
        replacedBy(line, posted, standing),
      ),
    ),
  ];
}

/**
 * The books in which a correction takes an entry's place: where that entry stands, if it stands in others than its
 * own. After a refund, say: its month still holds the first posting and the open one took it back, so a correction in
 * the month of the close would count the deal twice there.
 */
function booksOf(line: LedgerLine, standing: readonly LedgerEntry[]): Month | null {
  const before = standing.find((entry) => lineKey(entry) === lineKey(line)) ?? revenueOf(standing);
  return before === undefined || before.postedPeriod === before.effectivePeriod ? null : before.postedPeriod;
}

interface Posting {
  readonly books: Books;
  readonly ordinal: number;
  readonly reason: Reason;
  /** Where everything of this posting goes; null: each line where it belongs. */
  readonly place: Month | null;
}

function reasonAndPlace(
  posted: readonly LedgerEntry[],
  standing: readonly LedgerEntry[],
  version: DealVersion,
  locked: boolean,
  books: Books,
): Pick<Posting, 'reason' | 'place'> {
  const open = openPeriod(books);
  if (version.lines.length === 0) return { reason: version.absence, place: locked ? open : null };
  if (standing.length === 0) {
    // A deal that was taken back after its lock, and comes back into the same month, changes today's books, not those
    // of then: that month still holds its first posting.
    const settled = posted.some(
      (entry) =>
        isLocked(entry, posted, books) && entry.effectivePeriod === version.lines[0]?.effectivePeriod,
    );
    const late = settled || version.lines.some((line) => isClosed(line.effectivePeriod, books));
    if (isOpening(standing, version.lines) && !settled)
      return { reason: 'opening', place: late ? open : null };
    return late ? { reason: 'won_late', place: open } : { reason: 'won', place: null };
  }
  // A baseline that is set over books that are kept already: history is told anew where its months are open.
  if (isOpening(standing, version.lines)) {
    const closed = standing.some(
      (one) => isClosed(one.postedPeriod, books) || isClosed(one.effectivePeriod, books),
    );
    return closed ? { reason: 'adjustment', place: open } : { reason: 'opening', place: null };
  }
  if (isRefund(standing, version.lines)) return { reason: 'refund', place: open };
  return locked ? { reason: 'adjustment', place: open } : { reason: 'correction', place: null };
}

/** Whether a deal comes to say what the portal's own field said, and did not before. */
const isOpening = (standing: readonly LedgerEntry[], lines: readonly LedgerLine[]): boolean =>
  lines.some(isLegacyLine) && !standing.some(isLegacyLine);

const revenueOf = <Line extends LedgerLine>(lines: readonly Line[]): Line | undefined =>
  lines.find((line) => line.pool === 'revenue');

function isRefund(standing: readonly LedgerEntry[], lines: readonly LedgerLine[]): boolean {
  const [before, after] = [revenueOf(standing), revenueOf(lines)];
  return (
    before !== undefined &&
    after !== undefined &&
    before.currency === after.currency &&
    after.amountMinor < before.amountMinor
  );
}

/** The entry that a line takes the place of: of the same pool and partner, else the deal's revenue. */
function replacedBy(
  line: LedgerLine,
  posted: readonly LedgerEntry[],
  standing: readonly LedgerEntry[],
): string | null {
  const before = standing.length > 0 ? standing : posted.filter((entry) => entry.reversesId === null);
  const same = before.findLast((entry) => lineKey(entry) === lineKey(line));
  return (same ?? before.findLast((entry) => entry.pool === 'revenue'))?.id ?? null;
}

const reversalOf = (entry: LedgerEntry, { books, ordinal, reason, place }: Posting): NewEntry => ({
  ...lineOf(entry),
  amountMinor: negated(entry.amountMinor),
  homeAmountMinor: entry.homeAmountMinor === null ? null : negated(entry.homeAmountMinor),
  portalId: books.portalId,
  ordinal,
  postedPeriod: place ?? entry.postedPeriod,
  reason,
  adjustsId: entry.id,
  reversesId: entry.id,
});

const entryOf = (
  line: LedgerLine,
  { books, ordinal, reason, place }: Posting,
  adjustsId: string | null,
): NewEntry => ({
  ...lineOf(line),
  portalId: books.portalId,
  ordinal,
  postedPeriod: place ?? (isClosed(line.effectivePeriod, books) ? openPeriod(books) : line.effectivePeriod),
  reason,
  adjustsId,
  reversesId: null,
});

/** The line alone, of whatever carries one. */
const lineOf = (line: LedgerLine): LedgerLine => ({
  dealId: line.dealId,
  partnerId: line.partnerId,
  pool: line.pool,
  model: line.model,
  class: line.class,
  bucket: line.bucket,
  currency: line.currency,
  amountMinor: line.amountMinor,
  homeCurrency: line.homeCurrency,
  homeAmountMinor: line.homeAmountMinor,
  effectivePeriod: line.effectivePeriod,
  closedAt: line.closedAt,
  policyVersion: line.policyVersion,
  evidenceIds: line.evidenceIds,
});
