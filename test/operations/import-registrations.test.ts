import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { DEFAULT_POLICY } from '../../src/domain/policy.js';
import { syncPortal } from '../../src/operations/sync-portal.js';
import { ImportingPortal, words } from './importing.js';
import { importsOf } from './portal.js';

let portal: ImportingPortal;
const ids: Record<string, string> = {};
beforeAll(async () => {
  portal = await ImportingPortal.open();
  ids.contoso = await portal.make('companies', {
    name: 'Contoso',
    domain: 'contoso.example',
    type: 'PARTNER',
  });
  ids.northwind = await portal.make('companies', { name: 'Northwind', domain: 'northwind.example' });
  const stage = { dealstage: 'appointmentscheduled' };
  ids.rollout = await portal.make('deals', { dealname: 'Northwind  Rollout', ...stage });
  await portal.link(ids.rollout, ids.northwind);
  ids.one = await portal.make('deals', { dealname: 'Twin deal', ...stage });
  ids.other = await portal.make('deals', { dealname: 'Twin deal', ...stage });
  await portal.link(ids.one, ids.northwind);
  await portal.link(ids.other, ids.northwind);
}, 60_000);
afterAll(() => portal.close());

const MAP = {
  columns: {
    externalId: 'ID',
    partnerName: 'Partner',
    accountName: 'Prospect',
    accountDomain: 'Web',
    dealName: 'Deal',
    amount: 'Amount',
    submittedAt: 'Submitted',
    status: 'Status',
  },
};
const HEAD = 'ID,Partner,Prospect,Web,Deal,Amount,Submitted,Status\n';
const FILE = `${HEAD}R-1,Contoso,Northwind Traders,northwind.example,northwind rollout,12500.00,2026-01-15,Approved
R-2,Contoso,Nobody Known,,Twin deal,,2026-02-01,Rejected
R-3,Unknown Partner,Northwind,,,,2026-02-01,Approved
R-1,Contoso,Northwind,northwind.example,,,2026-01-15,Approved
R-4,Contoso,Northwind,northwind.example,Twin deal,,2026-02-01,Submitted
`;

const registrations = () =>
  [
    ...portal.portal.sandbox.portal.records.list(
      portal.portal.sandbox.portal.schemas.find('p_partner_registration')!.type,
    ),
  ].filter((one) => one.archivedAt === null);
const sync = () =>
  syncPortal(
    { ...portal.portal.deps(), imports: importsOf(portal.portal.sandbox) },
    { policy: DEFAULT_POLICY, dryRun: false },
    () => undefined,
  );

describe('registrations', () => {
  let run: string | undefined;

  it('are made as records of their own, associated with partner, prospect and deal as far as these are known', async () => {
    expect(
      words(await portal.import('registrations', MAP, FILE)).filter((line) => !line.includes('create')),
    ).toEqual(['3 account_unmatched', '3 deal_unmatched', '4 unmatched', '5 duplicate', '6 deal_unmatched']);
    expect(registrations()).toEqual([]);
    const { done } = await portal.import('registrations', MAP, FILE, { write: true });
    run = done?.runId;
    expect(done).toMatchObject({ created: 3, changed: 0, refused: [] });
    const [first] = registrations();
    expect(Object.fromEntries(first!.properties)).toMatchObject({
      partnership_name: 'Contoso – Northwind',
      partnership_external_id: 'prm:R-1',
      partnership_partner_id: ids.contoso,
      partnership_prospect_name: 'Northwind Traders',
      partnership_expected_amount: '12500',
      partnership_submitted_at: '2026-01-15T00:00:00.000Z',
      partnership_status: 'approved',
    });
    const type = portal.portal.sandbox.portal.schemas.find('p_partner_registration')!.type;
    expect((await portal.linked(type, first!.id, 'companies')).toSorted()).toEqual(
      [ids.contoso, ids.northwind].toSorted(),
    );
    expect(await portal.linked(type, first!.id, 'deals')).toEqual([ids.rollout]);
  });

  it('are left alone the second time; what has changed in the file is changed, and set back by undo', async () => {
    const again = await portal.import('registrations', MAP, FILE, { write: true });
    expect([again.done, again.plan.records, again.plan.unchanged]).toEqual([null, [], 3]);
    const moved = await portal.import(
      'registrations',
      MAP,
      FILE.replace(
        'R-1,Contoso,Northwind Traders,northwind.example,northwind rollout,12500.00,2026-01-15,Approved',
        'R-1,Contoso,Northwind Traders,northwind.example,northwind rollout,12500,2026-01-15,Won',
      ),
      { write: true },
    );
    expect(words(moved)[0]).toBe('2 change Contoso – Northwind: partnership_status approved→won');
    expect(moved.done).toMatchObject({ created: 0, changed: 1 });
    await portal.undo(moved.done?.runId);
    expect(registrations()[0]?.properties.get('partnership_status')).toBe('approved');
  });

  it('count as touches of their deal by the next sync, as of their submission, and no more when they are gone', async () => {
    await portal.portal.call('PATCH', `/crm/objects/2026-09/deals/${ids.rollout ?? ''}`, {
      properties: { createdate: '2026-02-01T00:00:00Z' },
    });
    await sync();
    const held = () =>
      portal.values('deals', ids.rollout!, 'partnership_class', 'partnership_sourcing_partner_ids');
    expect(await held()).toEqual(['sourced', ids.contoso]);
    expect((await sync()).computed).toBe(0);
    const undone = await portal.undo(run);
    expect(undone.imported).toMatchObject({ archived: 3, left: [] });
    expect(registrations()).toEqual([]);
    await sync();
    expect(await held()).toEqual(['direct', null]);
  }, 60_000);
});
