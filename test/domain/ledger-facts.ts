/** Lines and books for tests of the ledger, in as few words as a row allows. */
import { instant, type Instant } from '../../src/domain/calendar.js';
import { dealId, partnerId, portalId } from '../../src/domain/ids.js';
import { entryContent, type LedgerEntry, type LedgerLine, type NewEntry } from '../../src/domain/ledger.js';
import { monthAt, type Month } from '../../src/domain/period.js';
import { entriesToPost, type Books, type DealVersion } from '../../src/domain/posting.js';

export const PORTAL = portalId('1001');
export const month = (text: string): Month => text as Month;
export const utc = (text: string): Instant => instant(Date.parse(text));

const common = {
  dealId: dealId('1'),
  bucket: 'new',
  currency: 'USD',
  homeCurrency: 'USD',
  policyVersion: 'default-1',
} as const;

/** A deal that partner 7 sourced, closed on 5 September 2026 unless said otherwise: three lines. */
export function linesOf(
  amountMinor: number,
  { closed = '2026-09-05T12:00:00Z', partner = '7', evidence = 'meeting-1', deal = '1' } = {},
): readonly LedgerLine[] {
  const closedAt = utc(closed);
  const shared = {
    ...common,
    dealId: dealId(deal),
    amountMinor,
    homeAmountMinor: amountMinor,
    closedAt,
    effectivePeriod: monthAt(closedAt, 'UTC'),
    evidenceIds: [evidence],
  };
  const credit = { ...shared, partnerId: partnerId(partner), class: null };
  return [
    { ...shared, partnerId: null, pool: 'revenue', model: null, class: 'sourced' },
    { ...credit, pool: 'source', model: null },
    { ...credit, pool: 'model', model: 'linear' },
  ];
}

export const won = (lines: readonly LedgerLine[]): DealVersion => ({
  dealId: lines[0]?.dealId ?? dealId('1'),
  lines,
  absence: 'left_won',
});
export const gone = (absence: DealVersion['absence'] = 'left_won'): DealVersion => ({
  dealId: dealId('1'),
  lines: [],
  absence,
});

export const books = (now: string, lastClosed: string | null = null, lockDays = 14): Books => ({
  portalId: PORTAL,
  recordedAt: utc(now),
  thisMonth: monthAt(utc(now), 'UTC'),
  lastClosed: lastClosed === null ? null : month(lastClosed),
  locks: [{ from: utc('2000-01-01'), lockDays }],
});

/** Stands for SHA-256: content itself tells entries apart as well. */
export const asEntry = (entry: NewEntry, recordedAt: Instant): LedgerEntry => ({
  ...entry,
  id: entryContent(entry),
  recordedAt,
});

/** Posts a version on top of what is posted. */
export function post(
  posted: readonly LedgerEntry[],
  version: DealVersion,
  at: Books,
): readonly LedgerEntry[] {
  return [...posted, ...entriesToPost(posted, version, at).map((entry) => asEntry(entry, at.recordedAt))];
}

/** "revenue +100000 in 2026-09: won", reversals with "takes back". */
export const told = (entries: readonly LedgerEntry[]): readonly string[] =>
  entries.map(
    ({ pool, amountMinor, postedPeriod, reason, reversesId }) =>
      `${pool} ${amountMinor} in ${postedPeriod}: ${reason}${reversesId === null ? '' : ', taken back'}`,
  );
