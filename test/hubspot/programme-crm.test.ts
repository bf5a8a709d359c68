/** The programme's port on every type that it may be asked for. */
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { REGISTRATION_OBJECT, REGISTRATION_PROPERTIES } from '../../src/hubspot/registration-object.js';
import type { ProgrammeCrm, ProgrammeType } from '../../src/operations/programme-port.js';
import { ALL_SCOPES } from '../../src/sandbox/scopes.js';
import { StoryWriter } from '../../src/sandbox/story/writer.js';
import { programmeOf } from '../operations/portal.js';
import { PortalUnderTest } from '../sandbox/portal-under-test.js';

const AT = '2026-11-02T09:00:00.000Z';

/** A value of each type that can be written, under the property that it is told by. */
const TOLD: Readonly<Partial<Record<ProgrammeType, Readonly<Record<string, string>>>>> = {
  tickets: { subject: 'Escalated', hs_pipeline_stage: '1', hs_ticket_category: 'GENERAL_INQUIRY' },
  tasks: { hs_task_subject: 'Call Northwind', hs_timestamp: AT, hs_task_status: 'NOT_STARTED' },
  notes: { hs_note_body: 'They renew.', hs_timestamp: AT },
  marketing_events: { hs_event_name: 'Partner day', hs_start_datetime: AT },
  meetings: { hs_meeting_title: 'Review', hs_meeting_start_time: AT },
  contacts: { lastname: 'Ruiz' },
  companies: { name: 'Northwind' },
  deals: { dealname: 'Platform' },
  registrations: { [REGISTRATION_PROPERTIES.name.name]: 'Northwind for Calder Mills' },
};
const WRITTEN = Object.entries(TOLD) as [ProgrammeType, Record<string, string>][];

let portal: PortalUnderTest;
let crm: ProgrammeCrm;
let company = '';

beforeAll(async () => {
  portal = await PortalUnderTest.start({ empty: true });
  crm = programmeOf(portal.sandbox);
  const defined = await portal.call('POST', '/crm-object-schemas/2026-09/schemas', {
    ...REGISTRATION_OBJECT,
    properties: REGISTRATION_OBJECT.properties,
  });
  expect(defined.status).toBe(201);
  company = await made('companies', { name: 'Contoso' });
});
afterAll(() => portal.close());

async function made(type: ProgrammeType, properties: Record<string, string>, to?: string): Promise<string> {
  const links = to === undefined ? [] : [{ to: 'companies' as const, id: to }];
  const outcome = await crm.create(type, [{ key: 'one', properties, links }]);
  expect(outcome.unlinked).toEqual([]);
  const [one] = outcome.made;
  if (one?.kind !== 'made') throw new Error(`${type} was not made: ${JSON.stringify(outcome.made)}`);
  return one.recordId;
}

