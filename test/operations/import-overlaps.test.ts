import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { portalId } from '../../src/domain/ids.js';
import { isAppError } from '../../src/errors.js';
import { ImportingPortal, words } from './importing.js';

let portal: ImportingPortal;
const ids: Record<string, string> = {};
beforeAll(async () => {
  portal = await ImportingPortal.open();
  ids.contoso = await portal.make('companies', {
    name: 'Contoso',
    domain: 'contoso.example',
    type: 'PARTNER',
  });
  ids.fabrikam = await portal.make('companies', { name: 'Fabrikam', domain: 'fabrikam.example' });
  ids.northwind = await portal.make('companies', { name: 'Northwind', domain: 'northwind.example' });
  ids.deal = await portal.make('deals', { dealname: 'Northwind rollout', dealstage: 'appointmentscheduled' });
  await portal.link(ids.deal, ids.northwind);
  await portal.portal.sync();
}, 60_000);
afterAll(() => portal.close());

const MAP = {
  columns: { partnerName: 'Partner', accountDomain: 'Domain', kind: 'Population' },
  values: {
    kind: { Customers: 'customer', 'Open Opportunities': 'open_opportunity', Prospects: 'prospect' },
  },
};
const HEAD = 'Partner,Domain,Population\n';
const FIRST = `${HEAD}Contoso,northwind.example,Customers\nContoso,fabrikam.example,Prospects\nContoso,northwind.example,Customers\nFabrikam,northwind.example,Customers\nContoso,unknown.example,Customers\n`;

const dirty = () =>
  portal.portal.store.dirtyDeals(portalId(String(portal.portal.sandbox.portalId)), null, 10);
const suggested = async () =>
  (await portal.values('deals', ids.deal!, 'partnership_suggestions'))[0]?.replaceAll(
    /"at":"[^"]+"/g,
    '"at":""',
  );

it('feed suggestions by the next sync, are replaced by a newer list, and an undo brings the old ones back', async () => {
  const first = await portal.import('overlaps', MAP, FIRST, { write: true });
  expect(words(first)).toEqual([
    '2 add Contoso has Northwind as a customer: ',
    '3 add Contoso has Fabrikam as a prospect: ',
    '5 add Fabrikam has Northwind as a customer: ',
    '4 duplicate',
    '5 not_a_partner',
    '6 account_unmatched',
  ]);
  expect(await dirty()).toEqual([ids.deal]);
  await portal.portal.sync();
  expect(await suggested()).toBe(
    `{"v":1,"suggestions":[{"partnerId":"${ids.contoso ?? ''}","role":"influenced","score":50,"reasons":[{"kind":"overlap","overlap":"customer","source":"prm","at":""}]}]}`,
  );
  // Never credit.
  expect(await portal.values('deals', ids.deal!, 'partnership_class')).toEqual(['direct']);

  const again = await portal.import('overlaps', MAP, FIRST, { write: true });
  expect([again.done, again.plan.records, again.plan.unchanged]).toEqual([null, [], 3]);
  expect(await dirty()).toEqual([]);

  const next = await portal.import('overlaps', MAP, `${HEAD}Contoso,fabrikam.example,Prospects\n`, {
    write: true,
  });
  expect(words(next)).toEqual([
    ' remove Contoso has Northwind as a customer: ',
    ' remove Fabrikam has Northwind as a customer: ',
  ]);
  await portal.portal.sync();
  expect(await suggested()).toBeUndefined();

  const undone = await portal.undo(next.done?.runId);
  expect(undone.imported).toMatchObject({ overlapsRemoved: 0, overlapsBack: 2 });
  await portal.portal.sync();
  expect(await suggested()).toContain(ids.contoso);
}, 60_000);

it('a list without any row that is known is refused, and rows that cannot be read take nothing away', async () => {
  const none = await portal
    .import('overlaps', MAP, `${HEAD}Nobody,northwind.example,Customers\n`, { write: true })
    .catch((error: unknown) => error);
  expect(isAppError(none) && none.code).toBe('import_refused');
  const bad = await portal.import(
    'overlaps',
    MAP,
    `${HEAD}Contoso,fabrikam.example,Prospects\nContoso,northwind.example,Customrs\n`,
    { write: true },
  );
  expect([bad.done, bad.plan.records]).toEqual([null, []]);
  expect(bad.plan.notices[0]).toMatch(/2 overlaps of prm are not in the file; they stay/);
}, 60_000);
