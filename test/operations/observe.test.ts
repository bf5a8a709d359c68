/** Observe mode: a portal with nothing of ours is read and worked out, and not a byte of it changes. */
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { dealId, portalId } from '../../src/domain/ids.js';
import { isRead } from '../../src/hubspot/read-only-send.js';
import type { Method } from '../../src/hubspot/send.js';
import { diagnose } from '../../src/operations/doctor.js';
import { explainDeal } from '../../src/operations/explain-deal.js';
import { fixedInForce } from '../../src/operations/in-force.js';
import { reportLedger } from '../../src/operations/report-ledger.js';
import { setUpPortal } from '../../src/operations/set-up-portal.js';
import { showStatus } from '../../src/operations/show-status.js';
import type { SyncSummary } from '../../src/operations/sync-portal.js';
import { whatIf } from '../../src/operations/what-if.js';
import { DEFAULT_POLICY } from '../../src/domain/policy.js';
import { postedLedger } from '../store/read-store.js';
import { DropdownPortal } from './dropdown-portal.js';

let portal: DropdownPortal;
let before: string;
const asked: (readonly [Method, string])[] = [];
const noting = ({ method, path }: { readonly method: Method; readonly path: string }): null => {
  asked.push([method, path]);
  return null;
};

beforeAll(async () => {
  portal = await DropdownPortal.open();
  before = portal.on.snapshot();
});
afterAll(() => portal.on.close());

const id = () => portalId(String(portal.on.sandbox.portalId));
const clock = () => ({ now: () => portal.on.now() });

// One portal lives through all of these, in their order.
describe('observe mode', () => {
  let first: SyncSummary;

  it('needs nothing of ours in the portal, and posts to the local ledger', async () => {
    expect(await portal.refusal({})).toMatchObject({ code: 'setup_missing' });
    first = await portal.sync({ observe: true, tamper: noting });
    expect(first).toMatchObject({ observed: true, dryRun: false, notPublished: null });
    expect(first.ledger.deals).toBeGreaterThan(10);
    expect((await postedLedger(portal.on.store, id())).entries.length).toBe(first.ledger.entries);
    expect(first.totals.sourcedMinor).toBeGreaterThan(0);
  });

  it('says what it would have written', () => {
    expect(first.writes).toMatchObject({ refused: 0, failed: [] });
    expect(first.writes.deals).toBeGreaterThan(50);
    expect(first.writes.partners).toBe(first.partners);
  });

  it('asks nothing that could write, and leaves every record as it was', async () => {
    expect(asked.length).toBeGreaterThan(10);
    expect(asked.filter(([method, path]) => !isRead(method, path))).toEqual([]);
    const written = Object.entries(portal.requests()).filter(
      ([route]) => !/^GET |\/search$|\/batch\/read$/.test(route),
    );
    expect(written).toEqual([]);
    expect(portal.on.snapshot()).toBe(before);
    expect(await portal.on.written(first.runId)).toEqual([]);
  });

  it('again posts nothing, and plans nothing', async () => {
    const again = await portal.sync({ observe: true });
    expect(again.ledger).toEqual({ entries: 0, deals: 0 });
    expect(portal.on.snapshot()).toBe(before);
  });

  it('lets status, report, doctor, what-if and explain work', async () => {
    const { store } = portal.on;
    const deps = { store, clock: clock() };
    expect(await showStatus(deps, id())).toMatchObject({ observed: true, unsettled: [] });
    const report = await reportLedger(deps, {
      ...{ portalId: id(), period: 'all', by: 'partner', basis: 'effective', knownAt: null },
    });
    expect(report.revenue.at(-1)?.totalMinor).toBe(first.totals.wonMinor);
    expect((await diagnose(deps, id())).verification.violations).toEqual([]);
    const tried = await whatIf(
      { crm: portal.crm(), clock: clock(), store },
      { current: DEFAULT_POLICY, proposed: { ...DEFAULT_POLICY, version: 'x', model: 'first_touch' } },
      () => undefined,
    );
    expect(tried.totals.before).toEqual(first.totals);
  });

  it('explains a deal from the activities that were read, though none is published', async () => {
    const { store } = portal.on;
    const results = [];
    for await (const page of store.eachResult(id())) results.push(...page);
    const inForce = fixedInForce(DEFAULT_POLICY);
    for (const result of results) {
      const told = await explainDeal(
        { crm: portal.crm(), clock: clock(), inForce, store },
        dealId(result.dealId),
      );
      expect([told.dealId, told.class, told.sourcingPartnerIds]).toEqual([
        result.dealId,
        result.class,
        result.sourcingPartnerIds,
      ]);
    }
    expect(portal.on.snapshot()).toBe(before);
  });

  it('is over with the first normal sync, which publishes all that it would have', async () => {
    await setUpPortal(portal.crm(), { dryRun: false });
    const all = await portal.sync();
    expect(all).toMatchObject({ observed: false, totals: first.totals });
    expect(all.writes).toEqual(first.writes);
    expect(all.ledger).toEqual({ entries: 0, deals: 0 });
    expect(portal.on.snapshot()).not.toBe(before);
    expect(await showStatus({ store: portal.on.store, clock: clock() }, id())).toMatchObject({
      observed: false,
    });
    expect((await portal.sync()).writes).toMatchObject({ deals: 0, partners: 0 });
  });
});
