import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { CreditRow } from '../../src/domain/ledger-report.js';
import { portalId } from '../../src/domain/ids.js';
import { displayMoney } from '../../src/domain/money.js';
import { DEFAULT_POLICY } from '../../src/domain/policy.js';
import { TAG_LABELS } from '../../src/hubspot/schema.js';
import type { Actor } from '../../src/operations/actor.js';
import type { CompanyCardDeps } from '../../src/operations/company-card-facts.js';
import { fixedInForce } from '../../src/operations/in-force.js';
import { reportLedger } from '../../src/operations/report-ledger.js';
import { setUpPortal } from '../../src/operations/set-up-portal.js';
import { showCompanyCard } from '../../src/operations/show-company-card.js';
import type {
  CompanyCardView,
  CustomerCardView,
  PartnerCardView,
} from '../../src/operations/views/company-card-view.js';
import { crmOf, PortalOnDatabase, recordIdOf } from './portal.js';
import { roundsOf } from './rounds.js';

const golden = (name: string): string =>
  path.join('test', 'operations', 'golden', `company-card-${name}.json`);
const ANYBODY: Actor = { name: null, identity: { kind: 'unknown' } };

let portal: PortalOnDatabase;
let deps: CompanyCardDeps;
beforeAll(async () => {
  portal = await PortalOnDatabase.open({ deals: 120 });
  const crm = crmOf(portal.sandbox);
  await setUpPortal(crm, { dryRun: false });
  await portal.sync();
  deps = { crm, clock: { now: () => portal.now() }, inForce: fixedInForce(DEFAULT_POLICY), actor: ANYBODY };
});
afterAll(() => portal.close());

const partner = async (id: string): Promise<PartnerCardView> => asPartner(await showCompanyCard(deps, id));
const customer = async (id: string): Promise<CustomerCardView> => asCustomer(await showCompanyCard(deps, id));

function asPartner(view: CompanyCardView): PartnerCardView {
  if (view.kind !== 'partner') throw new Error(`the card is ${view.kind}`);
  return view;
}

function asCustomer(view: CompanyCardView): CustomerCardView {
  if (view.kind !== 'customer') throw new Error(`the card is ${view.kind}`);
  return view;
}

async function companyNamed(name: string): Promise<string> {
  for await (const { records } of deps.crm.companies()) {
    const found = records.find((one) => one.name === name);
    if (found !== undefined) return found.id;
  }
  throw new Error(`no ${name}`);
}

/** After a wanted change: UPDATE_GOLDEN=1 npm run test:unit -- test/operations/show-company-card */
async function expectGolden(name: string, view: unknown): Promise<void> {
  const text = `${JSON.stringify(view, null, 2)}\n`;
  if (process.env.UPDATE_GOLDEN === '1') await writeFile(golden(name), text);
  expect(JSON.parse(text)).toEqual(JSON.parse(await readFile(golden(name), 'utf8')));
}

