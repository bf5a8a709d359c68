/** Every page of the product in small and large windows, and with names that nobody expects. */
import { afterAll, beforeAll, beforeEach, expect, it } from '@jest/globals';

import { describeInBrowser } from './describe-in-browser.js';
import { overflow, seriousFindings } from './fixture-pages.js';
import { openProduct, type OnProduct, shoot } from './product.js';

const WIDTHS = [1280, 480];
const LONG_NAME = 'Northwind Integrated Systems and Consulting Partners of the Atlantic Region '
  .repeat(3)
  .slice(0, 200)
  .trim();
const RIGHT_TO_LEFT = 'شركة الشمال للأنظمة المتكاملة';
/** What stands there once the page is shown. */
const PAGES = [
  ['the tour', '/record', 'Open the settings'],
  ['a deal', '/record/deals/4100001', 'sourced this deal'],
  ['a partner', '/record/companies/2100002', 'People'],
  ['a list of deals', '/record/deals', 'Partner attribution'],
  ['a list of companies', '/record/companies', 'Companies'],
  ['the home page', '/record/home', 'Won revenue by month of close'],
  ['the settings', '/record/settings', 'Look-back for sourcing, days'],
] as const;

describeInBrowser('windows of every size', () => {
  let on: OnProduct;

  beforeAll(async () => {
    on = await openProduct(1280);
  }, 60_000);

  afterAll(() => on.close());

  beforeEach(() => on.page.setViewportSize({ width: 1280, height: 900 }));

  const fits = async () => {
    for (const width of WIDTHS) {
      await on.page.setViewportSize({ width, height: 900 });
      expect([width, await overflow(on.page)]).toEqual([width, 0]);
    }
  };

  it.each(PAGES)('%s is never wider than its window', async (what, route, sign) => {
    await on.open(route);
    await on.page.locator('main').getByText(sign).first().waitFor();
    if (what === 'the tour') await shoot(on.page, 'tour');
    await fits();
  });

  it.each(['Portfolio', 'Partners', 'To decide', 'Sync'])('%s of the home page fits', async (name) => {
    await on.open('/record/home');
    await on.page.getByRole('tab', { name }).click();
    await on.page.getByRole('tabpanel').getByText(/./).first().waitFor();
    await fits();
  });

  it.each(['Set-up', 'Tags'])('%s of the settings fits', async (name) => {
    await on.open('/record/settings');
    await on.page.getByRole('tab', { name }).click();
    await fits();
  });

  it('a deal with everything open fits, in a dialog too', async () => {
    await on.open('/record/deals/4100001');
    await on.page.getByRole('button', { name: /^Why, and/ }).click();
    await on.page.getByRole('heading', { name: 'Evidence' }).waitFor();
    await fits();
    await on.page.setViewportSize({ width: 480, height: 900 });
    await on.page.getByRole('button', { name: 'Propose a partner' }).click();
    await on.page.getByRole('dialog').getByRole('radio').first().waitFor();
    expect(await overflow(on.page)).toBe(0);
    expect(await seriousFindings(on.page)).toEqual([]);
  });

  it.each([
    ['of 200 characters', LONG_NAME, LONG_NAME.slice(0, 30)],
    ['from right to left', RIGHT_TO_LEFT, RIGHT_TO_LEFT],
  ])(
    'a partner with a name %s is read on the deal, on its own card and in the table',
    async (what, name, seen) => {
      await on.product.api('PATCH', '/crm/v3/objects/companies/2100001', { properties: { name } });
      await on.open('/record/deals/4100001');
      const card = on.page.locator('[data-card="deal-card-tab"]');
      await card.getByRole('heading', { name: new RegExp(`^.?${seen}`) }).waitFor();
      await fits();
      await on.page.setViewportSize({ width: 1280, height: 900 });
      await shoot(card, what === 'from right to left' ? 'deal-card-right-to-left' : 'deal-card-long-name');
      expect(await seriousFindings(on.page)).toEqual([]);
      await on.open('/record/companies/2100001');
      await on.page
        .locator('[data-card="company-card-tab"]')
        .getByRole('heading', { name: 'People' })
        .waitFor();
      await fits();
    },
  );
});
