import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { PartnerCredits } from '../../src/domain/credit.js';
import { dealId, portalId } from '../../src/domain/ids.js';
import { displayMoney } from '../../src/domain/money.js';
import { DEFAULT_POLICY } from '../../src/domain/policy.js';
import { answer, type HandlerDeps } from '../../src/handlers.js';
import { dealCard } from '../../src/handlers/deal-card.js';
import type { Actor } from '../../src/operations/actor.js';
import { fixedInForce } from '../../src/operations/in-force.js';
import type { DealCardReady, DealCardView } from '../../src/operations/views/deal-card-view.js';
import { setUpPortal } from '../../src/operations/set-up-portal.js';
import { showDealCard, showDealSidebar, type DealCardDeps } from '../../src/operations/show-deal-card.js';
import { crmOf, PortalOnDatabase, recordIdOf } from './portal.js';
import { roundsOf } from './rounds.js';
import { currentResults } from '../store/read-store.js';

const GOLDEN = path.join('test', 'operations', 'golden', 'showcase-deal-card.json');

/** Whom HubSpot says nothing about, as in the private profile. */
const ANYBODY: Actor = { name: 'You', identity: { kind: 'unknown' } };

let portal: PortalOnDatabase;
let deps: DealCardDeps & { readonly actor: Actor };
beforeAll(async () => {
  portal = await PortalOnDatabase.open({ deals: 60 });
  const crm = crmOf(portal.sandbox);
  await setUpPortal(crm, { dryRun: false });
  await portal.sync();
  deps = { crm, clock: { now: () => portal.now() }, inForce: fixedInForce(DEFAULT_POLICY), actor: ANYBODY };
});
afterAll(() => portal.close());

function ready(view: DealCardView): DealCardReady {
  if (view.kind !== 'ready') throw new Error(`the card is ${view.kind}`);
  return view;
}

describe('the showcase deal', () => {
  const show = () => showDealCard(deps, dealId(recordIdOf(portal.sandbox.recordUrls.deal)));

  it('names its sourcing and influencing partner, each with its tier', async () => {
    const view = ready(await show());
    expect(view.headline).toBe('Northwind Systems (Gold) sourced this deal.');
    expect(view.classTag.text).toBe('Partner-sourced');
    const byRole = view.partners.map(({ name, tier, role }) => `${name}, ${tier}: ${role.split(' · ')[0]}`);
    expect(byRole).toContain('Northwind Systems, Gold: Sourced');
    expect(byRole.some((one) => /^Contoso.*Silver: Influenced$/.test(one))).toBe(true);
  });

  // After a wanted change: UPDATE_GOLDEN=1 npm run test:unit -- test/operations/show-deal-card
  it('is the golden view model, word for word', async () => {
    const text = `${JSON.stringify(await show(), null, 2)}\n`;
    if (process.env.UPDATE_GOLDEN === '1') await writeFile(GOLDEN, text);
    expect(JSON.parse(text)).toEqual(JSON.parse(await readFile(GOLDEN, 'utf8')));
  });
});

describe('the card and the sync', () => {
  it('say the same numbers of every deal', async () => {
    const results = await currentResults(portal.store, portalId(String(portal.sandbox.portalId)));
    const names = new Map<string, string>();
    for await (const { records } of deps.crm.companies())
      for (const { id, name } of records) names.set(id, name ?? id);
    const lines = (credits: PartnerCredits, currency: string) =>
      [...credits].map(([id, minor]) => `${names.get(id)} ${displayMoney(minor, currency)}`);
    let compared = 0;
    for (const result of results.slice(0, 40)) {
      const view = await showDealCard(deps, result.dealId);
      const { currency, credits } = result;
      const expected = [
        credits.source,
        credits.influence,
        credits.model.get('linear') ?? new Map<never, number>(),
      ].map((pool) => lines(pool, currency));
      if (view.kind === 'empty') {
        expect([result.class, ...expected.flat()]).toEqual(['direct']);
        continue;
      }
      compared += 1;
      expect(view.classTag.text.toLowerCase().replace('partner-', '')).toBe(result.class);
      const shown = view.credit.pools.map((pool) =>
        pool.lines.map(({ partnerName, amount }) => `${partnerName} ${amount}`),
      );
      expect([result.dealId, ...shown]).toEqual([
        result.dealId,
        ...expected.filter((pool) => pool.length > 0),
      ]);
    }
    expect(compared).toBeGreaterThanOrEqual(20);
  });

  it('agree on a deal whose close date lies ahead', async () => {
    const results = await currentResults(portal.store, portalId(String(portal.sandbox.portalId)));
    const won = results.find((one) => one.status === 'won' && one.class === 'sourced')!;
    const closedate = new Date(portal.now() + 86_400_000).toISOString();
    await portal.call('PATCH', `/crm/objects/2026-09/deals/${won.dealId}`, { properties: { closedate } });
    await portal.sync();
    const stored = await currentResults(portal.store, portalId(String(portal.sandbox.portalId)));
    expect(stored.find((one) => one.dealId === won.dealId)?.status).toBe('open');
    expect(ready(await showDealCard(deps, won.dealId)).credit.title).toBe('Pipeline');
  });

  it('agree that a company which is no partner any more has no part in a deal', async () => {
    const results = await currentResults(portal.store, portalId(String(portal.sandbox.portalId)));
    const deal = results.find((one) => one.class === 'influenced' && one.influencingPartnerIds.length === 1)!;
    const [partner] = deal.influencingPartnerIds;
    await portal.call('PATCH', `/crm/objects/2026-09/companies/${partner}`, {
      properties: { type: 'VENDOR' },
    });
    const view = await showDealCard(deps, deal.dealId);
    expect(JSON.stringify(view)).not.toContain('influenced this deal');
    await portal.call('PATCH', `/crm/objects/2026-09/companies/${partner}`, {
      properties: { type: 'PARTNER' },
    });
  });

  it('a referral by something that is no record id leaves the card whole', async () => {
    const [deal] = await currentResults(portal.store, portalId(String(portal.sandbox.portalId)));
    const properties = {
      partnership_referral_partner: 'Northwind',
      partnership_referral_date: '2026-01-05T00:00:00Z',
    };
    await portal.call('PATCH', `/crm/objects/2026-09/deals/${deal!.dealId}`, { properties });
    await expect(showDealCard(deps, deal!.dealId)).resolves.toHaveProperty('kind');
    const { findings } = await portal.sync({ dryRun: true });
    expect(findings).toContainEqual(
      expect.objectContaining({ kind: 'referral_of_unknown_partner', recordId: deal!.dealId }),
    );
  });

  it.each([
    ['tab', showDealCard],
    ['sidebar', showDealSidebar],
  ])('asks for the deal and its neighbourhood in two rounds, for the %s', async (_where, show) => {
    const { rounds, asked } = await roundsOf(portal.sandbox, (crm) =>
      show({ ...deps, crm }, dealId(recordIdOf(portal.sandbox.recordUrls.deal))),
    );
    expect(rounds).toBe(2);
    expect(asked).toHaveLength(5);
    expect(asked.at(-1)).toBe('/crm/objects/2026-09/companies/batch/read');
  });
});

