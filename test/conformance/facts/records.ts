import { expect, it } from '@jest/globals';
import { refusal, type RecordType } from '../consumer.js';
import type { Ground } from '../ground.js';

const MODIFIED: readonly (readonly [RecordType, string])[] = [
  ['deals', 'hs_lastmodifieddate'],
  ['companies', 'hs_lastmodifieddate'],
  ['contacts', 'lastmodifieddate'],
];

/** Records alone: what they hold, what lists show, what archiving does. */
export function recordFacts(ground: () => Ground): void {
  it('values are text; what has none is null; an unknown property is left out', async () => {
    const { crm } = ground();
    const { id } = await ground().make('deals', { amount: '1200.50' });
    const asked = ['amount', 'description', 'no_such_property_here'];
    const { properties } = await crm.get('deals', id, { properties: asked });
    expect(properties).toMatchObject({ amount: '1200.50', description: null, hs_object_id: id });
    expect(Object.keys(properties)).not.toContain('no_such_property_here');
  });

  it('lists come by ascending id, and `after` goes on behind the last', async () => {
    const { crm } = ground();
    await ground().make('deals');
    await ground().make('deals');
    const first = await crm.list('deals', { limit: 1 });
    expect(first.results).toHaveLength(1);
    const second = await crm.list('deals', { limit: 1, after: first.after! });
    expect(Number(second.results[0]!.id)).toBeGreaterThan(Number(first.results[0]!.id));
  });

  it('a page has 100 records at most', async () => {
    expect((await refusal(ground().crm.list('deals', { limit: 101 }))).status).toBe(400);
  });

  it('an unknown id: 404 OBJECT_NOT_FOUND', async () => {
    const refused = await refusal(ground().crm.get('deals', '1'));
    expect([refused.status, refused.body.category]).toEqual([404, 'OBJECT_NOT_FOUND']);
  });

  it('an unknown property in a write: 400 PROPERTY_DOESNT_EXIST', async () => {
    const { id } = await ground().make('deals');
    const refused = await refusal(ground().crm.update('deals', id, { no_such_property_here: '1' }));
    expect([refused.status, refused.body.category]).toEqual([400, 'VALIDATION_ERROR']);
    expect(JSON.stringify(refused.body)).toContain('PROPERTY_DOESNT_EXIST');
  });

  it('an archived record is 404, absent from batch reads, and readable with archived=true', async () => {
    const { crm } = ground();
    const { id } = await ground().make('deals');
    await crm.archive('deals', id);
    expect((await refusal(crm.get('deals', id))).status).toBe(404);
    expect(await crm.get('deals', id, { archived: true })).toMatchObject({ id, archived: true });
    expect((await crm.batchRead('deals', [id], [])).results).toEqual([]);
  });

  it.each(MODIFIED)('%s: archiving does not move %s', async (type, modified) => {
    const { crm } = ground();
    const { id } = await ground().make(type);
    const read = async (archived: boolean) =>
      (await crm.get(type, id, { properties: [modified], archived })).properties[modified];
    const before = await read(false);
    expect(before).toMatch(/^\d{4}-\d\d-\d\dT/);
    await crm.archive(type, id);
    expect(await read(true)).toBe(before);
  });

  it('an existing property created again: 409', async () => {
    const property = {
      name: ground().key().slice(-40),
      label: ground().name(),
      groupName: 'dealinformation',
    };
    await ground().crm.createProperty('deals', property);
    ground().undo(() => ground().crm.deleteProperty('deals', property.name));
    expect(await ground().crm.propertyNames('deals')).toContain(property.name);
    expect((await refusal(ground().crm.createProperty('deals', property))).status).toBe(409);
  });
}
