/** What a newcomer does: `start`, then the link for a sales rep. Nothing here is a stand-in but the portal. */
import { afterAll, beforeAll, expect, it } from '@jest/globals';

import { describeInBrowser } from './describe-in-browser.js';
import { seriousFindings } from './fixture-pages.js';
import { openProduct, type OnProduct } from './product.js';

describeInBrowser('the first run', () => {
  let on: OnProduct;

  beforeAll(async () => {
    on = await openProduct();
  }, 60_000);

  afterAll(() => on.close());

  it('shows the partner, its tier and the credit on the deal that start links to', async () => {
    const url = /For a sales rep\s+(\S+)/.exec(on.product.words())?.[1];
    await on.page.goto(url!);
    const card = on.page.locator('[data-card="deal-card-tab"]');
    await card.getByRole('heading', { name: 'Northwind Systems (Gold) sourced this deal.' }).waitFor();
    await card.getByText('Referred on 12 Sep 2026, three days before the deal was created.').waitFor();
    await card.getByRole('cell', { name: 'Activation & growth' }).first().waitFor();
    await card.getByRole('button', { name: /^Why, and/ }).click();
    await card.getByRole('progressbar', { name: 'Northwind Systems: $48,000.00, 100%' }).waitFor();
    await card.getByRole('progressbar', { name: 'Contoso Partners: $16,000.00, 33.3%' }).waitFor();
    expect(await seriousFindings(on.page)).toEqual([]);
    expect(await card.getByText('not emulated').count()).toBe(0);
  });

  it('shows the same attribution in the properties that the sync published', async () => {
    const about = on.page.locator('aside').first();
    await about.getByText('Partner-sourced', { exact: true }).waitFor();
    expect(await about.getByText('Northwind Systems', { exact: true }).count()).toBeGreaterThan(0);
  });
});
