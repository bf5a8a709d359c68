/** Shows a period: as reported if it is closed, else its books so far; or the list of all periods. */
import type { PortalId } from '../domain/ids.js';
import type { LedgerEntry } from '../domain/ledger.js';
import {
  dealsWithoutHomeAmount,
  policyVersionsOf,
  revenueLines,
  revenueOrigins,
  type RevenueLine,
  type RevenueOrigins,
} from '../domain/ledger-sums.js';
import { partnerLines, type PartnerLine, type PeriodClose } from '../domain/period-close.js';
import type { Month } from '../domain/period.js';
import { BasisHistory } from './basis-history.js';
import { ledgerEmpty } from './ledger-facts.js';
import type { Clock, LedgerView, Store } from './ports.js';

export interface PeriodView {
  readonly period: Month;
  readonly homeCurrency: string;
  readonly timeZone: string;
  readonly policyVersions: readonly string[];
  readonly entries: number;
  readonly revenue: readonly RevenueLine[];
  /** The same apart, by what says the class; null where nothing is legacy. */
  readonly origins: RevenueOrigins | null;
  readonly partners: readonly PartnerLine[];
  readonly dealsWithoutHomeAmount: number;
  /** Null while the period is open: its numbers may still move. */
  readonly close: PeriodClose | null;
  readonly names: ReadonlyMap<string, string>;
}

/** Where periods are shown from. */
interface ShowDeps {
  readonly store: Store;
  readonly clock: Clock;
}

/**
 * Every period with entries or a close, in order; the entries of one open month at a time are held.
 * @throws AppError `ledger_empty` before the first sync.
 */
export const listPeriods = ({ store, clock }: ShowDeps, portalId: PortalId): Promise<readonly PeriodView[]> =>
  store.readLedger(portalId, clock, async (view) => {
    const periods = await periodsOf(view);
    const months = new Set([...(await view.postedMonths()), ...periods.closed.keys()]);
    const views: PeriodView[] = [];
    for (const month of [...months].sort()) views.push(await periods.view(month as Month));
    return views;
  });

/** One period; one without entries is shown as empty. Errors as `listPeriods`. */
export const showPeriod = (
  { store, clock }: ShowDeps,
  portalId: PortalId,
  period: Month,
): Promise<PeriodView> =>
  store.readLedger(portalId, clock, async (view) => (await periodsOf(view)).view(period));

async function periodsOf(view: LedgerView) {
  const history = new BasisHistory(await view.basisFacts(null));
  const closed = new Map((await view.closes(null)).map((close) => [close.snapshot.period, close]));
  const namesAt = (version: number): ReadonlyMap<string, string> =>
    new Map([...(history.basis(version)?.partners ?? [])].map(([id, partner]) => [id, partner.name ?? id]));
  const known = history.basis(history.newest);
  if (known === null) throw ledgerEmpty();
  return {
    closed,
    async view(period: Month): Promise<PeriodView> {
      const close = closed.get(period) ?? null;
      const now = namesAt(history.newest);
      // A closed month keeps the names that it was reported under.
      if (close !== null) {
        const names = new Map([...now, ...namesAt(history.versionAt(close.recordedAt))]);
        return { ...close.snapshot, origins: close.snapshot.origins ?? null, close, names };
      }
      return {
        ...openView(period, await view.entriesOfMonth(period, 'posted', null)),
        ...known.settings,
        names: now,
      };
    },
  };
}

const openView = (period: Month, entries: readonly LedgerEntry[]) => ({
  period,
  policyVersions: policyVersionsOf(entries),
  entries: entries.length,
  revenue: revenueLines(entries),
  origins: revenueOrigins(entries),
  partners: partnerLines(entries),
  dealsWithoutHomeAmount: dealsWithoutHomeAmount(entries),
  close: null,
});
