/** Everything that a store holds of a portal at once, which only tests want; read through what the product reads. */
import { instant, type Instant } from '../../src/domain/calendar.js';
import { compareIds, type DealId, type PortalId } from '../../src/domain/ids.js';
import type { LedgerEntry } from '../../src/domain/ledger.js';
import type { PeriodClose } from '../../src/domain/period-close.js';
import type { CurrentResult, DealAlias, LedgerView, Store, StoredFact } from '../../src/operations/ports.js';

/** More deals than the ledger of any test holds: one page, and entries in the order of recording. */
const ALL = 1_000_000;
const CLOCK = { now: (): Instant => instant(0) };

/** Current results in the order of ids. */
export async function currentResults(store: Store, portal: PortalId): Promise<readonly CurrentResult[]> {
  const results: CurrentResult[] = [];
  for await (const page of store.eachResult(portal)) results.push(...page);
  return results.sort((a, b) => compareIds(a.dealId, b.dealId));
}

/** Everything that is posted up to an instant. */
export interface PostedLedger {
  /** In the order of recording. */
  readonly entries: readonly LedgerEntry[];
  /** In the order of their ordinals. */
  readonly closes: readonly PeriodClose[];
  readonly aliases: readonly DealAlias[];
}

/** What is posted up to an instant; null: all of it. */
export function postedLedger(
  store: Store,
  portal: PortalId,
  knownAt: Instant | null = null,
): Promise<PostedLedger> {
  return store.readLedger(portal, CLOCK, async (view) => ({
    entries: await view.entriesOf(await dealsOf(view), knownAt),
    closes: await view.closes(knownAt),
    aliases: (await view.aliases()).filter(({ recordedAt }) => knownAt === null || recordedAt <= knownAt),
  }));
}

/** Every version of every fact up to an instant: those that deals depend on, then deals by id and version. */
export function ledgerFacts(
  store: Store,
  portal: PortalId,
  knownAt: Instant | null = null,
): Promise<readonly StoredFact[]> {
  return store.readLedger(portal, CLOCK, async (view) => [
    ...(await view.basisFacts(knownAt)),
    ...(await view.factsOf(await dealsOf(view))).filter(
      ({ recordedAt }) => knownAt === null || recordedAt <= knownAt,
    ),
  ]);
}

async function dealsOf(view: LedgerView): Promise<readonly DealId[]> {
  const ids: DealId[] = [];
  for await (const page of view.dealPages(ALL)) ids.push(...page);
  return ids;
}
