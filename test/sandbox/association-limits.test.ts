/** What an admin, a subscription and real life put in the way of associations. */
import { afterEach, describe, expect, it } from '@jest/globals';
import type { SandboxOptions } from '../../src/sandbox/index.js';
import { GENERATIONS } from './generations.js';
import { type Item, PortalUnderTest } from './portal-under-test.js';

describe.each(GENERATIONS)('association limits, $version', ({ objects, associations }) => {
  let portal: PortalUnderTest;
  afterEach(() => portal.close());

  const start = async (settings: SandboxOptions['settings']) => {
    portal = await PortalUnderTest.start({ empty: true, ...(settings !== undefined && { settings }) });
  };
  const make = async (type: string): Promise<string> =>
    (await portal.call<Item>('POST', `${objects}/${type}`, { properties: {} })).body.id;
  const links = `${associations}/deals/companies`;
  const pair = (from: string, to: string) => ({
    from: { id: from },
    to: { id: to },
    types: [{ associationCategory: 'HUBSPOT_DEFINED', associationTypeId: 341 }],
  });
  const companies = async (deal: string): Promise<readonly string[]> => {
    const reply = await portal.call<{ results: { to: { toObjectId: string }[] }[] }>(
      'POST',
      `${links}/batch/read`,
      { inputs: [{ id: deal }] },
    );
    return (reply.body.results[0]?.to ?? []).map(({ toObjectId }) => toObjectId);
  };

  it('as many labels of a pair as the portal allows, not one more', async () => {
    await start({ labelsPerPair: 10 });
    const label = (index: number) => ({ name: `l${index}`, label: `L ${index}`, inverseLabel: `I ${index}` });
    for (let index = 0; index < 10; index += 1) {
      expect((await portal.call('POST', `${links}/labels`, label(index))).status).toBe(200);
    }
    expect(await portal.call('POST', `${links}/labels`, label(10))).toMatchObject({
      status: 400,
      body: { category: 'VALIDATION_ERROR' },
    });
  });

  it('companies per deal: the batch says which pair was refused, the others are made', async () => {
    await start({ companiesPerDeal: 1 });
    const [full, free] = [await make('deals'), await make('deals')];
    const [first, second] = [await make('companies'), await make('companies')];
    const inputs = [pair(full, first), pair(full, second), pair(free, second)];
    const reply = await portal.call('POST', `${links}/batch/create`, { inputs });
    expect(reply).toMatchObject({
      status: 207,
      body: {
        numErrors: 1,
        errors: [{ category: 'VALIDATION_ERROR', context: { fromObjectId: [full], toObjectId: [second] } }],
      },
    });
    expect(await companies(full)).toEqual([first]);
    expect(await companies(free)).toEqual([second]);
    // The one that is there may be associated again.
    expect((await portal.call('POST', `${links}/batch/create`, { inputs: [pair(full, first)] })).status).toBe(
      201,
    );
  });

  it('a new deal with more companies than allowed is refused as a whole', async () => {
    await start({ companiesPerDeal: 1 });
    const ids = [await make('companies'), await make('companies')];
    const associated = ids.map((id) => ({ to: { id }, types: pair('', '').types }));
    const reply = await portal.call('POST', `${objects}/deals`, { properties: {}, associations: associated });
    expect(reply.status).toBe(400);
    expect(portal.sandbox.portal.records.count('deals')).toBe(0);
  });

  it('an admin sets, reads and purges a limit through the API', async () => {
    await start({});
    const limits = `${associations}/definitions/configurations`;
    const base = `${limits.replace(/^\/crm\/v3/, '/crm/v4')}/deals/companies`;
    const type = { category: 'HUBSPOT_DEFINED', typeId: 341 };
    const set = await portal.call('POST', `${base}/batch/create`, {
      inputs: [{ ...type, maxToObjectIds: 2 }],
    });
    expect(set.body).toMatchObject({ results: [{ ...type, userEnforcedMaxToObjectIds: 2 }] });
    const expected = { results: [{ ...type, userEnforcedMaxToObjectIds: 2 }] };
    expect((await portal.call('GET', base)).body).toEqual(expected);
    expect((await portal.call('GET', `${limits}/all`)).body).toEqual(expected);
    const deal = await make('deals');
    const ids = [await make('companies'), await make('companies'), await make('companies')];
    const inputs = ids.map((id) => pair(deal, id));
    expect((await portal.call('POST', `${links}/batch/create`, { inputs })).status).toBe(207);
    expect((await portal.call('POST', `${base}/batch/purge`, { inputs: [type] })).status).toBe(204);
    expect((await portal.call('POST', `${links}/batch/create`, { inputs })).status).toBe(201);
    expect(await companies(deal)).toEqual(ids);
  });

  it('an association may be answered as made and not be there', async () => {
    await start({ loseEveryNthAssociation: 3 });
    const deal = await make('deals');
    const ids: string[] = [];
    for (let index = 0; index < 6; index += 1) ids.push(await make('companies'));
    const reply = await portal.call<{ results: unknown[] }>('POST', `${links}/batch/create`, {
      inputs: ids.map((id) => pair(deal, id)),
    });
    expect(reply.status).toBe(201);
    expect(reply.body.results).toHaveLength(6);
    expect(await companies(deal)).toEqual(ids.filter((_, index) => index % 3 !== 2));
  });
});
