/** Two independent consumers, HubSpot's own client and plain calls of the dated paths, see the same portal. */
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { datedPaths, typedClient } from './consumers.js';
import { PortalUnderTest } from './portal-under-test.js';

describe.each([
  ['the typed methods of @hubspot/api-client', typedClient],
  ['the dated paths', datedPaths],
])('through %s', (_name, consume) => {
  let portal: PortalUnderTest;
  let crm: ReturnType<typeof consume>;

  beforeEach(async () => {
    portal = await PortalUnderTest.start();
    crm = consume(portal);
  });
  afterEach(() => portal.close());

  it('lists every deal once, page by page', async () => {
    const ids: string[] = [];
    for (let after: string | undefined, pages = 0; pages < 10; pages += 1) {
      const page = await crm.list(12, after);
      ids.push(...page.results.map(({ id }) => id));
      after = page.paging?.next?.after;
      if (after === undefined) break;
    }
    expect(ids).toHaveLength(30);
    expect(new Set(ids).size).toBe(30);
    expect(ids).toEqual([...ids].sort((a, b) => Number(a) - Number(b)));
  });

  it('reads a batch with the properties asked for, all of them text', async () => {
    const [deal] = await crm.read(['4100001'], ['dealname', 'amount', 'hs_is_closed_won', 'description']);
    expect(deal).toMatchObject({
      id: '4100001',
      properties: { amount: '48000', hs_is_closed_won: 'true', description: null, hs_object_id: '4100001' },
    });
  });

  it('creates, updates and archives in batches', async () => {
    const [made] = await crm.create([
      { dealname: 'Harbor pilot', dealstage: 'qualifiedtobuy', amount: '1200.50' },
    ]);
    const id = made!.id;
    expect(made!.properties).toMatchObject({
      hs_is_closed: 'false',
      amount_in_home_currency: '1200.50',
      hs_deal_stage_probability: '0.4',
    });
    const [won] = await crm.update(id, { dealstage: 'closedwon' });
    expect(won!.id).toBe(id);
    const [read] = await crm.read([id], ['hs_is_closed_won', 'closedate']);
    expect(read!.properties['hs_is_closed_won']).toBe('true');
    expect(read!.properties['closedate']).toMatch(/^2026-11-20T17:00/);
    await crm.archive(id);
    expect(await crm.read([id], [])).toEqual([]);
    expect((await crm.search('hs_object_id', id)).total).toBe(0);
  });

  it('searches by a property', async () => {
    const found = await crm.search('dealtype', 'renewal');
    expect(found.total).toBeGreaterThan(0);
    expect(found.results).toHaveLength(found.total!);
    expect(new Set(found.results.map(({ properties }) => properties['dealtype']))).toEqual(
      new Set(['renewal']),
    );
  });

  it('reads labels, tags a deal with one and lists the unlabeled association beside it', async () => {
    const labels = await crm.labels();
    const tag = labels.find(({ label }) => label === 'Partner influenced: co-sell')!;
    expect(tag).toBeDefined();
    const [deal] = await crm.create([{ dealname: 'Tagged' }]);
    await crm.associate(deal!.id, '2100002', tag.typeId);
    expect(await crm.links(deal!.id)).toEqual([
      {
        toObjectId: '2100002',
        types: ['HUBSPOT_DEFINED 341', `USER_DEFINED ${tag.typeId} Partner influenced: co-sell`],
      },
    ]);
  });

  it('reads properties, pipelines and owners', async () => {
    expect(await crm.propertyNames()).toEqual(
      expect.arrayContaining(['amount', 'hs_exchange_rate', 'partnership_referral_partner']),
    );
    expect(await crm.stageIds()).toEqual(expect.arrayContaining(['closedwon', '731014']));
    expect(await crm.ownerNames()).toEqual(expect.arrayContaining(['Sam Lee', 'Grace Okafor']));
    expect(await crm.ownerNames()).not.toContain('Nora Bauer');
  });
});
