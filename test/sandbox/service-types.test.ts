/** Tickets, tasks, notes, survey answers and marketing events: like every other object, each with its particulars. */
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { OBJECT_SPECS } from '../../src/sandbox/object-types.js';
import { ALL_SCOPES } from '../../src/sandbox/scopes.js';
import { StoryWriter } from '../../src/sandbox/story/writer.js';
import { GENERATIONS } from './generations.js';
import { PortalUnderTest, type Item, type Listing } from './portal-under-test.js';

const DUE = '2026-12-01T09:00:00.000Z';

const NEW = {
  tickets: { subject: 'No export', hs_pipeline_stage: '1', hs_ticket_category: 'PRODUCT_ISSUE' },
  tasks: { hs_task_subject: 'Plan the launch', hs_timestamp: DUE },
  notes: { hs_note_body: 'They want to launch together.', hs_timestamp: DUE },
  marketing_events: { hs_event_name: 'Partner day', hs_start_datetime: DUE, hs_event_type: 'CONFERENCE' },
} as const;
const WRITTEN = Object.entries(NEW) as [keyof typeof NEW, Record<string, string>][];

let portal: PortalUnderTest;
beforeAll(async () => {
  portal = await PortalUnderTest.start({ empty: true });
});
afterAll(() => portal.close());

const create = async (path: string, properties: object): Promise<Item> => {
  const { status, body } = await portal.call<Item>('POST', path, { properties });
  expect([status, body]).toEqual([201, body]);
  return body;
};

describe.each(GENERATIONS)('$version', ({ objects, associations }) => {
  it.each(WRITTEN)('%s are made, listed, found, changed and archived', async (type, given) => {
    const [path, byId] = [`${objects}/${type}`, `${objects}/${OBJECT_SPECS[type].typeId}`];
    const made = await create(byId, given);
    const one = await portal.call<Item>(
      'GET',
      `${path}/${made.id}?properties=${Object.keys(given).join(',')}`,
    );
    expect(one.body.properties).toMatchObject(given);
    const listed = await portal.call<Listing>('GET', `${byId}?limit=100`);
    expect(listed.body.results.map(({ id }) => id)).toContain(made.id);
    const filters = [{ propertyName: 'hs_object_id', operator: 'EQ', value: made.id }];
    const found = await portal.call<Listing>('POST', `${path}/search`, { filterGroups: [{ filters }] });
    expect(found.body.results).toHaveLength(1);
    const inputs = [{ id: made.id, properties: { hubspot_owner_id: '11000101' } }];
    expect((await portal.call('POST', `${path}/batch/update`, { inputs })).status).toBe(200);
    const archived = await portal.call('POST', `${path}/batch/archive`, { inputs: [{ id: made.id }] });
    expect(archived.status).toBe(204);
    expect((await portal.call('GET', `${path}/${made.id}`)).status).toBe(404);
  });

  it.each([
    ['tickets', 'companies', 339],
    ['tickets', 'contacts', 16],
    ['tickets', 'deals', 28],
    ['tickets', 'tasks', 229],
    ['tasks', 'companies', 192],
    ['tasks', 'deals', 216],
    ['notes', 'companies', 190],
    ['notes', 'tickets', 228],
    ['feedback_submissions', 'contacts', 98],
    ['feedback_submissions', 'tickets', 100],
  ])('%s and %s are associated by the type %i', async (from, to, typeId) => {
    const { body } = await portal.call<{ results: object[] }>('GET', `${associations}/${from}/${to}/labels`);
    expect(body.results).toContainEqual({ category: 'HUBSPOT_DEFINED', typeId, label: null });
  });

  it('associates what takes part in an event, and reads it from either end', async () => {
    const contact = await create(`${objects}/contacts`, { lastname: 'Ruiz' });
    const event = await create(`${objects}/0-54`, NEW.marketing_events);
    const inputs = [{ from: { id: event.id }, to: { id: contact.id } }];
    const path = `${associations}/0-54/contacts/batch/associate/default`;
    expect((await portal.call('POST', path, { inputs })).status).toBeLessThan(300);
    const read = await portal.call<{ results: { to: { toObjectId: string }[] }[] }>(
      'POST',
      `${associations}/contacts/0-54/batch/read`,
      { inputs: [{ id: contact.id }] },
    );
    expect(read.body.results[0]?.to.map(({ toObjectId }) => toObjectId)).toEqual([event.id]);
  });

  it('lets nobody write survey answers, and lets everybody read them', async () => {
    const writer = new StoryWriter(portal.sandbox.portal, new Map());
    const at = portal.sandbox.portal.now();
    const id = writer.record('feedback_submissions', { hs_survey_type: 'NPS', hs_value: '9' }, at);
    const path = `${objects}/feedback_submissions`;
    const properties = { hs_value: '10' };
    const refused = [
      await portal.call('POST', path, { properties }),
      await portal.call('PATCH', `${path}/${id}`, { properties }),
      await portal.call('POST', `${path}/batch/create`, { inputs: [{ properties }] }),
      await portal.call('POST', `${path}/batch/update`, { inputs: [{ id, properties }] }),
      await portal.call('DELETE', `${path}/${id}`),
      await portal.call('POST', `${path}/batch/archive`, { inputs: [{ id }] }),
    ];
    expect(refused.map(({ status, body }) => [status, body['category']])).toEqual(
      refused.map(() => [403, 'MISSING_SCOPES']),
    );
    const read = await portal.call<Item>('GET', `${path}/${id}?properties=hs_value,hs_survey_type`);
    expect(read.body.properties).toMatchObject({ hs_value: '9', hs_survey_type: 'NPS' });
    expect((await portal.call('POST', `${path}/search`, {})).status).toBe(200);
  });
});

