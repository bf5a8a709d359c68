/** Every registration as the last sync read it, for the numbers and queues of the partner programme. */
import type { Instant } from '../domain/calendar.js';
import type { ProgrammeRegistration } from '../domain/programme-facts.js';
import type { SyncUnit } from './sync-port.js';

/** Replaces them. @param registrations null where the portal has no place for any. */
export async function keepRegistrations(
  unit: SyncUnit,
  registrations: readonly ProgrammeRegistration[] | null,
  at: Instant,
): Promise<void> {
  const records = (registrations ?? []).map((one) => ({
    id: one.id,
    // In the domain's own words: how the portal writes them is read once.
    properties: { content: JSON.stringify(one) },
    links: {},
  }));
  await unit.saveProgrammeRecords('registrations', records, at);
  await unit.dropUnseenProgramme('registrations', at);
  const state = { missing: registrations === null, asked: 'content-1', listing: null, watermark: null };
  await unit.saveProgrammeSource('registrations', state);
}