describe('the handler', () => {
  const bugs: unknown[] = [];
  const ask = (input: unknown, changes: Partial<DealCardDeps> = {}) =>
    answer(dealCard, input, { ...deps, ...changes } as HandlerDeps, (error) => bugs.push(error));

  it('answers a view for a deal', async () => {
    const answered = await ask({ dealId: recordIdOf(portal.sandbox.recordUrls.deal) });
    expect(answered).toMatchObject({ ok: true, view: { kind: 'ready' } });
  });

  it.each([
    null,
    undefined,
    'x',
    [],
    {},
    { dealId: null },
    { dealId: 5 },
    { dealId: '' },
    { dealId: '5 or 6' },
    { dealId: '../companies/1' },
    { dealId: '-1' },
    { dealId: '1'.repeat(21) },
    { dealId: ['1'] },
  ])('refuses %j without asking the portal', async (input) => {
    const silent = { crm: crmOf({ url: 'http://127.0.0.1:9', accessToken: 'none' }) };
    const answered = await ask(input, silent);
    expect(answered).toMatchObject({ ok: false, error: { code: 'request_invalid' } });
  });

  it('names a value that cannot be read, and what to do', async () => {
    const id = recordIdOf(portal.sandbox.recordUrls.deal);
    const { properties } = await portal.call<{ properties: { amount: string } }>(
      'GET',
      `/crm/objects/2026-09/deals/${id}?properties=amount`,
    );
    const set = (amount: string) =>
      portal.call('PATCH', `/crm/objects/2026-09/deals/${id}`, { properties: { amount } });
    await set('99999999999999999999');
    expect(await ask({ dealId: id })).toMatchObject({
      ok: false,
      error: {
        code: 'request_invalid',
        message:
          'This deal cannot be worked out: its amount reads “99999999999999999999”, which is no amount.',
        next: 'Mend that value on the deal, then reload the card.',
      },
    });
    await set(properties.amount);
  });

  it('tells that there is no such deal', async () => {
    expect(await ask({ dealId: '404404404' })).toMatchObject({
      ok: false,
      error: { code: 'record_not_found', message: 'The portal has no deal 404404404.' },
    });
  });

  it('tells that the token is not accepted', async () => {
    const wrong = { crm: crmOf({ url: portal.sandbox.url, accessToken: 'pat-wrong' }) };
    const answer = await ask({ dealId: '1' }, wrong);
    expect(answer).toMatchObject({ ok: false, error: { code: 'token_invalid' } });
    expect(JSON.stringify(answer)).not.toContain('pat-wrong');
  });

  it('tells that the portal cannot be reached', async () => {
    const nowhere = { crm: crmOf({ url: 'http://127.0.0.1:9', accessToken: 'x' }) };
    expect(await ask({ dealId: '1' }, nowhere)).toMatchObject({
      ok: false,
      error: { code: 'crm_unreachable' },
    });
  });

  it('answers a bug in one plain sentence, and reports it', async () => {
    const bug = new TypeError('x is undefined');
    const crm = { ...deps.crm, owners: () => Promise.reject(bug) };
    const answer = await ask({ dealId: '1' }, { crm });
    expect(answer).toMatchObject({ ok: false, error: { code: 'invariant_broken' } });
    expect(JSON.stringify(answer)).not.toContain('undefined');
    expect(bugs).toEqual([bug]);
  });
});
