/** The tasks that joint plans name, and the names of owners: what queues speak of. */
import type { PartnerProgramme } from '../domain/partner-programme.js';
import { isAppError } from '../errors.js';
import type { Crm, Owner } from './crm-port.js';
import { keptRecords, replaceKept } from './programme-kept.js';
import type { ProgrammeRecord } from './programme-store-port.js';
import type { ProgrammeReadDeps, ProgrammeReadRequest } from './programme-read-deps.js';

/**
 * Reads the tasks of open objectives by id, in hundreds; one that is gone is left out. Those of closed ones wait for nobody: they
 * are asked for once, and with all else.
 */
export async function readTasks(
  { programme, crm, store, clock }: ProgrammeReadDeps,
  { portalId, homeCurrency, lease, full }: ProgrammeReadRequest,
): Promise<void> {
  const { tasks: asked } = crm.programmeReading;
  const at = clock.now();
  const kept = await keptRecords(store, portalId, 'tasks');
  const keptOwners = await keptRecords(store, portalId, 'owners');
  const companies = (await store.seenPartners(portalId)).flatMap((raw) => crm.readCompany(raw).records);
  const objectives = companies.flatMap(
    (record) => crm.partnerProgramme(record, homeCurrency).programme.objectives,
  );
  const open = new Set(tasksOf(objectives.filter(({ closedAt }) => closedAt === null)));
  const closed = [...new Set(tasksOf(objectives))].filter((id) => !open.has(id));
  const settled = full ? [] : closed.flatMap((id) => kept.get(id) ?? []);
  const gone = full ? new Set() : new Set((await store.programmeSources(portalId)).get('tasks')?.gone);
  const ids = [...open, ...closed.filter((id) => full || !(kept.has(id) || gone.has(id)))];
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
  const tasks = [...records, ...settled];
  const there = new Set(tasks.map(({ id }) => id));
  await store.writeSync(portalId, lease, async (unit) => {
    await replaceKept(unit, 'tasks', { kept, now: tasks, at });
    await unit.saveProgrammeSource('tasks', {
      ...{ missing: false, asked: asked.join(','), listing: null, watermark: null },
      gone: closed.filter((id) => !there.has(id)),
    });
    await replaceKept(unit, 'owners', { kept: keptOwners, now: owners, at });
  });
}

const tasksOf = (objectives: PartnerProgramme['objectives']): readonly string[] =>
  objectives.flatMap(({ initiatives }) =>
    initiatives.flatMap(({ kind, recordId }) => (kind === 'task' ? [recordId] : [])),
  );

/** Names are for sentences alone: a token that may not read owners leaves them without. */
async function ownersOf(crm: Crm): Promise<readonly Owner[]> {
  try {
    return await crm.owners();
  } catch (error) {
    if (isAppError(error) && error.code === 'scope_missing') return [];
    throw error;
  }
}
