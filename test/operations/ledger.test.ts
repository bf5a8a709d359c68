/** The ledger behind a sync: what is posted, and that it verifies, on the sandbox and real Postgres. */
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { portalId } from '../../src/domain/ids.js';
import { formatAmount } from '../../src/domain/money.js';
import { setUpPortal } from '../../src/operations/set-up-portal.js';
import type { SyncSummary } from '../../src/operations/sync-portal.js';
import { verifyLedger } from '../../src/operations/verify-ledger.js';
import { crmOf, PortalOnDatabase } from './portal.js';
import { ledgerFacts, postedLedger } from '../store/read-store.js';

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
const entries = async () => (await postedLedger(portal.store, id())).entries;

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

describe('a won deal of the portal', () => {
  const of = async (deal: string) => (await entries()).filter((entry) => entry.dealId === deal);
  const sum = async (deal: string) => (await of(deal)).reduce((total, entry) => total + entry.amountMinor, 0);
  const patch = (deal: string, properties: Record<string, string>) =>
    portal.call('PATCH', `/crm/objects/2026-09/deals/${deal}`, { properties });
  const some = async (place: number) => {
    const won = (await entries()).filter((entry) => entry.class === 'sourced' && entry.amountMinor > 0);
    return won[place]!.dealId;
  };

  it('that is re-opened is reversed, and posted anew when it closes again', async () => {
    const deal = await some(0);
    const before = await of(deal);
    const { properties } = await portal.call<{ properties: { closedate: string } }>(
      'GET',
      `/crm/objects/2026-09/deals/${deal}?properties=closedate`,
    );
    await patch(deal, { dealstage: 'contractsent' });
    await portal.sync();
    expect(await sum(deal)).toBe(0);
    expect((await of(deal)).slice(before.length).map((entry) => entry.reason)).toContain('left_won');
    expect((await verify()).violations).toEqual([]);
    await patch(deal, { dealstage: 'closedwon', closedate: properties.closedate });
    await portal.sync();
    expect(await sum(deal)).toBe(before.reduce((total, entry) => total + entry.amountMinor, 0));
    expect((await verify()).violations).toEqual([]);
  });

  it('that is deleted is reversed, and a tombstone stands for its facts', async () => {
    const deal = await some(1);
    await portal.call('DELETE', `/crm/objects/2026-09/deals/${deal}`);
    await portal.sync();
    expect(await sum(deal)).toBe(0);
    expect((await of(deal)).at(-1)?.reason).toBe('deleted');
    const facts = await ledgerFacts(portal.store, id());
    expect(facts.filter((fact) => fact.subjectId === deal).at(-1)?.content).toBeNull();
    expect((await verify()).violations).toEqual([]);
  });

  it('whose amount cannot be read any more is set aside, and comes back', async () => {
    const deal = await some(2);
    const before = await sum(deal);
    const revenue = (await of(deal)).find((entry) => entry.pool === 'revenue')!;
    await patch(deal, { amount: '99999999999999999999' });
    await portal.sync();
    expect((await of(deal)).at(-1)?.reason).toBe('set_aside');
    expect(await sum(deal)).toBe(0);
    await patch(deal, { amount: formatAmount(revenue.amountMinor, revenue.currency) });
    await portal.sync();
    expect(await sum(deal)).toBe(before);
    expect((await verify()).violations).toEqual([]);
  });
});
