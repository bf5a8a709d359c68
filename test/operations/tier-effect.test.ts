/** Before a tag is saved, it is told which tiers move: by what the last sync published, without a request more. */
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { runId } from '../../src/domain/ids.js';
import { DEFAULT_POLICY, type Policy } from '../../src/domain/policy.js';
import type { PolicyDeps } from '../../src/operations/change-policy.js';
import { changeTag } from '../../src/operations/change-tag.js';
import { previewPolicy } from '../../src/operations/preview-policy.js';
import { syncPortal } from '../../src/operations/sync-portal.js';
import type { PolicyEffectView } from '../../src/operations/views/settings-view.js';
import { programmeOf } from './portal.js';
import { effect, MANAGER, TaggingPortal } from './tagging-portal.js';

let tagging: TaggingPortal;
beforeAll(async () => {
  tagging = await TaggingPortal.open({ deals: 60 });
}, 60_000);
afterAll(() => tagging.close());

const policyOf = (gold: number): Policy => ({
  ...DEFAULT_POLICY,
  programme: {
    ...DEFAULT_POLICY.programme,
    tiers: {
      ...DEFAULT_POLICY.programme.tiers,
      levels: [
        { tier: 'registered', requirements: {} },
        { tier: 'gold', requirements: { wonDeals: gold } },
      ],
    },
  },
});

it('says which tier a partner would have earned, and nothing where none moves', async () => {
  const { portal } = tagging;
  const deps = { ...portal.deps(), programme: programmeOf(portal.sandbox), newRunId: () => runId('sync-2') };
  const sync = { policy: policyOf(1), dryRun: false, full: true };
  await syncPortal(deps, sync, () => undefined);
  const adatum = tagging.partner('Adatum Resale');
  const [company] = await deps.crm.companiesById([adatum]);
  const won = deps.crm.publishedProgramme(company!, deps.clock.now())?.tiers?.achieved.wonDeals ?? -1;
  expect(won).toBeGreaterThanOrEqual(0);
  // A deal that was won lately without any partner.
  const [direct] = tagging
    .directDeals(100)
    .filter((id) => (tagging.property(id, 'closedate') ?? '') > '2026-01-01');
  const told = async (gold: number) =>
    effect(
      await changeTag(
        {
          ...tagging.deps({ actor: MANAGER }),
          inForce: () =>
            Promise.resolve({
              policy: policyOf(gold),
              policyFrom: 'default',
              settings: { tagging: 'propose' },
            }),
        },
        {
          ...{ dealId: direct!, mode: 'preview', basis: null },
          change: { kind: 'set', partnerId: adatum, role: 'influenced', motion: null },
        },
      ),
    ).sentences;
  expect(await told(won + 1)).toContain(
    'Adatum Resale would have earned Gold instead of Registered; it holds Registered.',
  );
  expect((await told(won + 2)).join(' ')).not.toContain('would have earned');

  // The same snapshots tell what another policy does to tiers.
  const inForce = () => Promise.resolve({ policy: policyOf(1), policyFrom: 'default' });
  const readPolicy = () => ({ kind: 'sound', policy: policyOf(1_000) });
  const drafted = { ...deps, inForce, readPolicy } as unknown as PolicyDeps;
  const { tiers } = (await previewPolicy(drafted, '')) as PolicyEffectView;
  expect(tiers?.sentences[0]).toMatch(/^\d+ of \d+ partners would earn another tier: .*Gold → Registered/);
  expect(tiers?.counts).toEqual([
    expect.objectContaining({ name: 'Gold', after: '0' }),
    expect.objectContaining({
      name: 'Registered',
      change: expect.stringMatching(/^\+/) as unknown as string,
    }),
  ]);
});
