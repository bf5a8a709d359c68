/** Closes periods: in order, once, and only when they are over and a sync has seen them whole. */
import { formatInstant, type Instant } from '../domain/calendar.js';
import type { PortalId } from '../domain/ids.js';
import type { JournalRow } from '../domain/journal.js';
import { closeOf, type PeriodClose } from '../domain/period-close.js';
import { addMonths, monthAt, startOfMonth, type Month } from '../domain/period.js';
import { AppError } from '../errors.js';
import { ledgerEmpty, SINGLE, type LedgerSettings } from './ledger-facts.js';
import type { Clock, LedgerUnit, Store } from './ports.js';

export interface CloseRequest {
  readonly portalId: PortalId;
  readonly period: Month;
  /** Also closes the open periods before it, one after the other. */
  readonly through: boolean;
}

export interface CloseSummary {
  /** In order; empty where the period was closed already. */
  readonly closed: readonly PeriodClose[];
  /** The newest row of the journal, which is that of this close if it closed anything: to be kept elsewhere. */
  readonly journal: Pick<JournalRow, 'ordinal' | 'hash'>;
}

/**
 * Closes a period. Closing it again does nothing.
 * @throws AppError `period_not_ready` where it is not over, an earlier one is open, or no sync has run since it ended;
 *   `ledger_empty` before the first sync.
 */
export async function closePeriod(
  { store, clock }: { readonly store: Store; readonly clock: Clock },
  { portalId, period, through }: CloseRequest,
): Promise<CloseSummary> {
  const syncedAt = await lastSync(store, portalId);
  const closed = await store.writeLedger(portalId, async (unit) => {
    const settings = await settingsOf(unit);
    const last = (await unit.lastClose())?.snapshot.period ?? null;
    if (last !== null && period <= last) return [];
    const now = await unit.recordFrom(clock.now());
    refuseUnfinished(period, settings, now, syncedAt);
    const next = await nextToClose(unit, last, period);
    if (next < period && !through) throw outOfOrder(period, next);
    const closed: PeriodClose[] = [];
    for (let month = next; month <= period; month = addMonths(month, 1)) {
      closed.push(await closeOne(unit, { portalId, period: month, recordedAt: now, ...settings }, store));
    }
    return closed;
  });
  const newest = await store.readLedger(portalId, clock, (view) => view.lastJournal());
  return { closed, journal: { ordinal: newest?.ordinal ?? 0, hash: newest?.hash ?? '' } };
}

async function closeOne(
  unit: LedgerUnit,
  closing: Omit<Parameters<typeof closeOf>[1], 'previous'>,
  { digest }: Store,
): Promise<PeriodClose> {
  const posted = await unit.entriesPostedIn(closing.period);
  const close = closeOf(posted, { ...closing, previous: await unit.lastClose() }, digest);
  await unit.appendClose(close);
  return close;
}

/** The books begin with the first entry; from the first close on, no month is skipped. */
async function nextToClose(unit: LedgerUnit, last: Month | null, period: Month): Promise<Month> {
  if (last !== null) return addMonths(last, 1);
  const earliest = (await unit.earliestOpenPeriod()) as Month | null;
  if (earliest !== null && earliest <= period) return earliest;
  throw new AppError(
    'period_not_ready',
    earliest === null
      ? 'There is nothing in the books to close.'
      : `The books begin in ${earliest}; ${period} lies before them.`,
    earliest === null ? 'Run: partnership sync' : `Close ${earliest} first, or give the month that you mean.`,
  );
}

async function settingsOf(unit: LedgerUnit): Promise<LedgerSettings> {
  const fact = await unit.newestFact('portal', SINGLE);
  if (fact?.content == null) throw ledgerEmpty();
  return JSON.parse(fact.content) as LedgerSettings;
}

async function lastSync(store: Store, portalId: PortalId): Promise<Instant | null> {
  const runs = await store.listRuns(portalId, RUNS_LOOKED_AT);
  return runs.find((run) => run.kind === 'sync' && run.state === 'done')?.asOf ?? null;
}

const RUNS_LOOKED_AT = 100;

function refuseUnfinished(
  period: Month,
  { timeZone }: LedgerSettings,
  now: Instant,
  syncedAt: Instant | null,
): void {
  const ends = startOfMonth(addMonths(period, 1), timeZone);
  if (now < ends) {
    throw new AppError(
      'period_not_ready',
      `${period} is not over: in ${timeZone} it is ${monthAt(now, timeZone)}.`,
      `Close it from ${formatInstant(ends)} on.`,
    );
  }
  if (syncedAt === null || syncedAt < ends) {
    throw new AppError(
      'period_not_ready',
      `No sync has run since ${period} ended, so deals that closed in it may be missing.`,
      'Run partnership sync, then close the period.',
    );
  }
}

const outOfOrder = (period: Month, next: Month): AppError =>
  new AppError(
    'period_not_ready',
    `${period} cannot be closed yet: periods close in order, and ${next} is open.`,
    `Close ${next} first, or close all up to it: partnership period close ${period} --through.`,
  );
