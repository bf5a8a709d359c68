/** What a sales rep does on a deal: finds the partner, understands why, proposes one, settles suggestions. */
import { afterAll, afterEach, beforeAll, beforeEach, expect, it } from '@jest/globals';
import type { Locator } from 'playwright-core';

import { describeInBrowser } from './describe-in-browser.js';
import { seriousFindings } from './fixture-pages.js';
import { openProduct, pressUntil, type OnProduct, type PortalRecord, shoot, tryAgain } from './product.js';

const SHOWCASE = '4100001';

describeInBrowser('a sales rep', () => {
  let on: OnProduct;
  let card: Locator;

  beforeAll(async () => {
    on = await openProduct();
    await tryAgain(on.page);
    card = on.page.locator('[data-card="deal-card-tab"]');
  }, 60_000);

  afterAll(() => on.close());

  beforeEach(() => void on.problems.splice(0));

  afterEach(async () => {
    expect(await seriousFindings(on.page)).toEqual([]);
    expect(await on.page.getByText('not emulated').count()).toBe(0);
    expect(on.problems).toEqual([]);
  });

  const openDeal = (id: string) => on.open(`/record/deals/${id}`);
  const dialog = (name: string | RegExp) => on.page.getByRole('dialog', { name });
  const tagsOf = async (dealId: string, partnerId: string): Promise<readonly string[]> => {
    const links = (await on.product.api('GET', `/crm/v4/objects/deals/${dealId}/associations/companies`)) as {
      readonly results: readonly {
        readonly toObjectId: number | string;
        readonly associationTypes: readonly { readonly label: string | null }[];
      }[];
    };
    return links.results
      .filter(({ toObjectId }) => String(toObjectId) === partnerId)
      .flatMap(({ associationTypes }) => associationTypes.flatMap(({ label }) => label ?? []));
  };

  it('finds the partner in the sidebar, whom to call, and the same in the tab', async () => {
    await on.open('/');
    await on.page.getByRole('link', { name: 'Open the deal' }).click();
    const sidebar = on.page.locator('[data-card="deal-card-sidebar"]');
    await sidebar.getByText('Sourced · referral').waitFor();
    await sidebar
      .getByText('Call Northwind Systems on +1 555 0100. Our partner manager is Sam Lee.')
      .waitFor();
    await card.getByRole('heading', { name: 'Northwind Systems (Gold) sourced this deal.' }).waitFor();
    await card.getByRole('row', { name: /Contoso Partners.*Influenced · co-sell/ }).waitFor();
    await shoot(sidebar, 'sidebar-card');
    await shoot(on.page, 'deal-record');
    await shoot(card, 'deal-card');
  });

  it('understands why: the rule, what would be without it, the split and the lock', async () => {
    await openDeal(SHOWCASE);
    await card.getByRole('button', { name: /^Why, and/ }).click();
    await card.getByText('the window is 180 days before').waitFor();
    await card.getByText('Without the tag of Northwind Systems as sourced, Adatum Resale would be').waitFor();
    await card.getByRole('progressbar', { name: 'Northwind Systems: $48,000.00, 100%' }).waitFor();
    await card.getByText(/^Locks in \d+ days, on 4 Dec 2026/).waitFor();
    await shoot(card, 'deal-card-why');
    await card
      .getByRole('row', { name: /^Contoso Partners/ })
      .getByRole('button', { name: 'Why' })
      .click();
    await dialog(/^Why: Influenced/)
      .getByText('Contoso Partners')
      .first()
      .waitFor();
  });

  it('proposes a partner by keyboard alone, having seen what it would change', async () => {
    const [deal] = await on.product.search('deals', [
      ['partnership_class', 'EQ', 'influenced'],
      ['hs_is_closed', 'EQ', 'false'],
      ['amount', 'GT', '1000'],
    ]);
    const [partner] = await on.product.search('companies', [['name', 'EQ', 'Pelican Instruments']]);
    await openDeal(deal!.id);
    await card.getByRole('button', { name: 'Propose a partner' }).focus();
    await on.page.keyboard.press('Enter');
    const form = dialog('Propose a partner');
    await form.getByLabel('Find a partner').focus();
    await on.page.keyboard.type('pelican');
    await form.getByRole('radio', { name: 'Northwind Systems' }).waitFor({ state: 'detached' });
    const found = form.getByRole('radio', { name: 'Pelican Instruments' });
    await found.focus();
    await on.page.keyboard.press('Space');
    await form.getByRole('radio', { name: 'Sourced' }).focus();
    await on.page.keyboard.press('Space');
    await shoot(on.page, 'deal-card-tag');
    await form.getByRole('button', { name: 'Propose' }).focus();
    await on.page.keyboard.press('Enter');
    await form
      .getByText(/^If a partnership manager confirms it/)
      .first()
      .waitFor();
    await form.getByRole('button', { name: 'Propose' }).focus();
    await on.page.keyboard.press('Enter');
    await on.page
      .getByText(/Pelican Instruments is proposed as sourced/)
      .first()
      .waitFor();
    expect(await tagsOf(deal!.id, partner!.id)).toEqual(['Proposed: partner sourced']);
    await card.getByText('A partnership manager confirms it on the Partnership home page.').waitFor();
  });

  const suggested = () =>
    on.product.search(
      'deals',
      [
        ['partnership_suggested_count', 'GT', '0'],
        ['hs_is_closed', 'EQ', 'false'],
      ],
      ['partnership_suggested_count'],
    );

  it('accepts a suggestion, which is then a tag and no suggestion', async () => {
    const [deal] = await suggested();
    await openDeal(deal!.id);
    const offer = card.getByText(/may belong here/).first();
    await offer.waitFor();
    await shoot(card, 'deal-card-suggestion');
    const partner = /^(.*) may belong here/.exec((await offer.textContent()) ?? '')![1]!;
    await card.getByRole('button', { name: /^Tag as / }).click();
    const form = dialog('Propose a partner');
    await form.getByText(partner).first().waitFor();
    const propose = form.getByRole('button', { name: 'Propose' });
    await pressUntil(on, propose, form.getByText(/^If a partnership manager confirms it/).first());
    const proposed = new RegExp(`${partner} is proposed as|Nobody has confirmed ${partner}`);
    await pressUntil(on, propose, on.page.getByText(proposed).first());
    await card.getByText(/may belong here/).waitFor({ state: 'detached' });
  });

  it('dismisses another with a reason, and is not asked again', async () => {
    const all: readonly PortalRecord[] = await suggested();
    const deal = all.at(-1)!;
    await openDeal(deal.id);
    await card
      .getByText(/may belong here/)
      .first()
      .waitFor();
    await card.getByRole('button', { name: 'No', exact: true }).first().click();
    const form = dialog('Not a partner on this deal');
    await form.getByLabel('Why not? (optional)').fill('They met at a fair.');
    await form.getByRole('button', { name: 'It does not belong here' }).click();
    await form.waitFor({ state: 'detached' });
    await card.getByText(/may belong here/).waitFor({ state: 'detached' });
    await openDeal(deal.id);
    await card.getByRole('button', { name: 'Propose a partner' }).waitFor();
    expect(await card.getByText(/may belong here/).count()).toBe(0);
  });

  it('goes to the customer and to the partner from the deal', async () => {
    await openDeal(SHOWCASE);
    await on.page.getByRole('link', { name: 'Millbrook Energy', exact: true }).click();
    const company = on.page.locator('[data-card="company-card-tab"]');
    await company.getByRole('heading', { name: 'Deals' }).waitFor();
    await company.getByRole('columnheader', { name: 'Why it is here' }).waitFor();
    await shoot(company, 'customer-card');
    await openDeal(SHOWCASE);
    await card.getByRole('link', { name: 'Northwind Systems' }).first().click();
    await company.getByRole('heading', { name: 'People' }).waitFor();
    await shoot(company, 'partner-card');
  });
});
