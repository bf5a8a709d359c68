/** Every registration as the last sync kept it, with or without a deal. */
import type { PortalId } from '../domain/ids.js';
import type { ProgrammeRegistration } from '../domain/programme-facts.js';
import type { ProgrammeStore } from './programme-store-port.js';

const PAGE = 5_000;

/** Reads them, in the order of their ids; none before the first sync, and where the portal has no place for any. */
export async function registrationsAsSynced(
  store: Pick<ProgrammeStore, 'programmeRecords'>,
  portalId: PortalId,
): Promise<readonly ProgrammeRegistration[]> {
  const all: ProgrammeRegistration[] = [];
  for (let after: string | null = null; ;) {
    const page = await store.programmeRecords(portalId, 'registrations', after, PAGE);
    for (const { properties } of page) {
      // In the domain's own words, as `keepRegistrations` writes them.
      const content = properties['content'];
      if (content != null) all.push(JSON.parse(content) as ProgrammeRegistration);
    }
    if (page.length < PAGE) return all;
    after = page.at(-1)?.id ?? null;
  }
}
