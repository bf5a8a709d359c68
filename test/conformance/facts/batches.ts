import { expect, it } from '@jest/globals';
import { refusal } from '../consumer.js';
import type { Ground } from '../ground.js';

const many = (count: number): string[] => Array.from({ length: count }, (_, index) => String(index + 1));

/** Batches: their sizes, and what half a success looks like. */
export function batchFacts(ground: () => Ground): void {
  it('an unknown id in a batch read is an error beside the results', async () => {
    const { id } = await ground().make('deals');
    const batch = await ground().crm.batchRead('deals', [id, '1'], ['dealname']);
    expect(batch.results.map((one) => one.id)).toEqual([id]);
    expect(batch.numErrors).toBe(1);
    expect(batch.errors[0]).toMatchObject({ status: 'error', category: 'OBJECT_NOT_FOUND' });
    expect(batch.errors[0]!.context['ids']).toEqual(['1']);
  });

  it('an unknown id in a batch update is one too, and the others are written', async () => {
    const { crm } = ground();
    const { id } = await ground().make('deals');
    const batch = await crm.batchUpdate('deals', [
      { id, properties: { description: 'seen' } },
      { id: '1', properties: { description: 'seen' } },
    ]);
    expect(batch.results.map((one) => one.id)).toEqual([id]);
    expect(batch.errors[0]!.category).toBe('OBJECT_NOT_FOUND');
    const read = await crm.get('deals', id, { properties: ['description'] });
    expect(read.properties['description']).toBe('seen');
  });

  it('one invalid input refuses a batch create whole, and nothing is written', async () => {
    const { crm } = ground();
    const email = ground().email();
    const inputs = [{ properties: { email } }, { properties: { no_such_property_here: '1' } }];
    const refused = await refusal(crm.batchCreate('contacts', inputs));
    expect([refused.status, refused.body.category]).toEqual([400, 'VALIDATION_ERROR']);
    expect((await refusal(crm.get('contacts', email, { idProperty: 'email' }))).status).toBe(404);
  });

  it('with a trace id on every input, the good ones are written and the bad ones named', async () => {
    const email = ground().email();
    const batch = await ground().crm.batchCreate('contacts', [
      { properties: { email }, objectWriteTraceId: 'good' },
      { properties: { no_such_property_here: '1' }, objectWriteTraceId: 'bad' },
    ]);
    ground().keepTrack('contacts', batch.results);
    expect(batch.results).toHaveLength(1);
    expect(batch.errors).toHaveLength(1);
    expect(batch.errors[0]!.context['objectWriteTraceId']).toEqual(['bad']);
  });

  it('more than 100 inputs: 400 VALIDATION_ERROR', async () => {
    const refused = await refusal(ground().crm.batchRead('deals', many(101), []));
    expect([refused.status, refused.body.category]).toEqual([400, 'VALIDATION_ERROR']);
  });

  it('more than 1,000 ids in an association read: 400', async () => {
    expect((await refusal(ground().crm.links('deals', 'companies', many(1_001)))).status).toBe(400);
  });

  it('upsert by a unique property makes what is not there and changes what is', async () => {
    const { crm } = ground();
    const email = ground().email();
    const upsert = (firstname: string) =>
      crm.batchUpsert('contacts', [{ id: email, idProperty: 'email', properties: { firstname } }]);
    const made = await upsert('Ana');
    ground().keepTrack('contacts', made.results);
    expect(made.results[0]).toMatchObject({ new: true });
    const changed = await upsert('Anna');
    expect(changed.results[0]).toMatchObject({ new: false, id: made.results[0]!.id });
    const read = await crm.batchRead('contacts', [email], ['firstname'], 'email');
    expect(read.results[0]!.properties['firstname']).toBe('Anna');
  });

  it('a second contact with one e-mail address: 409', async () => {
    const email = ground().email();
    const { id } = await ground().make('contacts', { email });
    const refused = await refusal(ground().crm.create('contacts', { email }));
    expect(refused.status).toBe(409);
    expect(refused.message).toContain(id);
  });
}
