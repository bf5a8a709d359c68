/** Archived records, records that are gone for good, and what moves the modified date. */
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { GENERATIONS } from './generations.js';
import { type Item, type Listing, PortalUnderTest } from './portal-under-test.js';

describe.each(GENERATIONS)('archive, $version', ({ objects, associations }) => {
  let portal: PortalUnderTest;
  beforeEach(async () => {
    portal = await PortalUnderTest.start({ empty: true });
  });
  afterEach(() => portal.close());

  const make = async (type: string, properties: Record<string, string> = {}): Promise<string> =>
    (await portal.call<Item>('POST', `${objects}/${type}`, { properties })).body.id;
  const ids = async (path: string) =>
    (await portal.call<Listing>('GET', path)).body.results.map((one) => one.id);
  const tick = () => portal.call('POST', '/__sandbox__/clock', { advanceMs: 3_600_000 });

  it('an archived record is in the archived list alone, and readable with archived=true', async () => {
    const [kept, gone] = [await make('deals'), await make('deals', { dealname: 'Gone' })];
    const inputs = [{ id: gone }];
    expect((await portal.call('POST', `${objects}/deals/batch/archive`, { inputs })).status).toBe(204);
    expect(await ids(`${objects}/deals`)).toEqual([kept]);
    expect(await ids(`${objects}/deals?archived=true`)).toEqual([gone]);
    expect((await portal.call('GET', `${objects}/deals/${gone}`)).status).toBe(404);
    const path = `${objects}/deals/${gone}?archived=true&properties=dealname`;
    expect(await portal.call('GET', path)).toMatchObject({
      status: 200,
      body: { archived: true, archivedAt: expect.any(String), properties: { dealname: 'Gone' } },
    });
    const read = await portal.call('POST', `${objects}/deals/batch/read`, { inputs });
    expect(read).toMatchObject({
      status: 207,
      body: { results: [], errors: [{ context: { ids: [gone] } }] },
    });
    const archived = await portal.call<Listing>('POST', `${objects}/deals/batch/read?archived=true`, {
      inputs,
    });
    expect(archived.body.results.map(({ id }) => id)).toEqual([gone]);
  });

  it('an archived record cannot be written, and archiving what is not there is 204', async () => {
    const id = await make('deals');
    for (let time = 0; time < 2; time += 1) {
      expect((await portal.call('DELETE', `${objects}/deals/${id}`)).status).toBe(204);
    }
    expect((await portal.call('PATCH', `${objects}/deals/${id}`, { properties: {} })).status).toBe(404);
    const inputs = [{ id, properties: { amount: '1' } }];
    const update = await portal.call('POST', `${objects}/deals/batch/update`, { inputs });
    expect(update).toMatchObject({ status: 207, body: { errors: [{ context: { ids: [id] } }] } });
  });

  it.each([
    ['deals', 'hs_lastmodifieddate', 'dealname'],
    ['companies', 'hs_lastmodifieddate', 'name'],
    ['contacts', 'lastmodifieddate', 'firstname'],
    ['meetings', 'hs_lastmodifieddate', 'hs_meeting_title'],
  ])('%s: %s moves with a change of value and with nothing else', async (type, modified, property) => {
    const id = await make(type, { [property]: 'one' });
    const deal = await make('deals');
    const read = async (): Promise<unknown> => {
      const path = `${objects}/${type}/${id}?archived=true&properties=${modified}`;
      return (await portal.call<Item>('GET', path)).body.properties[modified];
    };
    const before = await read();
    await tick();
    await portal.call('PATCH', `${objects}/${type}/${id}`, { properties: { [property]: 'one' } });
    await portal.call('POST', `${associations}/${type}/deals/batch/associate/default`, {
      inputs: [{ from: { id }, to: { id: deal } }],
    });
    expect(await read()).toBe(before);
    await portal.call('PATCH', `${objects}/${type}/${id}`, { properties: { [property]: 'two' } });
    const after = await read();
    expect(after).not.toBe(before);
    await tick();
    await portal.call('DELETE', `${objects}/${type}/${id}`);
    expect(await read()).toBe(after);
  });

  it('a contact that is deleted under data protection law is gone from the archive, too', async () => {
    const id = await make('contacts', { email: 'gone@x.example' });
    const body = { objectId: 'gone@x.example', idProperty: 'email' };
    expect((await portal.call('POST', `${objects}/contacts/gdpr-delete`, body)).status).toBe(204);
    expect((await portal.call('GET', `${objects}/contacts/${id}?archived=true`)).status).toBe(404);
    expect(await make('contacts', { email: 'gone@x.example' })).not.toBe(id);
  });

  it('HubSpot has no path that restores a record', async () => {
    const id = await make('deals');
    await portal.call('DELETE', `${objects}/deals/${id}`);
    expect((await portal.call('POST', `${objects}/deals/${id}/restore`, {})).status).toBe(404);
  });
});
