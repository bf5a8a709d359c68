import { expect, it } from '@jest/globals';
import { refusal, type RecordType } from '../consumer.js';
import type { Ground } from '../ground.js';

const DUE = '2026-12-01T09:00:00.000Z';
/** Of the pipeline that every account is born with. */
const [NEW, CLOSED] = ['1', '4'];

/** HubSpot's ids of the unlabeled association from each to a company. */
const TO_COMPANY: readonly (readonly [RecordType, Record<string, string>, number])[] = [
  ['tickets', { hs_pipeline: '0', hs_pipeline_stage: NEW }, 339],
  ['tasks', { hs_timestamp: DUE }, 192],
  ['notes', { hs_timestamp: DUE }, 190],
];

/** What a partner programme reads and writes beside deals, companies and people. */
export function serviceFacts(ground: () => Ground): void {
  it.each(TO_COMPANY)(
    '%s are made, changed, listed and associated with a company',
    async (type, given, id) => {
      const { crm } = ground();
      const [one, company] = [await ground().make(type, given), await ground().make('companies')];
      const owner = (await crm.ownerIds())[0]!;
      const changed = await crm.batchUpdate(type, [{ id: one.id, properties: { hubspot_owner_id: owner } }]);
      expect(changed.results.map((result) => result.id)).toEqual([one.id]);
      const read = await crm.batchRead(type, [one.id], ['hubspot_owner_id']);
      expect(read.results[0]?.properties['hubspot_owner_id']).toBe(owner);
      expect((await crm.list(type, { limit: 1 })).results).toHaveLength(1);
      const spec = { category: 'HUBSPOT_DEFINED', typeId: id } as const;
      await crm.associate(type, 'companies', one.id, company.id, [spec]);
      const [linked] = await crm.links(type, 'companies', [one.id]);
      expect(linked?.to.map((target) => target.id)).toEqual([company.id]);
      expect(linked?.to[0]?.types.map(({ typeId }) => typeId)).toContain(id);
    },
  );

  it.each<RecordType>(['tasks', 'notes'])('%s without hs_timestamp: 400', async (type) => {
    expect((await refusal(ground().crm.create(type, {}))).status).toBe(400);
  });

  it('a ticket without a stage: 400', async () => {
    expect((await refusal(ground().crm.create('tickets', { subject: 'x' }))).status).toBe(400);
  });

  it('a ticket is dated when its stage closes it', async () => {
    const { crm } = ground();
    const { id } = await ground().make('tickets', { hs_pipeline: '0', hs_pipeline_stage: NEW });
    const read = async () => (await crm.get('tickets', id, { properties: ['closed_date'] })).properties;
    expect((await read())['closed_date']).toBeNull();
    await crm.update('tickets', id, { hs_pipeline_stage: CLOSED });
    expect((await read())['closed_date']).toMatch(/^\d{4}-\d\d-\d\dT/);
  });

  it('survey answers are read and not written', async () => {
    const { crm } = ground();
    expect((await crm.list('feedback_submissions', { limit: 5 })).results.length).toBeLessThanOrEqual(5);
    const refused = await refusal(crm.create('feedback_submissions', { hs_value: '10' }));
    expect(refused.status).toBeGreaterThanOrEqual(400);
    expect(refused.status).toBeLessThan(500);
  });

  it('marketing events are read by their type id', async () => {
    const { crm } = ground();
    const { results } = await crm.list('0-54', { limit: 5 });
    for (const { id } of results) {
      const { properties } = await crm.get('0-54', id, {
        properties: ['hs_event_name', 'hs_start_datetime'],
      });
      expect(Object.keys(properties)).toEqual(expect.arrayContaining(['hs_event_name', 'hs_start_datetime']));
    }
  });
}
