/** Changes of a partner's programme on the emulated portal: read live, told first, written once, recorded. */
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { parseInstant } from '../../src/domain/calendar.js';
import type { ProgrammeChange } from '../../src/domain/programme-change.js';
import { DEFAULT_MAPPING } from '../../src/domain/mapping.js';
import { changeProgramme } from '../../src/operations/change-programme.js';
import type { ChangeProgrammeDeps } from '../../src/operations/programme-deps.js';
import { showPartnerProgramme } from '../../src/operations/show-partner-programme.js';
import { crmOf, programmeOf, type Tamper } from './portal.js';
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
  expect(tier?.headline).toMatch(/^Platinum since .*, today\.$/);
  expect(tier?.notices).toEqual([
    'Platinum by hand, approved by Ana Ruiz, until 1 Jun 2027: Strategic account',
  ]);
  expect(tier?.history[0]).toMatchObject({ tier: 'Platinum', who: 'Ana Ruiz' });
  const end = effect(await change({ kind: 'end_override' }));
  saved(await change({ kind: 'end_override' }, { basis: end.basis }));
  expect(held(northwind, 'partnership_tier')).toBe('platinum');
  expect((await show()).tier).toMatchObject({ hasOverride: false });
});

describe('a partner whose people and agreement change', () => {
  const person = async () => (await show()).enablement?.people[0];

  it('has a certification on its contact, and loses it again', async () => {
    const contactId = (await person())?.contactId ?? '';
    const [name, since] = ['Solution Design', parseInstant('2026-01-01') ?? portal.portal.now()];
    const names = async () => (await person())?.certifications.map((one) => one.name) ?? [];
    saved(await change({ kind: 'add_certification', contactId, name, since, until: null }));
    expect(await names()).toContain(name);
    saved(await change({ kind: 'remove_certification', contactId, name, since }));
    expect(await names()).not.toContain(name);
  });

  it('has its agreement changed once the effect was seen, and the log says what stood there before', async () => {
    const asked = { kind: 'set_agreement', noticeDays: 45 } as const;
    const told = effect(await change(asked));
    saved(await change(asked, { basis: told.basis }));
    expect(held(northwind, 'partnership_agreement_notice_days')).toBe('45');
    expect((await show()).log.items[0]?.text).toMatch(/notice 45 days/);
  });

  it('whose stage the mapping reads is moved where it is kept, and nowhere else', async () => {
    const field = { on: 'company', property: 'their_stage', mode: 'read', values: {} } as const;
    const crm = crmOf(portal.portal.sandbox, undefined, {
      ...DEFAULT_MAPPING,
      fields: { ...DEFAULT_MAPPING.fields, stage: field },
    });
    const company = (await crm.companiesById([northwind]))[0];
    if (company === undefined) throw new Error('there is no such company');
    expect(() => crm.partnerFieldChanges(company, { stage: 'ended' })).toThrow('“their_stage”');
  });
});

