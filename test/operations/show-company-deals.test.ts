/** Pages of a company's deals, of a partner that has thousands. */
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { DEFAULT_POLICY } from '../../src/domain/policy.js';
import type { CompanyCardDeps } from '../../src/operations/company-card-facts.js';
import { fixedInForce } from '../../src/operations/in-force.js';
import { setUpPortal } from '../../src/operations/set-up-portal.js';
import { showCompanyCard } from '../../src/operations/show-company-card.js';
import { showCompanyDeals } from '../../src/operations/show-company-deals.js';
import { answer, crmOf, PortalOnDatabase } from './portal.js';
import { roundsOf } from './rounds.js';

let portal: PortalOnDatabase;
let deps: CompanyCardDeps;
let big: string;

beforeAll(async () => {
  portal = await PortalOnDatabase.open({ deals: 1 });
  const crm = crmOf(portal.sandbox);
  await setUpPortal(crm, { dryRun: false });
  deps = {
    crm,
    clock: { now: () => portal.now() },
    inForce: fixedInForce(DEFAULT_POLICY),
    actor: { name: null, identity: { kind: 'unknown' } },
  };
  const properties = { name: 'Everywhere Inc', type: 'PARTNER' };
  const made = await portal.call<{ id: string }>('POST', '/crm/objects/2026-09/companies', { properties });
  big = made.id;
  for (let batch = 0; batch < 50; batch += 1) {
    const inputs = Array.from({ length: 100 }, (_, at) => ({ properties: dealOf(batch * 100 + at) }));
    await portal.call('POST', '/crm/objects/2026-09/deals/batch/create', { inputs });
  }
});
afterAll(() => portal.close());

/** Every second deal is sourced by the partner, the others are influenced by it and another one. */
function dealOf(place: number): Readonly<Record<string, string>> {
  const sourced = place % 2 === 0;
  return {
    dealname: `Deal ${place}`,
    amount: String(1_000 + place),
    closedate: new Date(portal.now() - place * 3_600_000).toISOString(),
    partnership_class: sourced ? 'sourced' : 'influenced',
    ...(sourced
      ? { partnership_sourcing_partner_ids: big }
      : { partnership_influencing_partner_ids: `${big}7; ${big}` }),
  };
}

describe('a partner with 5,000 deals', () => {
  it('opens with the ten that close last', async () => {
    const view = await showCompanyCard(deps, big);
    const { deals } = view;
    expect(deals.caption).toBe('5,000 deals with a role of this partner, as of the last sync.');
    expect([deals.pageCount, deals.rows.length]).toEqual([500, 10]);
    expect(deals.rows.slice(0, 2).map(({ name, roles }) => `${name}: ${roles}`)).toEqual([
      'Deal 0: Sourced',
      'Deal 1: Influenced',
    ]);
  });

  it.each([
    ['amount', 'ascending', 'Deal 4999'],
    ['amount', 'descending', 'Deal 0'],
    ['closed', 'descending', 'Deal 4999'],
    ['closed', 'ascending', 'Deal 0'],
  ] as const)('is paged to the last by %s, %s', async (sort, direction, last) => {
    const view = await showCompanyDeals(deps, big, { page: 500, sort, direction });
    expect(view.rows).toHaveLength(10);
    expect(view.rows.at(-1)?.name).toBe(last);
  });

  it('is asked for in the same three rounds and ten requests as any other', async () => {
    const { rounds, asked } = await roundsOf(portal.sandbox, (crm) => showCompanyCard({ ...deps, crm }, big));
    expect(rounds).toBeLessThanOrEqual(3);
    expect(asked.length).toBeLessThanOrEqual(10);
  });

  it('has an empty page after the last', async () => {
    const view = await showCompanyDeals(deps, big, { page: 501, sort: 'closed', direction: 'descending' });
    expect([view.rows, view.page, view.pageCount]).toEqual([[], 501, 500]);
  });
});

describe('more deals than HubSpot’s search pages to', () => {
  it('says so, and how to see the last', async () => {
    const crm = crmOf(portal.sandbox, ({ path, body }) =>
      path.endsWith('/search') && JSON.stringify(body).includes('partner_ids')
        ? answer(200, { total: 12_345, results: [] })
        : null,
    );
    const asked = { page: 1_000, sort: 'closed', direction: 'descending' } as const;
    const view = await showCompanyDeals({ ...deps, crm }, big, asked);
    expect(view.pageCount).toBe(1_000);
    expect(view.caption).toBe(
      '12,345 deals with a role of this partner, as of the last sync. HubSpot lists the first 10,000 of them: sort the other way to see the last.',
    );
  });
});