describe('the card of a partner', () => {
  const top = () => partner(recordIdOf(portal.sandbox.recordUrls.partner));

  it('is the golden view model, word for word', async () => expectGolden('partner', await top()));

  it('is the golden view model of a parent, with its children', async () =>
    expectGolden('parent', await partner(await companyNamed('Tailspin Integration'))));

  it('says what the report by partner says, of every partner', async () => {
    const report = await reportLedger(
      { store: portal.store, clock: deps.clock },
      {
        portalId: portalId(String(portal.sandbox.portalId)),
        period: 'all',
        by: 'partner',
        basis: 'effective',
        knownAt: null,
      },
    );
    const rows = report.rows as readonly CreditRow[];
    const linear = report.models.indexOf('linear');
    let compared = 0;
    let families = 0;
    for await (const { records } of deps.crm.companies()) {
      for (const { id, name, partner: profile } of records) {
        if (profile === null) continue;
        const own = rows.filter(({ key }) => key === name);
        const sum = (of: (row: CreditRow) => number): string =>
          displayMoney(
            own.reduce((total, row) => total + of(row), 0),
            report.homeCurrency,
          );
        const { numbers, months } = await partner(id);
        const tile = (wanted: string) => numbers?.tiles.find((one) => one.id === wanted)?.value;
        expect([name, tile('sourced'), tile('influenced'), tile('credit')]).toEqual([
          name,
          sum((row) => row.sourcedMinor),
          sum((row) => row.influencedMinor),
          sum((row) => row.modelMinor[linear] ?? 0),
        ]);
        const family = own.filter((row) => row.withChildren !== null);
        const place = numbers?.columns.findIndex((one) => one.includes('child partners')) ?? -1;
        const ofFamily = numbers?.rows.slice(0, 3).map(({ cells }) => cells[place]);
        if (family.length > 0)
          expect([name, ...(ofFamily ?? [])]).toEqual([
            name,
            sum((row) => row.withChildren?.sourcedMinor ?? 0),
            sum((row) => row.withChildren?.influencedMinor ?? 0),
            sum((row) => row.withChildren?.modelMinor[linear] ?? 0),
          ]);
        families += family.length > 0 ? 1 : 0;
        // The story is of 18 months: all of it lies within the months that are shown one by one.
        for (const { cells } of (numbers?.rows ?? []).slice(0, 4)) expect(cells[1]).toBe(cells[0]);
        const drawn = (months?.points ?? []).filter(({ series }) => series === 'Sourced');
        const drawnMinor = drawn.reduce((total, { amount }) => total + Math.round(amount * 100), 0);
        expect([name, displayMoney(drawnMinor, 'USD')]).toEqual([name, tile('sourced')]);
        compared += own.length > 0 ? 1 : 0;
      }
    }
    expect(compared).toBeGreaterThanOrEqual(10);
    expect(families).toBeGreaterThanOrEqual(1);
  });

  it('asks in three rounds', async () => {
    const { rounds, asked } = await roundsOf(portal.sandbox, (crm) =>
      showCompanyCard({ ...deps, crm }, recordIdOf(portal.sandbox.recordUrls.partner)),
    );
    expect(rounds).toBe(3);
    expect(asked.filter((one) => one.endsWith('/search'))).toHaveLength(2);
    expect(asked.length).toBeLessThanOrEqual(10);
  });

  it('lists tags that wait for a ruling, with who may rule', async () => {
    const { sandbox } = portal;
    const id = await companyNamed('Brightloom');
    const deal = recordIdOf(sandbox.recordUrls.deal);
    await label(deal, id, 'proposed_partner_influenced');
    await portal.sync();
    const view = await partner(id);
    expect(view.proposals.items).toEqual([
      {
        dealId: deal,
        dealName: 'Millbrook Energy – Juniper Platform',
        partnerId: id,
        proposed: 'Proposed as influenced',
        deal: '$48,000.00, won',
        refusal: null,
      },
    ]);
    expect(view.notices[0]?.text).toBe('A tag of Brightloom waits for a ruling: confirm or refuse below.');
    const rep: Actor = { name: 'Dana Fox', identity: { kind: 'signed', roles: new Set(['rep']) } };
    const asRep = asPartner(await showCompanyCard({ ...deps, actor: rep }, id));
    expect(asRep.proposals.items[0]?.refusal).toBe('A partnership manager confirms or refuses it.');
    // Not a tag of that partner, though the deal is flagged.
    expect((await top()).proposals.items).toEqual([]);
  });
});

