/** What a deal's entries net to, worked out from sums alone: apart from how postings say that they take others back. */
import { groupBy } from './group-by.js';
import { lineKey, type LedgerEntry } from './ledger.js';
import { sumMinor } from './ledger-sums.js';

/**
 * Checks that a deal stands at most once in each effective month, and that what is left of every pool and partner is
 * what was last posted of it.
 * @param posted every entry of one deal, in the order of recording.
 * @returns what is not so, in words.
 */
export function netPositions(posted: readonly LedgerEntry[]): readonly string[] {
  return [...doubled(posted), ...notTheNewest(posted)];
}

/** Postings less what was taken back of them. */
const countOf = (entries: readonly LedgerEntry[]): number =>
  entries.reduce((count, entry) => count + (entry.reversesId === null ? 1 : -1), 0);

function doubled(posted: readonly LedgerEntry[]): readonly string[] {
  const revenue = posted.filter((entry) => entry.pool === 'revenue');
  return [...groupBy(revenue, (entry) => entry.effectivePeriod)].flatMap(([month, entries]) => {
    const count = countOf(entries);
    return count === 0 || count === 1 ? [] : [`stands ${count} times in ${month}`];
  });
}

function notTheNewest(posted: readonly LedgerEntry[]): readonly string[] {
  const keys = groupBy(posted, (entry) => JSON.stringify([lineKey(entry), entry.currency]));
  return [...keys.values()].flatMap((entries): readonly string[] => {
    const newest = entries.findLast((entry) => entry.reversesId === null);
    const stands = countOf(entries);
    const expected = stands === 0 ? 0 : (newest?.amountMinor ?? 0);
    const name = `${newest?.pool ?? 'revenue'}${newest?.partnerId == null ? '' : ` of ${newest.partnerId}`}`;
    if (stands !== 0 && stands !== 1) return [`${name} stands ${stands} times`];
    const net = sumMinor(
      entries.map((entry) => entry.amountMinor),
      name,
    );
    return net === expected
      ? []
      : [`${name} nets to ${net} minor units, and its newest posting says ${expected}`];
  });
}
