import type { PortalId } from '../domain/ids.js';
import { isAppError } from '../errors.js';
import type { RequestEvent } from '../hubspot/transport.js';
import type { Store } from '../operations/ports.js';
import { openStore } from '../store/store.js';
import type { CommandContext } from './command-context.js';
import { connectPortal, type PortalConnection } from './portal-connection.js';
import { requireFittingMapping } from './require-fitting-mapping.js';

/**
 * Works on the portal that the settings name and on its database; both are closed at the end.
 * @param onRequest is told of every request to the portal, beside the log.
 */
export async function withPortal<T>(
  context: CommandContext,
  work: (portal: PortalConnection, store: Store) => Promise<T>,
  onRequest?: (request: RequestEvent) => void,
): Promise<T> {
  const { config, say, stop, log } = context;
  const portal = await connectPortal(config, stop, (request) => {
    log.debug(request, 'request');
    onRequest?.(request);
  });
  try {
    const store = await openStore({ databaseUrl: config.databaseUrl ?? undefined, home: config.home });
    try {
      for (const notice of store.notices) say(`  ${notice}\n`);
      const portalId = await portalIdOf(portal);
      // Other processes of ours ask the same portal: together they keep within its limit.
      portal.shareLimit(store.rateRow(portalId));
      return await work(portal, store);
    } finally {
      await store.close();
    }
  } finally {
    await portal.close();
  }
}

async function portalIdOf(portal: PortalConnection): Promise<PortalId> {
  try {
    return (await portal.crm.account()).portalId;
  } catch (error) {
    // A pipeline that is gone is met here already; the whole check knows the line that names it, and all others.
    if (isAppError(error) && error.code === 'mapping_outdated') await requireFittingMapping(portal);
    throw error;
  }
}
