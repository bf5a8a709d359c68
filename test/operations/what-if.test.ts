/** Another policy over the same facts: what differs, what did it, and that nothing is written. */
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { portalId } from '../../src/domain/ids.js';
import { DEFAULT_POLICY, type Policy } from '../../src/domain/policy.js';
import { setUpPortal } from '../../src/operations/set-up-portal.js';
import { whatIf, type WhatIf } from '../../src/operations/what-if.js';
import { policy } from '../domain/facts.js';
import { crmOf, PortalOnDatabase, type Asked } from './portal.js';
import { currentResults } from '../store/read-store.js';

let portal: PortalOnDatabase;
const asked: Asked[] = [];
beforeAll(async () => {
  portal = await PortalOnDatabase.open({ deals: 60 });
  await setUpPortal(crmOf(portal.sandbox), { dryRun: false });
  await portal.sync();
});
afterAll(() => portal.close());

const compare = (proposed: Policy, current: Policy = DEFAULT_POLICY): Promise<WhatIf> => {
  const crm = crmOf(portal.sandbox, (one) => {
    asked.push(one);
    return null;
  });
  return whatIf({ crm, clock: { now: () => portal.now() } }, { current, proposed }, () => undefined);
};

const STRICT = policy({ version: 'strict-1', tags: { sourced: 'require_evidence' } });

describe('a policy that asks for evidence', () => {
  it('moves won revenue between the classes, and its total not at all', async () => {
    const { totals, policyVersion, settings } = await compare(STRICT);
    expect(policyVersion).toEqual({ before: 'default-1', after: 'strict-1' });
    expect(settings).toEqual([{ key: 'tags.sourced', from: 'trusted', to: 'require_evidence', clause: 4 }]);
    const { difference } = totals;
    expect(difference.sourcedMinor).toBeLessThan(0);
    expect(difference.sourcedMinor + difference.influencedMinor + difference.directMinor).toBe(0);
    expect([difference.wonMinor, difference.pipelineMinor]).toEqual([0, 0]);
    for (const key of ['sourcedMinor', 'wonMinor', 'pipelineMinor'] as const)
      expect(totals.after[key] - totals.before[key]).toBe(difference[key]);
  });

  it('names for each deal its class before and after, and the setting that did it', async () => {
    const { changedDeals, deals } = await compare(STRICT);
    expect(deals).toBe(60);
    // Glenrock: tagged as sourced, with nothing to show for it (explain-tag-confirmed.json).
    const glenrock = changedDeals.find(({ dealId }) => dealId === '4100002');
    expect(glenrock).toMatchObject({
      before: { class: 'sourced', sourcingPartnerIds: ['2100007'] },
      after: { class: 'direct', sourcingPartnerIds: [], credits: { source: {}, influence: {}, model: {} } },
      cause: { kind: 'alone', changes: [{ key: 'tags.sourced', clause: 4 }] },
    });
    // The showcase has a referral as its evidence; Adatum, which has none, has no part any more.
    const showcase = changedDeals.find(({ dealId }) => dealId === '4100001');
    expect(showcase?.before.influencingPartnerIds).toContain('2100004');
    expect(showcase?.after.influencingPartnerIds).not.toContain('2100004');
    expect(showcase?.cause?.changes.map(({ key }) => key)).toEqual(['tags.sourced']);
    expect(changedDeals.every(({ cause }) => cause !== null)).toBe(true);
  });

  it('is what a sync under each of the two policies stores', async () => {
    const { changedDeals, totals, changedPartners } = await compare(STRICT);
    const summary = await portal.sync({ dryRun: true, policy: STRICT });
    expect(totals.after).toEqual(summary.totals);
    expect(totals.before).toEqual((await portal.sync({ dryRun: true })).totals);
    const current = await currentResults(portal.store, portalId(summary.portalId));
    for (const { dealId, before } of changedDeals)
      expect(before.class).toBe(current.find((one) => one.dealId === dealId)?.class);
    const sourced = changedPartners.reduce((sum, { difference }) => sum + difference.sourcedMinor, 0);
    expect(sourced).toBe(totals.difference.sourcedMinor);
  });
});

it('another model moves credit, no class: no setting is named for a deal', async () => {
  const { changedDeals, totals, changedPartners } = await compare(
    policy({ version: 'm', model: 'first_touch' }),
  );
  expect(changedDeals.length).toBeGreaterThan(0);
  for (const { before, after, cause } of changedDeals) {
    expect([cause, after.class, after.credits.source]).toEqual([null, before.class, before.credits.source]);
    expect(after.credits.model).not.toEqual(before.credits.model);
  }
  expect(Object.values(totals.difference).every((minor) => minor === 0)).toBe(true);
  expect(changedPartners.reduce((sum, one) => sum + one.difference.modelMinor, 0)).toBe(0);
});

it('the same policy changes nothing', async () => {
  const { settings, changedDeals, changedPartners } = await compare({ ...DEFAULT_POLICY, version: 'x' });
  expect({ settings, changedDeals, changedPartners }).toEqual({
    settings: [],
    changedDeals: [],
    changedPartners: [],
  });
});

it('never writes: neither the CRM nor the store has changed, and no request could have changed it', async () => {
  const id = portalId(String(portal.sandbox.portalId));
  const state = async () => [
    await portal.store.listRuns(id, 50),
    await currentResults(portal.store, id),
    await portal.call(
      'GET',
      '/crm/objects/2026-09/deals/4100002?properties=partnership_class,partnership_policy',
    ),
  ];
  const before = await state();
  asked.length = 0;
  await compare(STRICT);
  expect(await state()).toEqual(before);
  expect(asked.length).toBeGreaterThan(5);
  const writes = asked.filter(({ method, path }) => method !== 'GET' && !/\/batch\/read(\?|$)/.test(path));
  expect(writes).toEqual([]);
});

it('a portal that is not set up is refused', async () => {
  const bare = await PortalOnDatabase.open({ empty: true });
  try {
    const deps = { crm: crmOf(bare.sandbox), clock: { now: () => bare.now() } };
    const request = { current: DEFAULT_POLICY, proposed: STRICT };
    await expect(whatIf(deps, request, () => undefined)).rejects.toMatchObject({ code: 'setup_missing' });
  } finally {
    await bare.close();
  }
});