const OBJECTS = '/crm/objects/2026-09';
const SHOWN = 'closed_date,time_to_close,hs_task_status,hs_task_completion_date,hs_pipeline,createdate';

describe('what HubSpot does by itself', () => {
  const read = async (type: string, id: string) =>
    (await portal.call<Item>('GET', `${OBJECTS}/${type}/${id}?properties=${SHOWN}`)).body.properties;
  const update = (type: string, id: string, properties: object) =>
    portal.call('PATCH', `${OBJECTS}/${type}/${id}`, { properties });

  it('dates the closing of a ticket, and forgets it when the ticket is open again', async () => {
    const createdate = new Date(portal.sandbox.portal.now() - 3 * 86_400_000).toISOString();
    const { id } = await create(`${OBJECTS}/tickets`, { ...NEW.tickets, createdate });
    expect(await read('tickets', id)).toMatchObject({ closed_date: null, hs_pipeline: '0', createdate });
    await update('tickets', id, { hs_pipeline_stage: '4' });
    const closed = await read('tickets', id);
    const took = Date.parse(closed['closed_date'] ?? '') - Date.parse(createdate);
    expect(closed['time_to_close']).toBe(String(took));
    expect(took).toBeGreaterThanOrEqual(3 * 86_400_000);
    await update('tickets', id, { hs_pipeline_stage: '3' });
    expect(await read('tickets', id)).toMatchObject({ closed_date: null, time_to_close: null });
  });

  it('dates the completion of a task, which begins as not started', async () => {
    const { id } = await create(`${OBJECTS}/tasks`, NEW.tasks);
    expect(await read('tasks', id)).toMatchObject({
      hs_task_status: 'NOT_STARTED',
      hs_task_completion_date: null,
    });
    await update('tasks', id, { hs_task_status: 'COMPLETED' });
    expect((await read('tasks', id))['hs_task_completion_date']).not.toBeNull();
  });

  it.each([
    ['tickets', { subject: 'Without a stage' }, 400],
    ['tickets', { ...NEW.tickets, hs_pipeline_stage: 'closedwon' }, 400],
    ['tickets', { ...NEW.tickets, hs_ticket_category: 'WEATHER' }, 400],
    ['tasks', { hs_task_subject: 'Without a due date' }, 400],
    ['notes', { hs_note_body: 'Undated' }, 400],
    ['tickets', { ...NEW.tickets, hs_ticket_category: 'PRODUCT_ISSUE;BILLING_ISSUE' }, 201],
  ])('%s %j are %i', async (type, properties, status) => {
    expect((await portal.call('POST', `${OBJECTS}/${type}`, { properties })).status).toBe(status);
  });

  it('has a pipeline of tickets whose stages say whether they are closed', async () => {
    const { body } = await portal.call<{ results: { stages: { id: string; metadata: object }[] }[] }>(
      'GET',
      '/crm/pipelines/2026-09/tickets',
    );
    expect(body.results[0]?.stages.map(({ id, metadata }) => [id, metadata])).toEqual([
      ['1', { isClosed: 'false', ticketState: 'OPEN' }],
      ['2', { isClosed: 'false', ticketState: 'OPEN' }],
      ['3', { isClosed: 'false', ticketState: 'OPEN' }],
      ['4', { isClosed: 'true', ticketState: 'CLOSED' }],
    ]);
  });
});

describe('a token without the scope of a type', () => {
  it.each([
    ['tickets', 'tickets'],
    ['feedback_submissions', 'crm.objects.feedback_submissions.read'],
    ['0-54', 'crm.objects.marketing_events.read'],
    ['tasks', 'crm.objects.contacts.read'],
    ['notes', 'crm.objects.contacts.read'],
  ])('cannot list %s without %s', async (type, scope) => {
    const list = async (scopes: readonly string[]) => {
      await portal.call('POST', '/__sandbox__/reset', { empty: true, scopes });
      return (await portal.call('GET', `${OBJECTS}/${type}`)).status;
    };
    expect(await list(ALL_SCOPES)).toBe(200);
    expect(await list(ALL_SCOPES.filter((one) => one !== scope))).toBe(403);
  });
});
