/** Changes of a partner's programme on the emulated portal: read live, told first, written once, recorded. */
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { parseInstant } from '../../src/domain/calendar.js';
import type { ProgrammeChange } from '../../src/domain/programme-change.js';
import { changeProgramme } from '../../src/operations/change-programme.js';
import type { ChangeProgrammeDeps } from '../../src/operations/programme-deps.js';
import { showPartnerProgramme } from '../../src/operations/show-partner-programme.js';
import { programmeOf } from './portal.js';
import { effect, MANAGER, REP, saved, TaggingPortal, type DepsOptions } from './tagging-portal.js';

let portal: TaggingPortal;
let northwind: string;
let untouched: string;
beforeAll(async () => {
  portal = await TaggingPortal.open({ deals: 60 });
  northwind = portal.partner('Northwind Systems');
  untouched = portal.partner('Adatum Resale');
});
afterAll(() => portal.close());

let ids = 0;
const deps = (options: DepsOptions = {}): ChangeProgrammeDeps => ({
  ...portal.deps({ actor: MANAGER, ...options }),
  programme: programmeOf(portal.portal.sandbox, options.tamper),
  newId: () => `id-${(ids += 1)}`,
});
const change = (
  asked: ProgrammeChange,
  options: DepsOptions & {
    readonly of?: string;
    readonly mode?: 'preview' | 'save';
    readonly basis?: string;
  } = {},
) =>
  changeProgramme(deps(options), {
    companyId: options.of ?? northwind,
    change: asked,
    mode: options.mode ?? 'save',
    basis: options.basis ?? null,
  });
const show = (id = northwind) => showPartnerProgramme(deps(), id);
const held = (id: string, property: string) =>
  portal.portal.sandbox.portal.records.getLive('companies', id)?.properties.get(property) ?? null;
const set = (id: string, properties: Record<string, string>) =>
  portal.portal.call('PATCH', `/crm/v3/objects/companies/${id}`, { properties });
const BACK = {
  kind: 'move',
  to: 'onboarding_enablement',
  reason: 'Its trained people left.',
  at: null,
} as const;

describe('a move', () => {
  it('is told first, then saved with its history, and no other partner changes', async () => {
    await set(northwind, {
      partnership_stage: 'activation_growth',
      ...{ partnership_stage_history: '', partnership_checklist: '', partnership_joint_plan: '' },
    });
    const others = held(untouched, 'partnership_stage');
    const told = effect(await change(BACK));
    expect(told).toMatchObject({
      title: 'Move Northwind Systems to Onboarding & enablement',
      needsConfirmation: true,
    });
    expect(held(northwind, 'partnership_stage')).toBe('activation_growth');
    saved(await change(BACK, { basis: told.basis }));
    expect(held(northwind, 'partnership_stage')).toBe('onboarding_enablement');
    expect(held(untouched, 'partnership_stage')).toBe(others);
    const { lifecycle, log } = await show();
    expect(lifecycle.history.map(({ stage, who, why }) => [stage, who, why])).toEqual([
      ['Onboarding & enablement', 'Mia', 'Its trained people left.'],
      ['Activation & growth', 'Not known', 'Seen in HubSpot'],
    ]);
    expect(log.items).toMatchObject([{ who: 'Mia' }]);
  });

  it.each([
    ['a rep', REP, 'not_permitted'],
    ['a manager, with items still missing,', MANAGER, 'programme_refused'],
  ])('forward is refused of %s, and nothing is written', async (_who, actor, code) => {
    const stood = portal.portal.snapshot();
    await expect(
      change({ kind: 'move', to: 'activation_growth', reason: null, at: null }, { actor }),
    ).rejects.toMatchObject({ code });
    expect(portal.portal.snapshot()).toBe(stood);
  });

  it('is not saved where something has changed since it was told', async () => {
    const end = { ...BACK, to: 'negotiation_agreement', reason: 'Terms are open again.' } as const;
    const told = effect(await change(end));
    saved(await change({ kind: 'tick', item: 'channels_named' }));
    await expect(change(end, { basis: told.basis })).rejects.toMatchObject({ code: 'effect_outdated' });
  });
});

describe('an item of a checklist', () => {
  it('is ticked off with who and when, and taken back', async () => {
    const row = async () => (await show()).lifecycle.checklist.find(({ item }) => item === 'joint_metrics');
    expect(await row()).toMatchObject({ done: false });
    saved(await change({ kind: 'tick', item: 'joint_metrics' }));
    expect(await row()).toMatchObject({ done: true });
    expect((await row())?.note).toMatch(/^Mia, /);
    saved(await change({ kind: 'untick', item: 'joint_metrics' }));
    expect(await row()).toMatchObject({ done: false });
  });
});

it('a company that is no partner has no programme', async () => {
  await expect(show(portal.customer)).rejects.toMatchObject({ code: 'programme_refused' });
});

it('a tier is given by hand, told on the card, and ended', async () => {
  const asked: ProgrammeChange = {
    kind: 'override_tier',
    tier: 'platinum',
    reason: 'Strategic account',
    approver: 'Ana Ruiz',
    until: parseInstant('2027-06-01')!,
  };
  const told = effect(await change(asked));
  expect(told).toMatchObject({ title: 'Give Northwind Systems Platinum by hand', needsConfirmation: true });
  const before = held(northwind, 'partnership_tier');
  expect(before).not.toBe('platinum');
  saved(await change(asked, { basis: told.basis }));
  expect(held(northwind, 'partnership_tier')).toBe('platinum');
  const { tier } = await show();
  expect(tier).toMatchObject({ hasOverride: true });
  expect(tier?.headline).toMatch(/^Platinum since .*, 0 days\.$/);
  expect(tier?.notices).toEqual([
    'Platinum by hand, approved by Ana Ruiz, until 1 Jun 2027: Strategic account',
  ]);
  expect(tier?.history[0]).toMatchObject({ tier: 'Platinum', who: 'Ana Ruiz' });
  const end = effect(await change({ kind: 'end_override' }));
  saved(await change({ kind: 'end_override' }, { basis: end.basis }));
  expect(held(northwind, 'partnership_tier')).toBe('platinum');
  expect((await show()).tier).toMatchObject({ hasOverride: false });
});
