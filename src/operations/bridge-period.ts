/** Explains, entry by entry, why a closed period amounts to something else today than when it was reported. */
import type { Instant } from '../domain/calendar.js';
import { bridgeOf, unexplainedMinor, type Bridge } from '../domain/bridge.js';
import type { PortalId } from '../domain/ids.js';
import type { Month } from '../domain/period.js';
import { AppError } from '../errors.js';
import type { Store } from './ports.js';

export interface PeriodBridge extends Bridge {
  readonly homeCurrency: string;
  readonly timeZone: string;
  readonly closedAt: string;
}

/**
 * Bridges a closed period from its snapshot to what is known at an instant.
 * @param knownAt null: everything that is posted.
 * @throws AppError `period_not_closed`; `invariant_broken` where the entries do not explain the difference.
 */
export async function bridgePeriod(
  store: Store,
  portalId: PortalId,
  period: Month,
  knownAt: Instant | null,
): Promise<PeriodBridge> {
  const { entries, closes } = await store.postedLedger(portalId, knownAt);
  const close = closes.find(({ snapshot }) => snapshot.period === period);
  if (close === undefined) {
    throw new AppError(
      'period_not_closed',
      `${period} is not closed, so nothing was reported that could differ from today.`,
      `Look at its books with partnership period show ${period}, or close it with partnership period close ${period}.`,
    );
  }
  const bridge = bridgeOf(entries, close);
  const unexplained = unexplainedMinor(bridge);
  if (unexplained !== 0) {
    throw new AppError(
      'invariant_broken',
      `The entries leave ${unexplained} minor units of the change of ${period} unexplained.`,
      'Run partnership verify: it says which entry or snapshot is not as it must be.',
    );
  }
  const { homeCurrency, timeZone, closedAt } = close.snapshot;
  return { ...bridge, homeCurrency, timeZone, closedAt };
}
