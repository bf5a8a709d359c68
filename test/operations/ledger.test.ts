/** The ledger behind a sync: what is posted, and that it verifies, on the sandbox and real Postgres. */
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { portalId } from '../../src/domain/ids.js';
import { setUpPortal } from '../../src/operations/set-up-portal.js';
import type { SyncSummary } from '../../src/operations/sync-portal.js';
import { verifyLedger } from '../../src/operations/verify-ledger.js';
import { crmOf, PortalOnDatabase } from './portal.js';

let portal: PortalOnDatabase;
let first: SyncSummary;
beforeAll(async () => {
  portal = await PortalOnDatabase.open();
  await setUpPortal(crmOf(portal.sandbox), { dryRun: false });
  first = await portal.sync();
});
afterAll(() => portal.close());

const id = () => portalId(String(portal.sandbox.portalId));
const verify = () => verifyLedger(portal.deps(), id());
const entries = async () => (await portal.store.postedLedger(id(), null)).entries;

describe('a first sync', () => {
  it('posts every won deal, and the ledger alone adds up to what the sync says', async () => {
    const revenue = (await entries()).filter((entry) => entry.pool === 'revenue');
    const sum = (some: typeof revenue) =>
      some.reduce((total, entry) => total + (entry.homeAmountMinor ?? 0), 0);
    expect(sum(revenue)).toBe(first.totals.wonMinor);
    expect(sum(revenue.filter((entry) => entry.class === 'sourced'))).toBe(first.totals.sourcedMinor);
    expect(sum(revenue.filter((entry) => entry.class === 'influenced'))).toBe(first.totals.influencedMinor);
    expect(sum(revenue.filter((entry) => entry.class === 'direct'))).toBe(first.totals.directMinor);
    expect(first.ledger.entries).toBe((await entries()).length);
    expect(revenue.every((entry) => entry.postedPeriod === entry.effectivePeriod)).toBe(true);
  });

  it('verifies', async () => {
    expect((await verify()).violations).toEqual([]);
  });

  it('run again posts nothing', async () => {
    const before = await entries();
    expect((await portal.sync()).ledger).toEqual({ entries: 0, deals: 0 });
    expect(await entries()).toEqual(before);
  });
});
