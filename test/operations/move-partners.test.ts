/** Moves of several partners, on an emulated portal and a database: told, written as one run, taken back. */
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { runId } from '../../src/domain/ids.js';
import { DEFAULT_POLICY } from '../../src/domain/policy.js';
import { readStageMoves } from '../../src/files/read-stage-moves.js';
import {
  movePartners,
  planMoves,
  type AskedMove,
  type MoveDeps,
} from '../../src/operations/move-partners.js';
import { lifecycleText } from '../../src/cli/lifecycle-text.js';
import { reviewLifecycle } from '../../src/operations/review-lifecycle.js';
import { undoRun } from '../../src/operations/undo-run.js';
import { programmeOf } from './portal.js';
import { MANAGER, TaggingPortal } from './tagging-portal.js';

let portal: TaggingPortal;
let deps: MoveDeps;
let runs = 0;
beforeAll(async () => {
  portal = await TaggingPortal.open({ deals: 30 });
  deps = {
    ...portal.deps({ actor: MANAGER }),
    programme: programmeOf(portal.portal.sandbox),
    store: portal.portal.store,
    newId: () => 'id',
    newRunId: () => runId(`lifecycle-${(runs += 1)}`),
  };
  for (const name of ['Northwind Systems', 'Adatum Resale']) {
    await portal.portal.call('PATCH', `/crm/v3/objects/companies/${portal.partner(name)}`, {
      properties: {
        ...{ partnership_stage: 'activation_growth', partnership_stage_history: '' },
        ...{ partnership_checklist: '', partnership_programme_log: '' },
      },
    });
  }
}, 60_000);
afterAll(() => portal.close());

const stage = (name: string): string | null =>
  portal.portal.sandbox.portal.records
    .getLive('companies', portal.partner(name))
    ?.properties.get('partnership_stage') ?? null;
const back = (partner: string, source = partner): AskedMove => ({
  ...{ source, partner, to: 'onboarding_enablement', reason: 'Its people left.', at: null },
});

it('reads a file by words or values of stages, and sets aside what it cannot read', () => {
  const text = [
    'partner,to,reason,on',
    'Contoso,Activation & growth,,2026-09-01',
    '7,ended,"Over, at last",',
    'Contoso,somewhere,,',
    ',ended,,',
    '7,ended,,yesterday',
  ].join('\n');
  const { values, rejected } = readStageMoves({ name: 'moves.csv', text });
  expect(values.map(({ line, partner, to, reason }) => [line, partner, to, reason])).toEqual([
    [2, 'Contoso', 'activation_growth', null],
    [3, '7', 'ended', 'Over, at last'],
  ]);
  expect(rejected.map(({ line, column, reason }) => [line, column, reason])).toEqual([
    [4, 'to', 'value_unknown'],
    [5, 'partner', 'missing'],
    [6, 'on', 'instant_invalid'],
  ]);
});

it('tells what moves and what is refused, and writes nothing', async () => {
  const stood = portal.portal.snapshot();
  const { outcomes, records } = await planMoves(deps, [
    back('northwind systems'),
    back('Nobody'),
    back(portal.partner('Northwind Systems'), 'line 3'),
    { ...back('Adatum Resale'), to: 'negotiation_agreement' },
    back(portal.customer),
  ]);
  expect(outcomes.map(({ kind }) => kind)).toEqual(['moves', 'refused', 'refused', 'refused', 'refused']);
  expect(outcomes.map((one) => (one.kind === 'refused' ? one.reason : one.sentences[0]))).toEqual([
    expect.stringContaining('Northwind Systems moves from Activation & growth to Onboarding & enablement'),
    expect.stringContaining('No partner is called “Nobody”'),
    expect.stringContaining('moved by northwind systems already'),
    expect.stringContaining('moves one stage at a time'),
    expect.stringContaining('is not a partner'),
  ]);
  expect(records).toHaveLength(1);
  expect(portal.portal.snapshot()).toBe(stood);
});

it('writes what may be moved as one run, which undo takes back', async () => {
  const stood = portal.portal.snapshot();
  const { done } = await movePartners(
    deps,
    [back('Northwind Systems'), back('Adatum Resale')],
    () => undefined,
  );
  expect(done?.writes).toMatchObject({ partners: 2 });
  expect([stage('Northwind Systems'), stage('Adatum Resale')]).toEqual([
    'onboarding_enablement',
    'onboarding_enablement',
  ]);
  // Both moved just now: no whole day anywhere, and the stage before is named all the same.
  const review = await reviewLifecycle(deps, DEFAULT_POLICY);
  const moved = review.partners.find(({ name }) => name === 'Northwind Systems');
  expect(moved?.daysInStages).toEqual({ activation_growth: 0, onboarding_enablement: 0 });
  expect(lifecycleText({ ...review, partners: [moved!] })).toMatch(/Activation[^]*growth 0 /);
  const account = await deps.crm.account();
  const run = await deps.store.findRun(account.portalId, done?.runId ?? runId(''));
  expect(run).toMatchObject({ kind: 'lifecycle', state: 'done' });
  const undoing = portal.portal.deps();
  await undoRun(undoing, { named: done?.runId ?? runId(''), dryRun: false }, () => undefined);
  expect(portal.portal.snapshot()).toBe(stood);
});

it('lists every partner with its stage and what it lacks', async () => {
  const { partners } = await reviewLifecycle(deps, DEFAULT_POLICY);
  const northwind = partners.find(({ name }) => name === 'Northwind Systems');
  expect(northwind).toMatchObject({ stage: 'activation_growth', since: null });
  expect(northwind?.missing).not.toContain('First won deal');
  expect(partners.map(({ name }) => name)).toEqual(partners.map(({ name }) => name).toSorted());
});

it('counts no days of a stage that was left in HubSpot, since nobody knows when', async () => {
  const company = `/crm/v3/objects/companies/${portal.partner('Northwind Systems')}`;
  const moves = [
    { stage: 'discovery_qualification', at: '2026-01-01T00:00:00.000Z', reason: null, by: 'Sam Lee' },
    { stage: 'onboarding_enablement', at: '2026-01-11T00:00:00.000Z', reason: null, by: 'Sam Lee' },
  ];
  const standing = async (stage: string) => {
    const history = JSON.stringify({ v: 1, value: moves });
    await portal.portal.call('PATCH', company, {
      properties: { partnership_stage: stage, partnership_stage_history: history },
    });
    const { partners } = await reviewLifecycle(deps, DEFAULT_POLICY);
    return partners.find(({ name }) => name === 'Northwind Systems')?.daysInStages;
  };
  expect(await standing('onboarding_enablement')).toEqual({
    ...{ discovery_qualification: 10, onboarding_enablement: expect.any(Number) },
  });
  expect(await standing('activation_growth')).toEqual({ discovery_qualification: 10 });
});
