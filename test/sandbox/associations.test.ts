/** Associations and labels: both directions, the unlabeled one beside, one primary company, caps and pages. */
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { PortalUnderTest } from './portal-under-test.js';

const base = '/crm/associations/2026-09';
const links = `${base}/deals/companies`;

interface TypeShown {
  readonly category: string;
  readonly typeId: number;
  readonly label: string | null;
}
interface ReadReply {
  readonly results: readonly {
    readonly from: { readonly id: string };
    readonly to: readonly { readonly toObjectId: string; readonly associationTypes: readonly TypeShown[] }[];
    readonly paging?: { readonly next: { readonly after: string } };
  }[];
}

describe('associations', () => {
  let portal: PortalUnderTest;
  beforeEach(async () => {
    portal = await PortalUnderTest.start({ empty: true });
  });
  afterEach(() => portal.close());

  const make = async (type: string): Promise<string> =>
    (await portal.call<{ id: string }>('POST', `/crm/objects/2026-09/${type}`, { properties: {} })).body.id;

  const read = async (from: string, to: string, id: string) => {
    const reply = await portal.call<ReadReply>('POST', `${base}/${from}/${to}/batch/read`, {
      inputs: [{ id }],
    });
    return reply.body.results[0]?.to ?? [];
  };

  const associate = (deal: string, company: string, category: string, typeId: number) =>
    portal.call('POST', `${links}/batch/create`, {
      inputs: [
        {
          from: { id: deal },
          to: { id: company },
          types: [{ associationCategory: category, associationTypeId: typeId }],
        },
      ],
    });

  const label = async (name: string) =>
    (
      await portal.call<{ results: TypeShown[] }>('POST', `${links}/labels`, {
        name,
        label: `Label ${name}`,
        inverseLabel: `Inverse ${name}`,
      })
    ).body.results;

  it('a label is seen from both ends, the unlabeled association beside it', async () => {
    const [deal, company] = [await make('deals'), await make('companies')];
    const [forward, inverse] = await label('scout');
    expect((await associate(deal, company, 'USER_DEFINED', forward!.typeId)).status).toBe(201);
    expect(await read('deals', 'companies', deal)).toEqual([
      {
        toObjectId: company,
        associationTypes: [{ category: 'HUBSPOT_DEFINED', typeId: 341, label: null }, forward],
      },
    ]);
    expect(await read('companies', 'deals', company)).toEqual([
      {
        toObjectId: deal,
        associationTypes: [{ category: 'HUBSPOT_DEFINED', typeId: 342, label: null }, inverse],
      },
    ]);
  });

  it('a deal has one primary company: the next one takes its place, the association stays', async () => {
    const [deal, first, second] = [await make('deals'), await make('companies'), await make('companies')];
    await associate(deal, first, 'HUBSPOT_DEFINED', 5);
    await associate(deal, second, 'HUBSPOT_DEFINED', 5);
    const shown = (await read('deals', 'companies', deal)).map((to) => [
      to.toObjectId,
      to.associationTypes.map(({ typeId }) => typeId),
    ]);
    expect(shown).toEqual([
      [first, [341]],
      [second, [341, 5]],
    ]);
  });

  it('a label of the portal may have the number of one of HubSpot’s types and is another type', async () => {
    const [deal, company] = [await make('deals'), await make('companies')];
    for (const name of ['a', 'b', 'c']) await label(name);
    await associate(deal, company, 'USER_DEFINED', 5);
    const [to] = await read('deals', 'companies', deal);
    expect(to!.associationTypes.map(({ category, typeId }) => `${category} ${typeId}`)).toEqual([
      'HUBSPOT_DEFINED 341',
      'USER_DEFINED 5',
    ]);
  });

  it('batch/labels/archive takes the label, batch/archive the pair', async () => {
    const [deal, company] = [await make('deals'), await make('companies')];
    const [forward] = await label('scout');
    await associate(deal, company, 'USER_DEFINED', forward!.typeId);
    const types = [{ associationCategory: 'USER_DEFINED', associationTypeId: forward!.typeId }];
    const ends = { from: { id: deal }, to: { id: company } };
    const unlabel = await portal.call('POST', `${links}/batch/labels/archive`, {
      inputs: [{ ...ends, types }],
    });
    expect(unlabel.status).toBe(204);
    expect((await read('deals', 'companies', deal))[0]!.associationTypes).toHaveLength(1);
    const gone = await portal.call('POST', `${links}/batch/archive`, {
      inputs: [{ from: { id: deal }, to: [{ id: company }] }],
    });
    expect(gone.status).toBe(204);
    expect(await read('deals', 'companies', deal)).toEqual([]);
    expect(await read('companies', 'deals', company)).toEqual([]);
  });

  it('an association change does not move the modified date', async () => {
    const [deal, company] = [await make('deals'), await make('companies')];
    const before = await portal.call('GET', `/crm/objects/2026-09/deals/${deal}`);
    await portal.call('POST', '/__sandbox__/clock', { advanceMs: 60_000 });
    await associate(deal, company, 'HUBSPOT_DEFINED', 341);
    expect(await portal.call('GET', `/crm/objects/2026-09/deals/${deal}`)).toEqual(before);
  });

  it('an archived company leaves the associations of its deals', async () => {
    const [deal, company] = [await make('deals'), await make('companies')];
    await associate(deal, company, 'HUBSPOT_DEFINED', 341);
    await portal.call('DELETE', `/crm/objects/2026-09/companies/${company}`);
    expect(await read('deals', 'companies', deal)).toEqual([]);
  });

  it('an unknown record: 207 for it, the others are made', async () => {
    const [deal, company] = [await make('deals'), await make('companies')];
    const types = [{ associationCategory: 'HUBSPOT_DEFINED', associationTypeId: 341 }];
    const inputs = [company, '9'].map((id) => ({ from: { id: deal }, to: { id }, types }));
    expect(await portal.call('POST', `${links}/batch/create`, { inputs })).toMatchObject({
      status: 207,
      body: { numErrors: 1, errors: [{ category: 'OBJECT_NOT_FOUND', context: { ids: ['9'] } }] },
    });
    expect(await read('deals', 'companies', deal)).toHaveLength(1);
  });

  it('an unknown type: 400, and nothing is made', async () => {
    const [deal, company] = [await make('deals'), await make('companies')];
    expect((await associate(deal, company, 'USER_DEFINED', 77)).status).toBe(400);
    expect(await read('deals', 'companies', deal)).toEqual([]);
  });

  it('more than 500 associations of one record come in pages', async () => {
    const company = await make('companies');
    const deals: string[] = [];
    for (let batch = 0; batch < 6; batch += 1) {
      const inputs = Array.from({ length: 100 }, () => ({
        properties: {},
        associations: [
          { to: { id: company }, types: [{ associationCategory: 'HUBSPOT_DEFINED', associationTypeId: 5 }] },
        ],
      }));
      const made = await portal.call<{ results: { id: string }[] }>(
        'POST',
        '/crm/objects/2026-09/deals/batch/create',
        { inputs },
      );
      deals.push(...made.body.results.map(({ id }) => id));
    }
    const seen: string[] = [];
    for (let after: string | undefined, pages = 0; pages < 3; pages += 1) {
      const reply = await portal.call<ReadReply>('POST', `${base}/companies/deals/batch/read`, {
        inputs: [{ id: company, ...(after !== undefined && { after }) }],
      });
      const [one] = reply.body.results;
      seen.push(...one!.to.map(({ toObjectId }) => toObjectId));
      after = one!.paging?.next.after;
      if (after === undefined) break;
    }
    expect(seen).toEqual(deals);
  });

  it('50 labels of a pair, not one more; a name or a label only once', async () => {
    const same = { name: 'scout', label: 'Scout', inverseLabel: 'Scouted' };
    expect((await portal.call('POST', `${links}/labels`, same)).status).toBe(200);
    expect((await portal.call('POST', `${links}/labels`, same)).status).toBe(400);
    for (let index = 1; index < 50; index += 1) await label(`l${index}`);
    const beyond = { ...same, name: 'l50', label: 'One more' };
    expect((await portal.call('POST', `${links}/labels`, beyond)).status).toBe(400);
    const contacts = await portal.call('POST', `${base}/deals/contacts/labels`, beyond);
    expect(contacts.status).toBe(200);
  });

  it('a label is renamed and deleted; its associations stay', async () => {
    const [deal, company] = [await make('deals'), await make('companies')];
    const [forward] = await label('scout');
    await associate(deal, company, 'USER_DEFINED', forward!.typeId);
    const renamed = { associationTypeId: forward!.typeId, label: 'Pathfinder' };
    expect((await portal.call('PUT', `${links}/labels`, renamed)).status).toBe(204);
    expect((await read('deals', 'companies', deal))[0]!.associationTypes[1]).toMatchObject({
      label: 'Pathfinder',
    });
    expect((await portal.call('DELETE', `${links}/labels/${forward!.typeId}`)).status).toBe(204);
    expect((await read('deals', 'companies', deal))[0]!.associationTypes).toEqual([
      { category: 'HUBSPOT_DEFINED', typeId: 341, label: null },
    ]);
  });

  it('several types of one pair in a create request are one association', async () => {
    const company = await make('companies');
    const [forward] = await label('scout');
    const spec = (category: string, id: number) => ({
      to: { id: company },
      types: [{ associationCategory: category, associationTypeId: id }],
    });
    const made = await portal.call<{ id: string }>('POST', '/crm/v3/objects/deals', {
      properties: {},
      associations: [spec('HUBSPOT_DEFINED', 5), spec('USER_DEFINED', forward!.typeId)],
    });
    expect((await read('deals', 'companies', made.body.id))[0]!.associationTypes).toHaveLength(3);
  });
});
