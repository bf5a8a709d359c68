import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { companyRegistrations } from '../../src/handlers/company-registrations.js';
import { homeRegistrations } from '../../src/handlers/home-registrations.js';
import { registerDeal } from '../../src/handlers/register-deal.js';
import { registrationDeals } from '../../src/handlers/registration-deals.js';
import { ruleOnRegistration } from '../../src/handlers/rule-on-registration.js';
import { programmeOf, type Tamper } from './portal.js';
import { RegisteringPortal, REP } from './registrations.js';

const HOUR = 3_600_000;

let portal: RegisteringPortal;
let northwind: string;
let contoso: string;
beforeAll(async () => {
  portal = await RegisteringPortal.open();
  northwind = await portal.partner('Northwind', { partnership_territories: 'DE;AT' });
  contoso = await portal.partner('Contoso');
}, 60_000);
afterAll(() => portal.close());

const decided = (id: string) =>
  (
    JSON.parse(portal.held(id).partnership_decisions ?? '{"value":[]}') as {
      value: Record<string, unknown>[];
    }
  ).value;

describe('registering a prospect', () => {
  it('shows every rule and what an approval would move, then makes it with its first decision', async () => {
    const acme = await portal.company('Acme');
    const input = {
      ...{ partnerId: northwind, companyId: acme, country: 'de', products: ['Analytics'] },
      ...{ expected: { amount: '48000', currency: 'usd' }, closesOn: '2026-12-31' },
    };
    const effect = await portal.view(registerDeal as never, { ...input, mode: 'preview' }, REP);
    expect(effect).toMatchObject({
      kind: 'effect',
      needsConfirmation: true,
      title: 'Register Acme for Northwind',
    });
    expect((effect as { checks: { rule: string; isKept: boolean }[] }).checks).toHaveLength(11);
    expect((effect as { sentences: string[] }).sentences.join(' ')).toMatch(
      /nothing is protected, until .* approves it\. Approved now, it protects Acme for Northwind until .* No deal moves now\. A deal of this company/,
    );
    expect(portal.all()).toHaveLength(0);
    const id = await portal.register(northwind, acme, input);
    expect(portal.held(id)).toMatchObject({
      partnership_name: 'Northwind – Acme',
      partnership_partner_id: northwind,
      partnership_prospect_company_id: acme,
      partnership_status: 'submitted',
      partnership_expected_amount: '48000.00',
      partnership_currency: 'USD',
      partnership_country: 'DE',
      partnership_submitted_by: 'Ana Ruiz',
    });
    expect(decided(id)).toMatchObject([
      { deed: 'submitted', by: 'Ana Ruiz', policyVersion: 'default-1', against: [] },
    ]);
  });

  it.each([
    ['an amount with a comma astray', { expected: { amount: '1,00', currency: 'USD' } }, /write a number/],
    ['no currency of this world', { expected: { amount: '1', currency: 'XYZ' } }, /no ISO 4217 code/],
    ['a day that does not exist', { closesOn: '2026-02-30' }, /does not exist/],
    ['a country that does not exist', { country: 'XX' }, /no country code/],
  ])('refuses %s', async (_, more, says) => {
    const input = { partnerId: northwind, companyId: contoso, mode: 'preview', ...more };
    const answered = await portal.ask(registerDeal as never, input);
    expect(answered).toMatchObject({ ok: false, error: { code: 'request_invalid' } });
    expect(answered.ok ? '' : answered.error.message).toMatch(says);
  });

  it('refuses what no rule lets through, and writes nothing', async () => {
    const ended = await portal.partner('Faded', { partnership_stage: 'ended' });
    const zeta = await portal.company('Zeta');
    const own = await portal.company('Sister', { domain: 'contoso.example' });
    const first = await portal.register(contoso, zeta);
    const before = portal.all().length;
    const messages = [];
    for (const [partnerId, companyId] of [
      [ended, zeta],
      [contoso, own],
      [contoso, zeta],
      [zeta, own],
    ]) {
      const answered = await portal.ask(registerDeal as never, { partnerId, companyId, mode: 'preview' });
      messages.push(answered.ok ? 'not refused' : `${answered.error.code} ${answered.error.message}`);
    }
    expect(messages).toEqual([
      expect.stringMatching(
        /^registration_refused Zeta cannot be registered for Faded: Faded has ended as a partner/,
      ),
      expect.stringMatching(/^registration_refused Sister cannot .* itself, or a company of the same parent/),
      expect.stringMatching(/^registration_refused Zeta cannot .* already \(Contoso – Zeta, submitted\)/),
      'registration_refused Zeta is no partner: it registers no prospects.',
    ]);
    expect(portal.all()).toHaveLength(before);
    await portal.rule(first, { kind: 'reject', reason: 'Only for this test.' });
  });
});

