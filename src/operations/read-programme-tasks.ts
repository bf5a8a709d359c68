/** The tasks that joint plans name, and the names of owners: what queues speak of. */
import { isAppError } from '../errors.js';
import type { Crm, Owner } from './crm-port.js';
import type { ProgrammeRecord } from './programme-store-port.js';
import type { ProgrammeReadDeps, ProgrammeReadRequest } from './programme-read-deps.js';

/** Reads the tasks of open objectives by id, in hundreds; one that is gone is left out. */
export async function readTasks(
  { programme, crm, store, clock }: ProgrammeReadDeps,
  { portalId, homeCurrency, lease }: ProgrammeReadRequest,
): Promise<void> {
  const { tasks: asked } = crm.programmeReading;
  const at = clock.now();
  const companies = (await store.seenPartners(portalId)).flatMap((raw) => crm.readCompany(raw).records);
  const ids = companies.flatMap((record) =>
    crm
      .partnerProgramme(record, homeCurrency)
      .programme.objectives.flatMap(({ initiatives }) =>
        initiatives.flatMap(({ kind, recordId }) => (kind === 'task' ? [recordId] : [])),
      ),
  );
  const raws = ids.length === 0 ? [] : await programme.byId('tasks', asked, ids);
  const records = raws.map(({ id, properties }): ProgrammeRecord => ({
    id,
    properties: Object.fromEntries(asked.map((name) => [name, properties[name] ?? null])),
    links: {},
  }));
  const owners = (await ownersOf(crm)).map(({ id, name }): ProgrammeRecord => ({
    id,
    properties: { name },
    links: {},
  }));
  await store.writeSync(portalId, lease, async (unit) => {
    await unit.saveProgrammeRecords('tasks', records, at);
    await unit.dropUnseenProgramme('tasks', at);
    await unit.saveProgrammeRecords('owners', owners, at);
    await unit.dropUnseenProgramme('owners', at);
  });
}

/** Names are for sentences alone: a token that may not read owners leaves them without. */
async function ownersOf(crm: Crm): Promise<readonly Owner[]> {
  try {
    return await crm.owners();
  } catch (error) {
    if (isAppError(error) && error.code === 'scope_missing') return [];
    throw error;
  }
}