describe('two changes of one partner in the same instant', () => {
  const items = async () =>
    (await show()).lifecycle.checklist.filter(({ done }) => done).map(({ item }) => item);
  const entries = (): number =>
    (JSON.parse(held(northwind, 'partnership_programme_log') ?? '') as { value: unknown[] }).value.length;
  const objective = (title: string): ProgrammeChange => ({ kind: 'add_objective', title, keyResult: null });
  /** Saves one change, and lets another be saved between its judgement and its write. */
  const crossing = (asked: ProgrammeChange, meanwhile: ProgrammeChange, type = 'companies') => {
    let isHeld = false;
    const tamper: Tamper = async ({ path }) => {
      if (isHeld || !path.endsWith(`${type}/batch/update`)) return null;
      isHeld = true;
      saved(await change(meanwhile));
      portal.portal.sandbox.portal.clock.set(portal.portal.now() + 1000);
      return null;
    };
    return change(asked, { tamper });
  };

  it('are both kept where they touch different things, each with its entry in the log', async () => {
    const before = entries();
    saved(await crossing(objective('Enter Spain'), { kind: 'tick', item: 'joint_metrics' }));
    expect(await items()).toContain('joint_metrics');
    const { plan } = await show();
    expect(plan.objectives.map(({ title }) => title)).toContain('Enter Spain');
    expect(entries()).toBe(before + 2);
  });

  it('keep the first where they touch the same, and tell the later that it was not kept', async () => {
    const before = entries();
    const late = crossing(objective('Enter Italy'), objective('Enter France'));
    await expect(late).rejects.toMatchObject({
      code: 'effect_outdated',
      message: 'Mia changed the same at the same time. That stands; what you saved was not kept.',
    });
    const { plan } = await show();
    const titles = plan.objectives.map(({ title }) => title);
    expect([titles.includes('Enter France'), titles.includes('Enter Italy')]).toEqual([true, false]);
    expect(entries()).toBe(before + 1);
  });

  describe('of one of its people', () => {
    const person = async () => (await show()).enablement?.people[0];
    const certify = async (name: string): Promise<ProgrammeChange> => ({
      ...{ kind: 'add_certification', contactId: (await person())?.contactId ?? '', name, until: null },
      since: parseInstant('2026-02-01') ?? portal.portal.now(),
    });
    const names = async () => ((await person())?.certifications ?? []).map(({ name }) => name);
    const listed = (contactId: string) =>
      portal.portal.sandbox.portal.records
        .getLive('contacts', contactId)
        ?.properties.get('partnership_certifications') ?? null;

    it('keep the first certification, and tell the later that it was not kept', async () => {
      const [before, held] = [await names(), entries()];
      const late = crossing(await certify('Security'), await certify('Pricing'), 'contacts');
      await expect(late).rejects.toMatchObject({
        code: 'effect_outdated',
        message: expect.stringMatching(/^Somebody changed the same of this person at the same time\. That/),
      });
      expect(await names()).toEqual([...before, 'Pricing']);
      expect(entries()).toBe(held + 1);
    });

    it('keep the first where the later set its list back before it looked', async () => {
      const [before, held] = [await names(), entries()];
      const { contactId } = (await person()) ?? { contactId: '' };
      const [first, late] = [await certify('Basics'), await certify('Sales')];
      const stood = listed(contactId);
      let looks = 0;
      const tamper: Tamper = async ({ path, body }) => {
        if (!path.endsWith('contacts/batch/read') || !/WithHistory/.test(JSON.stringify(body))) return null;
        looks += 1;
        const written = listed(contactId);
        for (const list of [`${stood ?? ''}\nSales; 2026-02-01`, written ?? '']) {
          portal.portal.sandbox.portal.clock.set(portal.portal.now() + 1000);
          await portal.portal.call('PATCH', `/crm/v3/objects/contacts/${contactId}`, {
            properties: { partnership_certifications: list },
          });
        }
        return null;
      };
      saved(await change(first, { tamper }));
      expect([looks, await names(), entries()]).toEqual([1, [...before, 'Basics'], held + 1]);
      saved(await change(late));
      expect(await names()).toEqual([...before, 'Basics', 'Sales']);
    });

    it('stand where the partner itself cannot be saved, which is said', async () => {
      const tamper: Tamper = ({ path }) =>
        path.endsWith('companies/batch/update')
          ? { status: 403, header: () => null, text: '{"message":"No.","category":"MISSING_SCOPES"}' }
          : null;
      await expect(change(await certify('Design'), { tamper })).rejects.toMatchObject({
        message: expect.stringMatching(
          /^What you changed of the person is saved; the partner’s log has no entry/,
        ),
      });
      expect(await names()).toContain('Design');
    });

    it('are kept, and told as not confirmed, where HubSpot does not say what was there', async () => {
      const held = entries();
      const tamper: Tamper = ({ path, body }) =>
        path.endsWith('contacts/batch/read') && /WithHistory/.test(JSON.stringify(body))
          ? { status: 403, header: () => null, text: '{"message":"No.","category":"MISSING_SCOPES"}' }
          : null;
      await expect(change(await certify('Support'), { tamper })).rejects.toMatchObject({
        code: 'effect_outdated',
        message: expect.stringMatching(/^The change was written; whether somebody else changed/),
      });
      expect(await names()).toContain('Support');
      expect(entries()).toBe(held + 1);
    });
  });
});
