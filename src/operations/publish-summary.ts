/** The end of a sync: the portal's numbers into the CRM, where pages without a database read them. */
import { isAppError } from '../errors.js';
import type { PortalData } from './portal-data-port.js';
import type { PortalSummary } from './portal-summary.js';

/**
 * Publishes; a portal that takes them not is synced all the same.
 * @returns what to tell people where it did not come about; null where it did.
 */
export async function publishSummary(data: PortalData, summary: PortalSummary): Promise<string | null> {
  try {
    await data.write('summary', summary);
    return null;
  } catch (error) {
    // What ends a sync from outside ends it here too; what was written stays.
    if (!isAppError(error) || error.code === 'interrupted' || error.code === 'lease_lost') throw error;
    return `The home page was not brought up to date: ${error.message} ${error.next}`;
  }
}
