/** Merging: one record under a new id, which both old ids lead to. */
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { GENERATIONS } from './generations.js';
import { type Item, type Listing, PortalUnderTest } from './portal-under-test.js';

describe.each(GENERATIONS)('merge, $version', ({ objects, associations }) => {
  let portal: PortalUnderTest;
  beforeEach(async () => {
    portal = await PortalUnderTest.start({ empty: true });
  });
  afterEach(() => portal.close());

  const make = async (type: string, properties: Record<string, string> = {}): Promise<string> =>
    (await portal.call<Item>('POST', `${objects}/${type}`, { properties })).body.id;

  const merge = async (type: string, primaryObjectId: string, objectIdToMerge: string) =>
    portal.call<Item>('POST', `${objects}/${type}/merge`, { primaryObjectId, objectIdToMerge });

  const link = (from: string, fromId: string, to: string, toId: string, typeId: number) =>
    portal.call('POST', `${associations}/${from}/${to}/batch/create`, {
      inputs: [
        {
          from: { id: fromId },
          to: { id: toId },
          types: [{ associationCategory: 'HUBSPOT_DEFINED', associationTypeId: typeId }],
        },
      ],
    });

  const linked = async (from: string, to: string, id: string) => {
    const reply = await portal.call<{
      results: { to: { toObjectId: string; associationTypes: { typeId: number }[] }[] }[];
    }>('POST', `${associations}/${from}/${to}/batch/read`, { inputs: [{ id }] });
    return (reply.body.results[0]?.to ?? []).map((one) => [
      one.toObjectId,
      one.associationTypes.map(({ typeId }) => typeId),
    ]);
  };

  it.each(['deals', 'contacts', 'companies'])('%s: the survivor has an id of its own', async (type) => {
    const [first, second] = [await make(type), await make(type)];
    const merged = await merge(type, first, second);
    expect(merged.status).toBe(200);
    expect([first, second]).not.toContain(merged.body.id);
    expect(merged.body.properties['hs_merged_object_ids']).toBe(`${first};${second}`);
  });

  it('every old id gives the survivor, by GET and by batch read, once', async () => {
    const [a, b, c] = [await make('deals'), await make('deals'), await make('deals')];
    const ab = (await merge('deals', a, b)).body.id;
    const abc = (await merge('deals', ab, c)).body;
    expect(abc.properties['hs_merged_object_ids']).toBe([a, b, ab, c].join(';'));
    for (const id of [a, b, ab, c, abc.id]) {
      const got = await portal.call('GET', `${objects}/deals/${id}`);
      expect(got).toMatchObject({ status: 200, body: { id: abc.id, archived: false } });
    }
    const inputs = [a, b, c, abc.id].map((id) => ({ id }));
    const read = await portal.call<Listing>('POST', `${objects}/deals/batch/read`, { inputs });
    expect(read.status).toBe(200);
    expect(read.body.results.map(({ id }) => id)).toEqual([abc.id]);
  });

  it('old ids are absent from lists, archived ones too, and from search', async () => {
    const [a, b] = [await make('deals'), await make('deals')];
    const { id } = (await merge('deals', a, b)).body;
    const ids = async (method: string, path: string, body?: object) =>
      (await portal.call<Listing>(method, path, body)).body.results.map((one) => one.id);
    expect(await ids('GET', `${objects}/deals`)).toEqual([id]);
    expect(await ids('GET', `${objects}/deals?archived=true`)).toEqual([]);
    expect(await ids('POST', `${objects}/deals/search`, {})).toEqual([id]);
  });

  it('the primary’s values win, the other’s fill what is empty', async () => {
    const a = await make('deals', { dealname: 'Primary', amount: '100', dealstage: 'qualifiedtobuy' });
    const b = await make('deals', { dealname: 'Other', description: 'kept', dealstage: 'closedwon' });
    const merged = await merge('deals', a, b);
    const asked = 'dealname,amount,description,dealstage,hs_is_closed_won';
    const read = await portal.call<Item>('GET', `${objects}/deals/${merged.body.id}?properties=${asked}`);
    expect(read.body.properties).toMatchObject({
      dealname: 'Primary',
      amount: '100',
      description: 'kept',
      dealstage: 'qualifiedtobuy',
      hs_is_closed_won: 'false',
      hs_object_id: merged.body.id,
    });
  });

  it('a company keeps the earlier create date', async () => {
    const early = await make('companies', { name: 'Early' });
    const before = await portal.call<Item>('GET', `${objects}/companies/${early}`);
    await portal.call('POST', '/__sandbox__/clock', { advanceMs: 86_400_000 });
    const late = await make('companies', { name: 'Late' });
    const merged = await merge('companies', late, early);
    expect(merged.body.properties['createdate']).toBe(before.body.properties['createdate']);
    expect(merged.body.properties['hs_lastmodifieddate']).not.toBe(before.body.properties['createdate']);
  });

  it('associations are readable under the new id alone, from both ends', async () => {
    const [a, b] = [await make('companies'), await make('companies')];
    const deal = await make('deals');
    const contact = await make('contacts');
    await link('deals', deal, 'companies', a, 341);
    await link('contacts', contact, 'companies', b, 279);
    const { id } = (await merge('companies', a, b)).body;
    expect(await linked('companies', 'deals', id)).toEqual([[deal, [342]]]);
    expect(await linked('companies', 'contacts', id)).toEqual([[contact, [280]]]);
    expect(await linked('deals', 'companies', deal)).toEqual([[id, [341]]]);
    for (const old of [a, b]) {
      expect(await linked('companies', 'deals', old)).toEqual([]);
      expect(await linked('companies', 'contacts', old)).toEqual([]);
    }
  });

  it('a merged deal has one primary company, its primary’s', async () => {
    const [a, b] = [await make('deals'), await make('deals')];
    const [first, second] = [await make('companies'), await make('companies')];
    await link('deals', a, 'companies', first, 5);
    await link('deals', b, 'companies', second, 5);
    const { id } = (await merge('deals', a, b)).body;
    expect(await linked('deals', 'companies', id)).toEqual([
      [first, [341, 5]],
      [second, [341]],
    ]);
  });

  it('a write to an old id reaches the survivor', async () => {
    const [a, b] = [await make('deals'), await make('deals')];
    const { id } = (await merge('deals', a, b)).body;
    const patched = await portal.call('PATCH', `${objects}/deals/${b}`, { properties: { amount: '7' } });
    expect(patched).toMatchObject({ status: 200, body: { id, properties: { amount: '7' } } });
  });

  it('refuses a record with itself and one that is not there, and changes nothing', async () => {
    const a = await make('deals');
    expect((await merge('deals', a, a)).status).toBe(400);
    expect((await merge('deals', a, '9')).status).toBe(404);
    expect((await portal.call('GET', `${objects}/deals/${a}`)).body).toMatchObject({ id: a });
  });
});
