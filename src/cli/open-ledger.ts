import type { PortalId } from '../domain/ids.js';
import { AppError, isAppError, type ErrorCode } from '../errors.js';
import { ledgerEmpty } from '../operations/ledger-facts.js';
import type { Clock, Store } from '../operations/ports.js';
import { openStore } from '../store/store.js';
import type { CommandContext } from './command-context.js';
import { openPortal, portalClock } from './portal-connection.js';

/** A portal's books, and what time it is there. */
export interface OpenLedger {
  readonly store: Store;
  readonly clock: Clock;
  readonly portalId: PortalId;
}

/**
 * Works on a portal's ledger: the portal that is named, else the only one in the database, else the one that is
 * connected. The CRM is asked only which portal that is, where the database has several or none: what is known of a
 * portal is wanted most when the portal cannot be reached.
 * @param wanted portal id; null where none was named.
 * @throws AppError `ledger_empty` where the database has no ledger, `option_invalid` where it has several or not the one
 *   that is named.
 */
export async function withLedger<T>(
  context: CommandContext,
  wanted: string | null,
  work: (ledger: OpenLedger) => Promise<T>,
): Promise<T> {
  const { config, say } = context;
  const store = await openStore({ databaseUrl: config.databaseUrl ?? undefined, home: config.home });
  try {
    for (const notice of store.notices) say(`${notice}\n`);
    const named = wanted === null ? await unnamedPortal(context, store) : await namedPortal(store, wanted);
    return await work({ store, clock: await portalClock(config), portalId: named });
  } finally {
    await store.close();
  }
}

async function namedPortal(store: Store, wanted: string): Promise<PortalId> {
  const portals = await store.knownPortals();
  const named = portals.find((portal) => portal === wanted);
  if (named !== undefined) return named;
  if (portals.length === 0) throw ledgerEmpty();
  throw new AppError(
    'option_invalid',
    `There is no portal ${wanted}; this database has ${portals.join(', ')}.`,
    'Name one of these with --portal.',
  );
}

async function unnamedPortal(context: CommandContext, store: Store): Promise<PortalId> {
  const [first, ...others] = await store.knownPortals();
  if (first !== undefined && others.length === 0) return first;
  return (await connectedPortal(context)) ?? (await onlyPortal(store));
}

async function connectedPortal(context: CommandContext): Promise<PortalId | null> {
  try {
    const portal = await openPortal(context.config, context.stop);
    try {
      return (await portal.crm.account()).portalId;
    } finally {
      await portal.close();
    }
  } catch (error) {
    // Books are read without a portal too, whatever is the matter with it.
    if (isAppError(error) && !ENDS_IT.has(error.code)) return null;
    throw error;
  }
}

/** Settings that do not hold, and Ctrl-C. */
const ENDS_IT: ReadonlySet<ErrorCode> = new Set(['config_invalid', 'interrupted']);

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