describe('the card of a customer', () => {
  const showcase = () => customer(recordIdOf(portal.sandbox.recordUrls.customer));

  it('is the golden view model, word for word', async () => expectGolden('customer', await showcase()));

  it('asks in three rounds', async () => {
    const { rounds, asked } = await roundsOf(portal.sandbox, (crm) =>
      showCompanyCard({ ...deps, crm }, recordIdOf(portal.sandbox.recordUrls.customer)),
    );
    expect(rounds).toBe(3);
    expect(asked.length).toBeLessThanOrEqual(7);
  });

  it('says plainly that nobody is around, and what to do', async () => {
    const id = await create('companies', { name: 'Quiet Corner Ltd' });
    const view = await customer(id);
    expect(view.headline).toBe('No partner is around Quiet Corner Ltd yet.');
    expect(view.hints).toHaveLength(1);
    expect(view.hints[0]).toContain('has no deal yet');
    expect(view.deals.caption).toBe('No deals of this company.');
  });
});

describe('companies that are not as one thinks', () => {
  it('one that is not there is told so', async () => {
    await expect(showCompanyCard(deps, '404404')).rejects.toMatchObject({
      code: 'record_not_found',
      message: 'The portal has no company 404404.',
    });
  });

  it('an archived one is told so', async () => {
    const id = await create('companies', { name: 'Gone Ltd' });
    await portal.call('DELETE', `/crm/objects/2026-09/companies/${id}`);
    await expect(showCompanyCard(deps, id)).rejects.toMatchObject({ code: 'record_not_found' });
  });

  it('a merged one shows the company that it is now', async () => {
    const [kept, merged] = [
      await create('companies', { name: 'Kept Ltd' }),
      await create('companies', { name: 'Merged Ltd' }),
    ];
    const { id } = await portal.call<{ id: string }>('POST', '/crm/objects/2026-09/companies/merge', {
      primaryObjectId: kept,
      objectIdToMerge: merged,
    });
    expect((await customer(merged)).companyId).toBe(id);
  });

  it('one without a name, tier, stage, manager or people is a partner all the same, before any sync', async () => {
    const id = await create('companies', { type: 'PARTNER' });
    const view = await partner(id);
    expect(view.name).toBe(`Company without a name (ID ${id})`);
    expect(view.headline).toBe(
      `Company without a name (ID ${id}) is a partner; no sync has worked out its numbers yet.`,
    );
    expect(view.facts.map(({ label, value }) => `${label}: ${value}`)).toEqual([
      'Tier: No tier',
      'Type: No type',
      'Partner lifecycle stage: No stage',
      'Partner manager: Nobody yet',
    ]);
    expect([view.numbers, view.months, view.people.items]).toEqual([null, null, []]);
    expect(view.basis).toContain('no sync has run yet');
  });

  it('a name of 200 characters is whole where there is room, and short in sentences', async () => {
    const name = 'Long Name '.repeat(20).trim();
    const view = await customer(await create('companies', { name }));
    expect(view.name).toBe(name);
    expect(view.headline.length).toBeLessThan(110);
  });

  it('a right-to-left name leaves the words around it in order', async () => {
    const view = await customer(await create('companies', { name: 'שותפים בע"מ' }));
    expect(view.headline).toBe('No partner is around \u2068שותפים בע"מ\u2069 yet.');
  });
});

async function create(type: string, properties: Readonly<Record<string, string>>): Promise<string> {
  const { id } = await portal.call<{ id: string }>('POST', `/crm/objects/2026-09/${type}`, { properties });
  return id;
}

async function label(deal: string, company: string, name: string): Promise<void> {
  const { results } = await portal.call<{ results: readonly { label: string; typeId: number }[] }>(
    'GET',
    '/crm/associations/2026-09/deals/companies/labels',
  );
  const wanted = TAG_LABELS.find((one) => one.name === name)?.label;
  await portal.call('POST', '/crm/associations/2026-09/deals/companies/batch/create', {
    inputs: [
      {
        from: { id: deal },
        to: { id: company },
        types: [
          {
            associationCategory: 'USER_DEFINED',
            associationTypeId: results.find((one) => one.label === wanted)?.typeId,
          },
        ],
      },
    ],
  });
}