describe('deciding', () => {
  it('answers who came first, protects, is disputed, and changes hands with every decision kept', async () => {
    const omega = await portal.company('Omega');
    const first = await portal.register(northwind, omega, { country: 'DE' });
    portal.wait(HOUR);
    const second = await portal.register(contoso, omega);
    expect(decided(second)[0]).toMatchObject({ against: ['Another partner registered it earlier'] });
    expect(await portal.refusal(second, { kind: 'approve' })).toMatch(/who came first is answered first/);
    const approvedAt = portal.wait(HOUR);
    const saved = await portal.rule(first, { kind: 'approve' });
    expect(saved.message).toMatch(/^Northwind’s registration of Omega is approved: it protects until/);
    const until = Date.parse(portal.held(first).partnership_protected_until ?? '');
    expect(Math.round((until - approvedAt) / 86_400_000)).toBe(90);
    expect(await portal.refusal(second, { kind: 'approve' })).toMatch(
      /Northwind registered Omega on .* protected until/,
    );
    expect(await portal.refusal(first, { kind: 'approve' })).toMatch(/is approved: it cannot be approved/);

    await portal.rule(first, { kind: 'dispute', reason: 'Contoso has the contract.' }, REP);
    expect(portal.held(first)).toMatchObject({ partnership_status: 'approved' });
    await portal.rule(first, { kind: 'reject', reason: 'Contoso has the contract.' });
    await portal.rule(second, { kind: 'approve' });
    expect(portal.held(first).partnership_protected_until ?? '').toBe('');
    expect(decided(first).map(({ deed, by, reason }) => [deed, by, reason])).toEqual([
      ['submitted', 'Ana Ruiz', null],
      ['approved', 'Sam Lee', null],
      ['disputed', 'Ana Ruiz', 'Contoso has the contract.'],
      ['rejected', 'Sam Lee', 'Contoso has the contract.'],
    ]);
    expect(portal.held(second)).toMatchObject({
      partnership_status: 'approved',
      partnership_decided_by: 'Sam Lee',
    });
  });

  it('asks for a reason where a rule speaks against it, and keeps rule, evidence and reason', async () => {
    const sigma = await portal.company('Sigma');
    const deal = await portal.deal('Sigma rollout', sigma);
    portal.wait(HOUR);
    const id = await portal.register(northwind, sigma, { country: 'FR' });
    expect(await portal.refusal(id, { kind: 'approve' })).toMatch(
      /had an open deal already: Sigma rollout.*DE, AT/,
    );
    await portal.rule(id, { kind: 'approve', reason: 'The rep asked them in.' });
    expect(decided(id).at(-1)).toMatchObject({
      ...{ deed: 'approved', reason: 'The rep asked them in.' },
      against: ['An open deal exists already', 'Outside the partner’s territory'],
      evidence: [
        { type: 'deals', id: deal, name: 'Sigma rollout' },
        { type: 'companies', id: northwind, name: 'Northwind' },
      ],
    });
  });

  it('asks for a reason where the very deal that it claims was open before it', async () => {
    const nu = await portal.company('Nu');
    const deal = await portal.deal('Nu rollout', nu);
    portal.wait(HOUR);
    const id = await portal.register(contoso, nu, { dealId: deal });
    expect(await portal.dealsOf(id)).toEqual([deal]);
    expect(await portal.refusal(id, { kind: 'approve' })).toMatch(/had an open deal already: Nu rollout/);
    await portal.rule(id, { kind: 'approve', reason: 'They brought us in.' });
  });

  it('is extended once, and linked to a deal of its company alone, whose class then moves', async () => {
    const kappa = await portal.company('Kappa');
    const id = await portal.register(contoso, kappa);
    await portal.rule(id, { kind: 'approve' });
    const extension = await portal.view(ruleOnRegistration as never, {
      ...{ registrationId: id, ruling: { kind: 'extend', reason: null }, mode: 'preview' },
    });
    expect((extension as { sentences: string[] }).sentences).toEqual([
      expect.stringContaining('is extended, once'),
      'No credit moves: no deal is linked to it.',
    ]);
    await portal.rule(id, { kind: 'extend' });
    expect(await portal.refusal(id, { kind: 'extend' })).toMatch(/extended once already/);
    portal.wait(HOUR);
    const deal = await portal.deal('Kappa rollout', kappa, { amount: '1000' });
    const other = await portal.deal('Elsewhere', await portal.company('Lambda'));
    expect(await portal.refusal(id, { kind: 'convert', dealId: other })).toMatch(
      /Elsewhere is a deal of Lambda/,
    );
    const choices = await portal.view(registrationDeals as never, { registrationId: id });
    expect(choices).toMatchObject({
      deals: [{ id: deal, label: expect.stringMatching(/^Kappa rollout · open/) }],
    });
    const effect = await portal.view(ruleOnRegistration as never, {
      ...{ registrationId: id, ruling: { kind: 'convert', dealId: deal }, mode: 'preview' },
    });
    expect(effect).toMatchObject({ classChange: { before: 'Direct', after: 'Partner-sourced' } });
    expect((effect as { sentences: string[] }).sentences.join(' ')).toMatch(
      /Contoso sources it\. .*1,000\.00 of pipeline goes from direct to partner-sourced; the total stays\./,
    );
    await portal.rule(id, { kind: 'convert', dealId: deal });
    expect(await portal.dealsOf(id)).toEqual([deal]);
    expect(portal.held(id)).toMatchObject({ partnership_status: 'converted' });
  });

  it('is the manager’s, and saves nothing that was not seen', async () => {
    const id = await portal.register(contoso, await portal.company('Tau'));
    expect(await portal.refusal(id, { kind: 'approve' }, REP)).toMatch(/run by partnership managers/);
    const input = { registrationId: id, ruling: { kind: 'approve' } };
    const effect = await portal.view(ruleOnRegistration as never, { ...input, mode: 'preview' });
    await portal.rule(id, { kind: 'reject', reason: 'Not now.' });
    const late = await portal.ask(ruleOnRegistration as never, {
      ...{ ...input, mode: 'save', basis: (effect as { basis: string }).basis },
    });
    expect(late).toMatchObject({ ok: false, error: { code: 'registration_refused' } });
    expect(await portal.refusal('999999', { kind: 'approve' })).toMatch(/no registration 999999/);
  });
});

