/** When a deal locks, as the ledger knows it: by its days under the policies of then, or earlier with its month. */
import { instant, type Instant } from '../domain/calendar.js';
import { daysToMs } from '../domain/decimal.js';
import type { DealId, PortalId } from '../domain/ids.js';
import { standingEntries } from '../domain/ledger.js';
import { lockedSince } from '../domain/lock.js';
import type { Month } from '../domain/period.js';
import { BasisHistory } from './basis-history.js';
import type { Clock, Store } from './ports.js';

export interface LedgerLock {
  readonly at: Instant;
  /** The month whose close locked the deal; null where its days do. */
  readonly period: Month | null;
}

/**
 * Looks a deal's lock up.
 * @returns null where the deal is not in the books, so that nothing of it can be locked.
 */
export const ledgerLock = (
  { store, clock }: { readonly store: Pick<Store, 'readLedger'>; readonly clock: Clock },
  portalId: PortalId,
  dealId: DealId,
): Promise<LedgerLock | null> =>
  store.readLedger(portalId, clock, async (view) => {
    const posted = await view.entriesOf([dealId], null);
    const revenue = standingEntries(posted).find((entry) => entry.pool === 'revenue');
    if (revenue === undefined) return null;
    const { closedAt, effectivePeriod, postedPeriod } = revenue;
    const since =
      posted.find((one) => one.effectivePeriod === effectivePeriod)?.recordedAt ?? revenue.recordedAt;
    const rules = new BasisHistory(await view.basisFacts(null)).locksAt(view.now);
    const ahead = closedAt + daysToMs(rules.at(-1)?.lockDays ?? 0);
    const opening = posted.find((one) => one.reason === 'opening' && one.effectivePeriod === effectivePeriod);
    const days = lockedSince({ closedAt, since, now: view.now }, rules) ?? instant(ahead);
    const byDays: LedgerLock = {
      at: opening === undefined ? days : instant(Math.min(days, opening.recordedAt)),
      period: null,
    };
    const close = (await view.closes(null)).find(({ snapshot }) =>
      [effectivePeriod, postedPeriod].includes(snapshot.period),
    );
    return close !== undefined && close.recordedAt < byDays.at
      ? { at: close.recordedAt, period: close.snapshot.period }
      : byDays;
  });
