/** What people do between two syncs of a scene in which one is killed. */
import type { Sandbox } from '../../src/sandbox/index.js';
import { callOf, REGISTRATIONS, registrationsIn } from './registered.js';

/** A little of everything that people do between two syncs. */
export async function edit(sandbox: Sandbox): Promise<void> {
  const { portal } = sandbox;
  const call = callOf(sandbox);
  const deals = [...portal.records.list('deals')].map(({ id }) => id);
  const [partner] = [...portal.records.list('companies')].map(({ id }) => id);
  for (const [place, id] of deals.entries()) {
    const at = `/crm/objects/2026-09/deals/${id}`;
    if (place % 5 === 0) await call('PATCH', at, { properties: { amount: String(1000 + place) } });
    if (place % 7 === 1) await call('PATCH', at, { properties: { partnership_class: 'direct' } });
    if (place % 11 === 2) await call('DELETE', at);
    if (place % 6 === 3) await call('PUT', `${at}/associations/default/companies/${partner}`);
  }
  const [first, second] = deals.slice(5, 7);
  await call('POST', '/crm/objects/2026-09/deals/merge', { primaryObjectId: first, objectIdToMerge: second });
  await editProgramme(sandbox);
}

/** What people do in the partner programme meanwhile: nothing of it touches a deal. */
async function editProgramme(sandbox: Sandbox): Promise<void> {
  const call = callOf(sandbox);
  const set = (type: string, place: number, properties: Record<string, string>): Promise<unknown> => {
    const [id] = [...sandbox.portal.records.list(type as 'tickets')].slice(place).map((one) => one.id);
    return call('PATCH', `/crm/objects/2026-09/${type}/${id}`, { properties });
  };
  await set('tickets', -1, { hs_pipeline_stage: '4' });
  await set('tickets', 3, { hs_ticket_category: 'PARTNER_ESCALATION' });
  await set('tasks', 0, { hs_task_status: 'COMPLETED' });
  await set('companies', 2, { partnership_stage: 'optimization_renewal', partnership_agreement_ends: '' });
  await set('contacts', 0, { partnership_executive: 'true' });
  await set('meetings', -1, { hs_meeting_outcome: 'CANCELED' });
  const [over, protectedOne] = [...registrationsIn(sandbox)].filter((one) =>
    ['Waits', 'Protected'].includes(one.properties.get('partnership_name') ?? ''),
  );
  const ended = { partnership_protected_until: '2026-11-01T00:00:00Z' };
  await call('PATCH', `${REGISTRATIONS}/${over?.id}`, { properties: { partnership_status: 'rejected' } });
  await call('PATCH', `${REGISTRATIONS}/${protectedOne?.id}`, { properties: ended });
}

/** More than are kept together: the list of them is stored on its way. */
export function manyTickets({ portal }: Sandbox): void {
  const [first] = [...portal.records.list('tickets')];
  if (first === undefined) throw new Error('the story has no ticket');
  const records = Array.from({ length: 1_000 }, () => {
    const id = portal.records.mintId('tickets');
    return { ...first, id, properties: new Map([...first.properties, ['hs_object_id', id]]) };
  });
  portal.commit(records.map((record) => ({ kind: 'record', type: 'tickets', record })));
}
