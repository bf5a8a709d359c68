import { instant } from '../domain/calendar.js';
import { portalId, type PortalId } from '../domain/ids.js';
import { AppError, isAppError } from '../errors.js';
import { ledgerEmpty } from '../operations/ledger-facts.js';
import type { Clock, Store } from '../operations/ports.js';
import { openStore } from '../store/store.js';
import type { CommandContext } from './command-context.js';
import { connectPortal } from './portal-connection.js';

/** A portal's books, and what time it is there. */
export interface OpenLedger {
  readonly store: Store;
  readonly clock: Clock;
  readonly portalId: PortalId;
}

/**
 * Works on a portal's ledger: the portal that is connected, else the only one in the database. No CRM is needed.
 * @param wanted portal id; null where none was named.
 * @throws AppError `ledger_empty` where the database has no ledger, `option_invalid` where it has several.
 */
export async function withLedger<T>(
  context: CommandContext,
  wanted: string | null,
  work: (ledger: OpenLedger) => Promise<T>,
): Promise<T> {
  const { config, say } = context;
  const connected = await connectedPortal(context);
  const store = await openStore({ databaseUrl: config.databaseUrl ?? undefined, home: config.home });
  try {
    for (const notice of store.notices) say(`${notice}\n`);
    const named = wanted === null ? (connected?.portalId ?? null) : portalId(wanted);
    const clock = connected?.clock ?? { now: () => instant(Date.now()) };
    return await work({ store, clock, portalId: named ?? (await onlyPortal(store)) });
  } finally {
    await store.close();
  }
}

async function connectedPortal(
  context: CommandContext,
): Promise<{ readonly portalId: PortalId; readonly clock: Clock } | null> {
  try {
    const portal = await connectPortal(context.config, context.stop);
    try {
      return { portalId: (await portal.crm.account()).portalId, clock: portal.clock };
    } finally {
      await portal.close();
    }
  } catch (error) {
    // Books are read without a portal too.
    if (isAppError(error) && (error.code === 'token_missing' || error.code === 'crm_unreachable'))
      return null;
    throw error;
  }
}

async function onlyPortal(store: Store): Promise<PortalId> {
  const portals = await store.ledgerPortals();
  const [first] = portals;
  if (first === undefined) throw ledgerEmpty();
  if (portals.length === 1) return first;
  throw new AppError(
    'option_invalid',
    `The database holds the books of ${portals.length} portals: ${portals.join(', ')}.`,
    'Name one with --portal, or set HUBSPOT_ACCESS_TOKEN.',
  );
}
