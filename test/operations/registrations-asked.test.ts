import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { registrationsAsked } from '../../src/operations/registrations-asked.js';
import { allRegistrations } from '../../src/operations/registrations-kept.js';
import { crmOf, programmeOf } from './portal.js';
import { RegisteringPortal } from './registrations.js';

let portal: RegisteringPortal;
let northwind: string;
let contoso: string;
let first: string;
let second: string;
beforeAll(async () => {
  portal = await RegisteringPortal.open();
  northwind = await portal.partner('Northwind');
  contoso = await portal.partner('Contoso');
  first = await portal.register(northwind, await portal.company('Coho'));
  second = await portal.register(contoso, await portal.company('Litware'));
  await portal.rule(second, { kind: 'reject', reason: 'Only for this test.' });
}, 60_000);
afterAll(() => portal.close());

/** Ids of those that are meant, and of the companies that were asked for. */
async function asked(by: Parameters<typeof registrationsAsked>[2]) {
  const companies: string[] = [];
  const crm = crmOf(portal.portal.sandbox);
  const all = (await allRegistrations(programmeOf(portal.portal.sandbox))) ?? [];
  const counting = {
    companiesById: (ids: readonly string[]) => {
      companies.push(...ids);
      return crm.companiesById(ids);
    },
  };
  const found = await registrationsAsked(
    counting,
    all.map(({ record }) => record),
    by,
  );
  return { ids: found.map(({ id }) => id).toSorted(), companies: companies.toSorted() };
}

it('asks for no company where a state or an id says which are meant', async () => {
  expect(await asked({})).toEqual({ ids: [first, second].toSorted(), companies: [] });
  expect(await asked({ status: 'submitted' })).toEqual({ ids: [first], companies: [] });
  expect(await asked({ partner: contoso, status: 'submitted' })).toEqual({ ids: [], companies: [] });
});

it('asks for the partners alone where one is named', async () => {
  const partners = [northwind, contoso].toSorted();
  expect(await asked({ partner: 'contoso' })).toEqual({ ids: [second], companies: partners });
  await expect(asked({ partner: 'Coho' })).rejects.toMatchObject({ code: 'option_invalid' });
});