describe('two decisions in the same instant', () => {
  /** Judges a ruling, and lets somebody else decide between that and its write. */
  const crossing = async (registrationId: string, ruling: object, meanwhile: () => Promise<unknown>) => {
    let held: Promise<unknown> | null = null;
    const tamper: Tamper = async ({ path }) => {
      if (held !== null || !/partner_registration\/batch\/update/.test(path)) return null;
      held = meanwhile();
      await held;
      portal.wait(1000);
      return null;
    };
    const deps = { ...portal.deps(), programme: programmeOf(portal.portal.sandbox, tamper) };
    const input = ruleOnRegistration.input.parse({ registrationId, ruling, mode: 'preview' });
    const effect = await ruleOnRegistration.run(deps, input);
    if (effect.kind !== 'effect') throw new Error('a preview has saved');
    return ruleOnRegistration.run(deps, { ...input, mode: 'save', basis: effect.basis });
  };

  it('keep the first, and tell the later that it was not kept', async () => {
    const id = await portal.register(contoso, await portal.company('Psi'));
    const late = crossing(id, { kind: 'reject', reason: 'Ours.' }, () =>
      portal.rule(id, { kind: 'approve', reason: 'Known to us.' }),
    );
    await expect(late).rejects.toMatchObject({
      code: 'effect_outdated',
      message:
        'Contoso – Psi: Sam Lee decided on it at the same time. That stands; what you decided was not kept.',
    });
    expect(portal.held(id)).toMatchObject({
      partnership_status: 'approved',
      partnership_reason: 'Known to us.',
      partnership_protected_until: expect.stringMatching(/^20/),
    });
    expect(decided(id).map(({ deed }) => deed)).toEqual(['submitted', 'approved']);
    // What was told as done is a state like any other: the next decision finds it.
    await portal.rule(id, { kind: 'dispute', reason: 'Not ours.' }, REP);
    expect(decided(id).at(-1)).toMatchObject({ deed: 'disputed' });
  });

  it('are told as unconfirmed where HubSpot does not answer which came first', async () => {
    const id = await portal.register(contoso, await portal.company('Rho'));
    const deps = {
      ...portal.deps(),
      programme: { ...portal.deps().programme, versions: () => Promise.resolve(new Map()) },
    };
    const input = ruleOnRegistration.input.parse({
      ...{ registrationId: id, ruling: { kind: 'approve' }, mode: 'preview' },
    });
    const effect = await ruleOnRegistration.run(deps, input);
    const basis = effect.kind === 'effect' ? effect.basis : '';
    await expect(ruleOnRegistration.run(deps, { ...input, mode: 'save', basis })).rejects.toMatchObject({
      code: 'effect_outdated',
      message: expect.stringMatching(/the decision was written; whether somebody else/),
    });
  });
});