describe('the programme port', () => {
  it.each(WRITTEN)('makes %s on a company, lists, reads and changes them', async (type, properties) => {
    const id = await made(type, properties, company);
    const names = Object.keys(properties);
    const listed = await crm.listPage(type, names, null);
    expect(listed?.records.find((record) => record.id === id)?.properties).toMatchObject(properties);
    const missing = String(Number(id) + 90_000);
    expect((await crm.byId(type, names, [id, missing])).map((record) => record.id)).toEqual([id]);
    expect(await crm.linked(type, 'companies', [id])).toEqual(new Map([[id, [company]]]));
    const back = await crm.linked('companies', type, [company]);
    expect(back.get(company)).toContain(id);
    const [first = ''] = names;
    const outcomes = await crm.update(type, [{ recordId: id, properties: { [first]: 'Another' } }]);
    expect(outcomes).toMatchObject([{ kind: 'written', recordId: id }]);
    const [changed] = await crm.byId(type, [first], [id]);
    expect(changed?.properties[first]).toBe('Another');
  });

  it('tells every value that a property had, the newest first, and of no record that is not there', async () => {
    const id = await made('registrations', { [REGISTRATION_PROPERTIES.name.name]: 'First' });
    const { name, reason } = REGISTRATION_PROPERTIES;
    for (const value of ['Second', null, 'Third']) {
      await crm.update('registrations', [
        { recordId: id, properties: { [name.name]: value ?? 'Second', [reason.name]: value } },
      ]);
    }
    const missing = String(Number(id) + 90_000);
    const found = await crm.versions('registrations', [name.name, reason.name], [id, missing]);
    expect([...found.keys()]).toEqual([id]);
    const values = (property: string) => found.get(id)?.[property]?.map(({ value }) => value);
    expect(values(name.name)).toEqual(['Third', 'Second', 'First']);
    expect(values(reason.name)).toEqual(['Third', null, 'Second']);
  });

  it('reads survey answers with their people, and changes none', async () => {
    const contact = await made('contacts', { lastname: 'Sato' });
    const writer = new StoryWriter(portal.sandbox.portal, new Map());
    const at = portal.sandbox.portal.now();
    const id = writer.record('feedback_submissions', { hs_survey_type: 'NPS', hs_value: '4' }, at);
    writer.link({ type: 'contacts', id: contact }, { type: 'feedback_submissions', id });
    const page = await crm.listPage('feedback_submissions', ['hs_value'], null);
    expect(page?.records.map((record) => [record.id, record.properties['hs_value']])).toEqual([[id, '4']]);
    expect(await crm.linked('feedback_submissions', 'contacts', [id])).toEqual(new Map([[id, [contact]]]));
    await expect(
      crm.update('feedback_submissions', [{ recordId: id, properties: { hs_value: '10' } }]),
    ).rejects.toMatchObject({ code: 'scope_missing' });
    const [kept] = await crm.byId('feedback_submissions', ['hs_value'], [id]);
    expect(kept?.properties['hs_value']).toBe('4');
  });

  it('links what is there, and again without harm', async () => {
    const [task, ticket] = [await made('tasks', TOLD.tasks!), await made('tickets', TOLD.tickets!)];
    const deal = await made('deals', TOLD.deals!);
    const links = [
      { to: 'tickets', id: ticket },
      { to: 'deals', id: deal },
    ] as const;
    await crm.link('tasks', task, links);
    await crm.link('tasks', task, links);
    expect((await crm.linked('tasks', 'tickets', [task])).get(task)).toEqual([ticket]);
    expect((await crm.linked('tasks', 'deals', [task])).get(task)).toEqual([deal]);
  });

  it('links tasks and notes to a registration', async () => {
    const registration = await made('registrations', TOLD.registrations!);
    const note = await made('notes', TOLD.notes!);
    await crm.link('notes', note, [{ to: 'registrations', id: registration }]);
    expect((await crm.linked('registrations', 'notes', [registration])).get(registration)).toEqual([note]);
  });

  it('makes a record that cannot be associated all the same, and says so', async () => {
    const outcome = await crm.create('tickets', [
      {
        key: 'lonely',
        properties: TOLD.tickets!,
        // HubSpot has no association of the two.
        links: [{ to: 'marketing_events', id: '13100001' }],
      },
    ]);
    expect(outcome.made.map(({ kind }) => kind)).toEqual(['made']);
    expect(outcome.unlinked).toEqual(['lonely']);
  });

  it('pages a list by ascending id', async () => {
    const before = (await crm.listPage('notes', [], null))?.records.length ?? 0;
    const notes = Array.from({ length: 120 }, (_, key) => ({
      key: String(key),
      properties: TOLD.notes!,
      links: [],
    }));
    await crm.create('notes', notes);
    const first = await crm.listPage('notes', ['hs_note_body'], null);
    const second = await crm.listPage('notes', ['hs_note_body'], first!.next);
    expect([first?.records.length, second?.records.length, second?.next]).toEqual([100, 20 + before, null]);
  });
});

describe('a type that is not there', () => {
  const reset = (body: object) => portal.call('POST', '/__sandbox__/reset', { empty: true, ...body });

  it.each<[ProgrammeType, string]>([
    ['tickets', 'tickets'],
    ['feedback_submissions', 'crm.objects.feedback_submissions.read'],
    ['marketing_events', 'crm.objects.marketing_events.read'],
    ['tasks', 'crm.objects.contacts.read'],
  ])('%s without the scope %s are null', async (type, scope) => {
    await reset({ scopes: ALL_SCOPES.filter((one) => one !== scope) });
    expect(await crm.listPage(type, [], null)).toBeNull();
    await reset({ scopes: null });
    expect(await crm.listPage(type, [], null)).toEqual({ records: [], next: null });
  });

  it('registrations are null where nobody has made the object', async () => {
    await reset({ scopes: null });
    expect(await crm.listPage('registrations', [], null)).toBeNull();
  });
});
