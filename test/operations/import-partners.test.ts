import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { ImportingPortal, words } from './importing.js';

let portal: ImportingPortal;
const ids: Record<string, string> = {};
beforeAll(async () => {
  portal = await ImportingPortal.open();
  ids.contoso = await portal.make('companies', { name: 'Contoso GmbH', domain: 'contoso.example' });
  ids.fabrikam = await portal.make('companies', {
    name: 'Fabrikam',
    domain: 'fabrikam.example',
    type: 'VENDOR',
    partnership_tier: 'silver',
    partnership_external_id: 'crossbeam:9; prm:F-1',
  });
  ids.twin = await portal.make('companies', { name: 'Twin Ltd', domain: 'twin-one.example' });
  ids.twins = await portal.make('companies', { name: 'Twin Ltd', domain: 'twin-two.example' });
}, 60_000);
afterAll(() => portal.close());

const MAP = {
  columns: {
    partnerExternalId: 'Key',
    partnerName: 'Company',
    partnerDomain: 'Website',
    tier: 'Tier',
    manager: 'CAM',
  },
};
const FILE = [
  'Key,Company,Website,Tier,CAM',
  'C-1,contoso,https://www.contoso.example/about,Gold,nobody@acme.example',
  'F-1,Fabrikam Renamed Inc,,Platinum,',
  ',Twin,,,',
  'N-1,New Partner,new.example,Registered,',
  'C-2,Contoso Gmbh,,,',
].join('\n');

describe('partners', () => {
  it('are shown first: found by id, domain and name, and nothing of it is written', async () => {
    const before = portal.portal.snapshot();
    expect(words(await portal.import('partners', MAP, FILE))).toEqual([
      '2 change Contoso GmbH: type →PARTNER, partnership_external_id →prm:C-1, partnership_tier →gold',
      '3 change Fabrikam: type stays VENDOR, partnership_tier stays silver',
      '2 owner_unknown',
      '4 ambiguous',
      '5 unmatched',
      '6 duplicate',
    ]);
    expect(portal.portal.snapshot()).toBe(before);
  });

  it('are written, made where that is asked for, and the second time there is nothing to do', async () => {
    const before = portal.portal.snapshot();
    const options = { write: true, create: true, overwrite: true };
    const first = await portal.import('partners', MAP, FILE, options);
    expect(first.done).toMatchObject({ created: 1, changed: 2, refused: [] });
    expect(await portal.values('companies', ids.contoso!, 'type', 'partnership_tier')).toEqual([
      'PARTNER',
      'gold',
    ]);
    expect(
      await portal.values(
        'companies',
        ids.fabrikam!,
        'type',
        'partnership_tier',
        'partnership_external_id',
        'name',
      ),
    ).toEqual(['PARTNER', 'platinum', 'crossbeam:9; prm:F-1', 'Fabrikam']);
    const after = portal.portal.snapshot();
    expect(after).toContain('"new.example"');

    const second = await portal.import('partners', MAP, FILE, options);
    expect([second.done, second.plan.records, second.plan.unchanged]).toEqual([null, [], 3]);
    expect(portal.portal.snapshot()).toBe(after);

    const told = await portal.undo(first.done?.runId, true);
    expect([told.properties, told.imported?.archived, told.runId]).toEqual([5, 1, null]);
    expect(portal.portal.snapshot()).toBe(after);
    await portal.undo(first.done?.runId);
    expect(portal.portal.snapshot()).toBe(before);
  });

  it('an undo leaves alone a made company that somebody has changed since', async () => {
    const csv = 'Key,Company,Website,Tier,CAM\nM-1,Mine,mine.example,Gold,\n';
    const { done } = await portal.import('partners', MAP, csv, { write: true, create: true });
    const made = [...portal.portal.sandbox.portal.records.list('companies')].find(
      (one) => one.archivedAt === null && one.properties.get('name') === 'Mine',
    );
    await portal.portal.call('PATCH', `/crm/objects/2026-09/companies/${made?.id ?? ''}`, {
      properties: { partnership_tier: 'silver' },
    });
    const undone = await portal.undo(done?.runId);
    expect(undone.imported).toMatchObject({
      archived: 0,
      left: [{ recordId: made?.id, why: 'partnership_tier was changed since' }],
    });
    expect(await portal.values('companies', made?.id ?? '', 'partnership_tier')).toEqual(['silver']);
  });

  it('a record that HubSpot refuses is told, and the rest is written', async () => {
    const csv = `Key,Company,Website,Tier,CAM\nZ-1,${'x'.repeat(70_000)},long.example,Gold,\nZ-2,Good,good.example,Gold,\n`;
    const { done } = await portal.import('partners', MAP, csv, { write: true, create: true });
    expect(done).toMatchObject({ created: 1, changed: 0 });
    expect(done?.refused).toEqual([
      expect.objectContaining({ reason: expect.stringMatching(/longer than/) as unknown }),
    ]);
  });
});

it('write the days of an agreement, and leave out those that no agreement can have', async () => {
  const map = {
    columns: {
      partnerExternalId: 'Key',
      partnerName: 'Company',
      signed: 'Signed',
      starts: 'Starts',
      ends: 'Ends',
    },
  };
  const file = [
    'Key,Company,Signed,Starts,Ends',
    'A-1,Fabrikam,2026-01-10,2026-02-01,2026-12-31',
    'A-2,Contoso GmbH,2026-03-01,,2026-02-28',
  ].join('\n');
  const dates = ['signed', 'starts', 'ends'].map((name) => `partnership_agreement_${name}`);
  const { done, ...shown } = await portal.import('partners', map, file, { write: true });
  expect(done).toMatchObject({ refused: [] });
  expect(words({ done, ...shown })).toContain('3 agreement_impossible');
  expect(await portal.values('companies', ids.fabrikam!, ...dates)).toEqual([
    '2026-01-10',
    '2026-02-01',
    '2026-12-31',
  ]);
  expect((await portal.values('companies', ids.contoso!, ...dates)).filter(Boolean)).toEqual([]);
});
