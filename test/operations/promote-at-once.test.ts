/** Promotions at once: in the plan of a sync, written with it, and taken back with it. */
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { runId } from '../../src/domain/ids.js';
import { DEFAULT_POLICY, type Policy } from '../../src/domain/policy.js';
import { setUpPortal } from '../../src/operations/set-up-portal.js';
import { syncPortal } from '../../src/operations/sync-portal.js';
import { undoRun } from '../../src/operations/undo-run.js';
import { crmOf, PortalOnDatabase, programmeOf } from './portal.js';

let portal: PortalOnDatabase;
beforeAll(async () => {
  portal = await PortalOnDatabase.open({ deals: 60 });
  await setUpPortal(crmOf(portal.sandbox), { dryRun: false });
  await sync(AT_REVIEW);
}, 60_000);
afterAll(() => portal.close());

const tiers = {
  ...DEFAULT_POLICY.programme.tiers,
  levels: [
    { tier: 'registered', requirements: {} },
    { tier: 'silver', requirements: { wonDeals: 1 } },
    { tier: 'gold', requirements: { wonDeals: 3 } },
  ],
} as const;
const policyOf = (promotion: 'review' | 'at_once'): Policy => ({
  ...DEFAULT_POLICY,
  programme: { ...DEFAULT_POLICY.programme, tiers: { ...tiers, promotion } },
});
const [AT_REVIEW, AT_ONCE] = [policyOf('review'), policyOf('at_once')];
const sync = (policy: Policy, more: { dryRun?: boolean; plan?: string | null } = {}) =>
  syncPortal(
    { ...portal.deps(), programme: programmeOf(portal.sandbox) },
    { policy, dryRun: more.dryRun ?? false, plan: more.plan ?? null },
    () => undefined,
  );
const CONTOSO = '2100002';
const held = async (): Promise<Readonly<Record<string, string | null>>> =>
  (await crmOf(portal.sandbox).recordsById('companies', [CONTOSO]))[0]?.properties ?? {};
const tierOf = async (): Promise<string | null> => (await held())['partnership_tier'] ?? null;

it('is in the plan of a sync, written just once, and taken back by its undo', async () => {
  expect(await tierOf()).toBe('silver');
  const planned = await sync(AT_ONCE, { dryRun: true });
  expect(await tierOf()).toBe('silver');
  const done = await sync(AT_ONCE, { plan: planned.plan?.hash ?? null });
  const wrote = (await portal.written(done.runId)).filter(({ property }) => property === 'partnership_tier');
  expect(wrote).toContainEqual(
    expect.objectContaining({ recordId: CONTOSO, oldValue: 'silver', newValue: 'gold' }),
  );
  // Nobody loses a tier by a sync.
  expect(wrote.every(({ oldValue, newValue }) => RANK.indexOf(newValue) > RANK.indexOf(oldValue))).toBe(true);
  expect((await held())['partnership_tier_history']).toContain('"by":"Sync"');
  const again = await sync(AT_ONCE);
  expect(
    (await portal.written(again.runId)).filter(({ property }) => property.startsWith('partnership_tier')),
  ).toEqual([]);
  const deps = { ...portal.deps(), newRunId: () => runId('undo-1') };
  await undoRun(deps, { named: done.runId, dryRun: false }, () => undefined);
  expect(await tierOf()).toBe('silver');
  // What was taken back is left to people.
  await sync(AT_ONCE);
  expect(await tierOf()).toBe('silver');
});

const RANK: readonly (string | null)[] = [null, 'registered', 'silver', 'gold'];
