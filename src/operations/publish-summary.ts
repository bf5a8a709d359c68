/** The end of a sync: the portal's numbers into the CRM, where pages without a database read them. */
import { isAppError } from '../errors.js';
import type { PortalData } from './portal-data-port.js';
import type { PortalSummary } from './portal-summary.js';
import type { WorkedProgramme } from './work-out-programme.js';

/**
 * Publishes the portal's numbers, and those of its partner programme where they were worked out; a portal that takes them not is synced all the same.
 * @returns what to tell people where it did not come about; null where it did.
 */
export async function publishSummary(
  data: PortalData,
  summary: PortalSummary,
  programme: Pick<WorkedProgramme, 'summary' | 'queue'> | null = null,
): Promise<string | null> {
  try {
    await data.write('summary', summary);
    if (programme !== null) {
      await data.write('programme', programme.summary);
      await data.write('queue', programme.queue);
    }
    return null;
  } catch (error) {
    // What ends a sync from outside ends it here too; what was written stays.
    if (!isAppError(error) || error.code === 'interrupted' || error.code === 'lease_lost') throw error;
    return `The home page was not brought up to date: ${error.message} ${error.next}`;
  }
}
