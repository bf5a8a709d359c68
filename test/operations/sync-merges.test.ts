/** A merge in the portal moves a deal's credit to the deal that is left, and the ledger says why. */
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { setUpPortal } from '../../src/operations/set-up-portal.js';
import { ExtractedPortal } from './extracting.js';
import { crmOf } from './portal.js';
import { currentResults, postedLedger } from '../store/read-store.js';

let one: ExtractedPortal;
beforeAll(async () => {
  one = await ExtractedPortal.open({ deals: 40 });
  await setUpPortal(crmOf(one.portal.sandbox), { dryRun: false });
}, 60_000);
afterAll(() => one.close());

const posted = () => postedLedger(one.portal.store, one.portalId);

it('reverses both old deals as merged, posts the new one, and leaves the ledger alone in a dry run', async () => {
  const { store } = one.portal;
  const first = await one.portal.sync();
  const won = (await currentResults(store, one.portalId)).filter(
    ({ status, sourcingPartnerIds }) => status === 'won' && sourcingPartnerIds.length > 0,
  );
  const [kept, other] = won.map(({ dealId }) => dealId);
  const into = await one.merge('deals', kept!, other!);
  const before = await posted();
  await one.portal.sync({ dryRun: true });
  expect(await posted()).toEqual(before);
  const after = await one.portal.sync();
  const { aliases, entries } = await posted();
  expect(aliases.map(({ oldDealId, newDealId }) => [oldDealId, newDealId]).toSorted()).toEqual([
    [kept, into],
    [other, into],
  ]);
  for (const id of [kept!, other!]) {
    const own = entries.filter((entry) => entry.dealId === id);
    expect(own.length).toBeGreaterThan(0);
    expect(own.reduce((sum, { amountMinor }) => sum + amountMinor, 0)).toBe(0);
  }
  expect(entries.some((entry) => (entry.dealId as string) === into)).toBe(true);
  expect(after.deals).toBe(first.deals - 1);
  // Nothing twice.
  await one.portal.sync();
  expect(await posted()).toEqual({ aliases, entries, closes: [] });
});
