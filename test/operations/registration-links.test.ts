/** Registrations link their deals wherever they are shown. */
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { companyRegistrations } from '../../src/handlers/company-registrations.js';
import { homeRegistrations } from '../../src/handlers/home-registrations.js';
import { RegisteringPortal, REP } from './registrations.js';

let portal: RegisteringPortal;
beforeAll(async () => {
  portal = await RegisteringPortal.open();
}, 60_000);
afterAll(() => portal.close());

interface Shown {
  readonly rows: readonly { readonly id: string; readonly deals: readonly unknown[] }[];
}

it('shows the deals that are linked to each, on the home page and on both companies’ cards', async () => {
  const partner = await portal.partner('Northwind');
  const prospect = await portal.company('Coho');
  const bare = await portal.register(partner, await portal.company('Litware'));
  const id = await portal.register(partner, prospect);
  await portal.rule(id, { kind: 'approve' });
  const deal = await portal.deal('Coho rollout', prospect);
  await portal.rule(id, { kind: 'convert', dealId: deal });
  // Disputed, so that the home page lists it.
  await portal.rule(id, { kind: 'dispute', reason: 'It was ours.' }, REP);

  const home = await portal.view(homeRegistrations as never, {});
  const ofProspect = await portal.view(companyRegistrations as never, { companyId: prospect }, REP);
  const ofPartner = await portal.view(companyRegistrations as never, { companyId: partner });

  const dealsOf = (view: unknown) => (view as Shown).rows.map((row) => [row.id, row.deals] as const);
  const linked = [id, [{ id: deal, name: 'Linked deal' }]];
  expect(new Map(dealsOf(home))).toEqual(new Map([linked, [bare, []]] as never));
  expect(new Map(dealsOf(ofPartner))).toEqual(new Map([linked, [bare, []]] as never));
  expect(dealsOf(ofProspect)).toEqual([linked]);
});
