/** Explains, entry by entry, why a closed period amounts to something else today than when it was reported. */
import { formatInstant, type Instant } from '../domain/calendar.js';
import { bridgeOf, unexplained, type Bridge } from '../domain/bridge.js';
import type { PortalId } from '../domain/ids.js';
import type { Month } from '../domain/period.js';
import { AppError } from '../errors.js';
import { knownAtOf } from './known-at.js';
import type { Clock, Store } from './ports.js';

export interface PeriodBridge extends Bridge {
  readonly homeCurrency: string;
  readonly timeZone: string;
  readonly closedAt: string;
  /** ISO 8601: as of when `current` is known. */
  readonly asOf: string;
}

/**
 * Bridges a closed period from its snapshot to what is known at an instant.
 * @param knownAt null: everything that is posted.
 * @throws AppError `period_not_closed`, `as_of_in_future`; `invariant_broken` where the entries do not explain the
 *   difference, line by line.
 */
export const bridgePeriod = (
  { store, clock }: { readonly store: Store; readonly clock: Clock },
  portalId: PortalId,
  period: Month,
  knownAt: Instant | null,
): Promise<PeriodBridge> =>
  store.readLedger(portalId, clock, async (view) => {
    const asOf = knownAtOf(view, knownAt);
    const close = (await view.closes(asOf)).find(({ snapshot }) => snapshot.period === period);
    if (close === undefined) {
      throw new AppError(
        'period_not_closed',
        `${period} is not closed, so nothing was reported that could differ from today.`,
        `Look at its books with partnership period show ${period}, or close it with partnership period close ${period}.`,
      );
    }
    const bridge = bridgeOf(await view.entriesOfMonth(period, 'posted_or_effective', asOf), close);
    const open = unexplained(bridge);
    if (open.length > 0) {
      const lines = open.map(({ what, minor }) => `${what} by ${minor}`).join('; ');
      throw new AppError(
        'invariant_broken',
        `The entries leave changes of ${period} unexplained, in minor units: ${lines}.`,
        'Run partnership verify: it says which entry or snapshot is not as it must be.',
      );
    }
    const { homeCurrency, timeZone, closedAt } = close.snapshot;
    return { ...bridge, homeCurrency, timeZone, closedAt, asOf: formatInstant(asOf) };
  });