describe('what is shown', () => {
  it('lists what waits and what protects on the home page, what is due first', async () => {
    const upsilon = await portal.company('Upsilon');
    const id = await portal.register(contoso, upsilon);
    portal.wait(49 * HOUR);
    const view = await portal.view(homeRegistrations as never, {});
    expect(view).toMatchObject({ kind: 'home-registrations', notice: null, page: 1 });
    const rows = (view as { rows: { id: string; overdue: boolean; actions: string[] }[] }).rows;
    expect(rows.filter(({ overdue }) => overdue).map((row) => row.id)).toContain(id);
    expect(rows[0]?.actions).toEqual(['approve', 'reject']);
  });

  it('shows a company what is registered of it, and a partner what it has registered', async () => {
    const phi = await portal.company('Phi');
    const id = await portal.register(contoso, phi);
    const [ofProspect, ofPartner] = await Promise.all([
      portal.view(companyRegistrations as never, { companyId: phi }, REP),
      portal.view(companyRegistrations as never, { companyId: contoso }),
    ]);
    expect(ofProspect).toMatchObject({
      ...{ as: 'prospect', mayRegister: true },
      rows: [{ id, partner: { name: 'Contoso' }, prospect: { name: 'Phi' }, actions: [] }],
    });
    expect(ofPartner).toMatchObject({ as: 'partner', mayRegister: false });
    const rows = (ofPartner as { rows: { id: string; history: unknown[] }[] }).rows;
    expect(rows.find((row) => row.id === id)?.history).toHaveLength(1);
  });

  it('says in one sentence that a portal has no place for any, and registers nothing there', async () => {
    const without = {
      ...portal.deps(),
      programme: { ...portal.deps().programme, listPage: () => Promise.resolve(null) },
    };
    expect(await homeRegistrations.run(without, { page: 1 })).toMatchObject({
      ...{ notice: expect.stringMatching(/has no place for deal registrations/), rows: [] },
    });
    expect(await companyRegistrations.run(without, { companyId: contoso })).toMatchObject({
      mayRegister: false,
    });
    const companyId = await portal.company('Chi');
    const input = registerDeal.input.parse({ partnerId: contoso, companyId, mode: 'preview' });
    await expect(registerDeal.run(without, input)).rejects.toMatchObject({ code: 'setup_missing' });
  });
});
