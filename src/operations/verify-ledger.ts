/**
 * Checks the ledger against the facts behind it: the engine works everything out anew, and the invariants compare. Deals
 * are read some at a time, and closed months one by one, so that a ledger of any size fits.
 */
import { instant, type Instant } from '../domain/calendar.js';
import { checkClose } from '../domain/book-invariants.js';
import type { PortalId } from '../domain/ids.js';
import type { Violation } from '../domain/invariants.js';
import { JournalCheck, type JournalRow } from '../domain/journal.js';
import { BasisHistory } from './basis-history.js';
import { ledgerEmpty } from './ledger-facts.js';
import type { Clock, LedgerView, Run, Store } from './ports.js';
import { ALWAYS } from './recompute.js';
import { alteredFacts, verifyDeals, type VerifyContext } from './verify-deals.js';

export interface Verification {
  readonly portalId: PortalId;
  readonly entries: number;
  /** Deals with facts or entries. */
  readonly deals: number;
  readonly closedPeriods: number;
  /** Deals that a sync which is under way, or was stopped, has still to post: not a violation. */
  readonly pendingDeals: number;
  /** The newest row of the journal: kept elsewhere, it tells whether anything was taken away behind it. */
  readonly journal: { readonly ordinal: number; readonly hash: string };
  readonly violations: readonly Violation[];
}

/** A row of the journal that was kept elsewhere; the hash may be its beginning. */
export interface KeptRow {
  readonly ordinal: number;
  readonly hash: string;
}

/** Deals that are looked at together. */
const PAGE = 500;

/**
 * Verifies a portal's ledger, as one snapshot has it; changes nothing.
 * @param kept a row of the journal that was written down elsewhere, to be found again.
 * @throws AppError `ledger_empty` before the first sync.
 */
export const verifyLedger = (
  { store, clock }: { readonly store: Store; readonly clock: Clock },
  portalId: PortalId,
  kept: KeptRow | null = null,
): Promise<Verification> =>
  store.readLedger(portalId, clock, (view) => verifyView(view, portalId, kept, store.digest));

async function verifyView(
  view: LedgerView,
  portalId: PortalId,
  kept: KeptRow | null,
  digest: Store['digest'],
): Promise<Verification> {
  const basis = await view.basisFacts(null);
  const journal = await view.journal();
  if (!basis.some(({ kind }) => kind === 'portal')) throw ledgerEmpty();
  const context = await contextOf(view, portalId, new BasisHistory(basis), journal, digest);
  const violations: Violation[] = alteredFacts(basis, digest).map((subject) => ({
    invariant: 'entries_are_whole',
    subject,
    detail: 'is not what its hash says',
  }));
  let [entries, deals, pendingDeals] = [0, 0, 0];
  for await (const page of view.dealPages(PAGE)) {
    const found = await verifyDeals(view, page, context);
    deals += page.length;
    entries += found.entries;
    pendingDeals += found.pending;
    violations.push(...found.violations);
  }
  violations.push(...(await closeViolations(view, context)));
  const check = new JournalCheck(portalId, digest);
  violations.push(...(await journalViolations(view, check)), ...keptViolations(journal, kept));
  const { ordinal = 0, hash = '' } = check.last() ?? {};
  const closedPeriods = context.closes.length;
  return { portalId, entries, deals, closedPeriods, pendingDeals, journal: { ordinal, hash }, violations };
}

async function contextOf(
  view: LedgerView,
  portalId: PortalId,
  history: BasisHistory,
  journal: readonly JournalRow[],
  digest: Store['digest'],
): Promise<VerifyContext> {
  const run = (await view.runs(RUNS_LOOKED_AT)).find(({ kind }) => kind === 'sync');
  return {
    portalId,
    history,
    asOfUnit: new Map(journal.map(({ recordedAt, asOf }) => [recordedAt, asOf])),
    closes: await view.closes(null),
    aliases: await view.aliases(),
    now: instant(Math.max(view.now, (view.lastRecordedAt ?? -Infinity) + 1)),
    asOf: journal.findLast(({ asOf }) => asOf !== null)?.asOf ?? ALWAYS,
    unfinishedSince: run === undefined || run.state === 'done' ? null : firstUnitOf(run, journal),
    digest,
  };
}

const RUNS_LOOKED_AT = 100;

/** When the run posted its first deals; the end of time where it has posted none. */
const firstUnitOf = ({ asOf }: Run, journal: readonly JournalRow[]): Instant =>
  journal.find((row) => row.asOf === asOf)?.recordedAt ?? ALWAYS;

async function closeViolations(
  view: LedgerView,
  { portalId, closes, digest }: VerifyContext,
): Promise<readonly Violation[]> {
  const violations: Violation[] = [];
  for (const [place, close] of closes.entries()) {
    const posted = await view.entriesOfMonth(close.snapshot.period, 'posted', null);
    violations.push(...checkClose(close, { portalId, posted, previous: closes[place - 1] ?? null, digest }));
  }
  return violations;
}

async function journalViolations(view: LedgerView, check: JournalCheck): Promise<readonly Violation[]> {
  const violations: Violation[] = [];
  for await (const page of view.journalUnits()) {
    for (const unit of page)
      for (const detail of check.add(unit))
        violations.push({ invariant: 'journal_holds', subject: `journal row ${unit.ordinal}`, detail });
  }
  return violations;
}

function keptViolations(journal: readonly JournalRow[], kept: KeptRow | null): readonly Violation[] {
  if (kept === null) return [];
  const row = journal.find(({ ordinal }) => ordinal === kept.ordinal);
  if (row?.hash.startsWith(kept.hash) === true) return [];
  const detail =
    row === undefined
      ? 'was kept elsewhere, and is not there'
      : `has another hash than the one that was kept`;
  return [{ invariant: 'journal_holds', subject: `journal row ${kept.ordinal}`, detail }];
}
