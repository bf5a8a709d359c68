/** Shows a period: as reported if it is closed, else its books so far; or the list of all periods. */
import type { PortalId } from '../domain/ids.js';
import {
  dealsWithoutHomeAmount,
  policyVersionsOf,
  revenueLines,
  type RevenueLine,
} from '../domain/ledger-sums.js';
import { partnerLines, type PartnerLine, type PeriodClose } from '../domain/period-close.js';
import type { Month } from '../domain/period.js';
import { readFacts } from './ledger-facts.js';
import type { Store } from './ports.js';

export interface PeriodView {
  readonly period: Month;
  readonly homeCurrency: string;
  readonly timeZone: string;
  readonly policyVersions: readonly string[];
  readonly entries: number;
  readonly revenue: readonly RevenueLine[];
  readonly partners: readonly PartnerLine[];
  readonly dealsWithoutHomeAmount: number;
  /** Null while the period is open: its numbers may still move. */
  readonly close: PeriodClose | null;
  readonly names: ReadonlyMap<string, string>;
}

/** Every period with entries or a close, in order. */
export async function listPeriods(store: Store, portalId: PortalId): Promise<readonly PeriodView[]> {
  const ledger = await store.postedLedger(portalId, null);
  const facts = readFacts(await store.ledgerFacts(portalId, null), ledger.aliases);
  const names = new Map([...facts.partners].map(([id, partner]) => [id, partner.name ?? id]));
  const closes = new Map(ledger.closes.map((close) => [close.snapshot.period, close]));
  const months = new Set([...ledger.entries.map((entry) => entry.postedPeriod), ...closes.keys()]);
  return [...months].sort().map((period): PeriodView => {
    const close = closes.get(period) ?? null;
    if (close !== null) return { ...close.snapshot, close, names };
    const entries = ledger.entries.filter((entry) => entry.postedPeriod === period);
    return {
      period,
      ...facts.settings,
      policyVersions: policyVersionsOf(entries),
      entries: entries.length,
      revenue: revenueLines(entries),
      partners: partnerLines(entries),
      dealsWithoutHomeAmount: dealsWithoutHomeAmount(entries),
      close,
      names,
    };
  });
}

/** One period; one without entries is shown as empty. */
export async function showPeriod(store: Store, portalId: PortalId, period: Month): Promise<PeriodView> {
  const found = (await listPeriods(store, portalId)).find((view) => view.period === period);
  if (found !== undefined) return found;
  const facts = readFacts(await store.ledgerFacts(portalId, null), []);
  return {
    period,
    ...facts.settings,
    policyVersions: [],
    entries: 0,
    revenue: revenueLines([]),
    partners: [],
    dealsWithoutHomeAmount: 0,
    close: null,
    names: new Map(),
  };
}
