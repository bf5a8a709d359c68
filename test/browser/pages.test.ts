/** The pages around the cards: lists, the bulk action, the app's own pages, the tour, small windows. */
import { mkdir } from 'node:fs/promises';
import path from 'node:path';

import { afterAll, beforeAll, beforeEach, expect, it } from '@jest/globals';
import type { Browser, Page } from 'playwright-core';

import { describeInBrowser, startFoundChromium } from './describe-in-browser.js';
import { type FixturePages, overflow, seriousFindings, startFixturePages } from './fixture-pages.js';

const SCREENSHOTS = path.join(process.cwd(), 'test-results');

const PAGES = [
  ['the tour', '/record'],
  ['the app’s home page', '/record/home'],
  ['the settings', '/record/settings'],
  ['the deals', '/record/deals'],
  ['the companies', '/record/companies'],
  ['a deal', '/record/deals/901'],
  ['a deal with a name of 200 characters', '/record/deals/904'],
  ['a deal whose name reads from right to left', '/record/deals/905'],
  ['a company', '/record/companies/501'],
  ['a record that is not there', '/record/deals/999'],
] as const;

describeInBrowser('the record pages', () => {
  let pages: FixturePages;
  let browser: Browser;
  let page: Page;

  beforeAll(async () => {
    await mkdir(SCREENSHOTS, { recursive: true });
    pages = await startFixturePages();
    browser = await startFoundChromium();
    const context = await browser.newContext({
      viewport: { width: 1280, height: 900 },
      reducedMotion: 'reduce',
    });
    page = await context.newPage();
  }, 120_000);

  beforeEach(() => page.setViewportSize({ width: 1280, height: 900 }));

  afterAll(async () => {
    await browser.close();
    await pages.close();
  });

  const open = (route: string) => page.goto(`${pages.portal.url}${route}`);

  it.each(PAGES)(
    '%s has no serious finding, and fits windows from 360 to 1280 pixels',
    async (_what, route) => {
      await open(route);
      await page.locator('main h1, .identity h1').first().waitFor();
      expect(await seriousFindings(page)).toEqual([]);
      for (const width of [1280, 820, 480, 360]) {
        await page.setViewportSize({ width, height: 800 });
        expect([width, await overflow(page)]).toEqual([width, 0]);
      }
      const name = route.replaceAll('/', '-').slice(1);
      await page.screenshot({ path: path.join(SCREENSHOTS, `page${name}-360.png`), fullPage: true });
    },
  );

  it('runs a bulk action on the deals that were chosen, and closes when it is done', async () => {
    await open('/record/deals');
    await page.getByRole('checkbox', { name: 'Choose Litware renewal' }).focus();
    await page.keyboard.press('Space');
    await page.getByRole('checkbox', { name: /^Choose Fabrikam/ }).check();
    await page.getByText('2 selected').waitFor();
    await page.getByRole('button', { name: 'Partnership: tag a partner' }).click();
    const panel = page.getByRole('dialog', { name: 'Partnership: tag a partner' });
    await panel.getByText('Chosen 903, 901 of type 0-3').waitFor();
    expect(await seriousFindings(page)).toEqual([]);
    await panel.getByRole('button', { name: 'Tag', exact: true }).click();
    await panel.getByText('All of them are tagged.').waitFor();
    await panel.getByRole('button', { name: 'Finish' }).click();
    await panel.waitFor({ state: 'detached' });
    // Still there for whoever comes back to the list.
    await page.getByText('All of them are tagged.').waitFor();
    await page.getByText('2 selected').waitFor();
  });

  it('chooses every deal of a page at once, and none', async () => {
    await open('/record/deals');
    await page.getByRole('checkbox', { name: 'Choose every deal on this page' }).check();
    await page.getByText('5 selected').waitFor();
    await page.getByRole('button', { name: 'Clear', exact: true }).click();
    await page.getByText('5 selected').waitFor({ state: 'detached' });
  });

  it('finds a deal by its name, and by its stage', async () => {
    await open('/record/deals');
    await page.getByLabel('Deal name contains').fill('litware');
    await page.keyboard.press('Enter');
    await page.getByText('1 records').waitFor();
    await page.getByLabel('Deal name contains').fill('');
    await page.getByLabel('Deal stage').selectOption({ label: 'Closed won' });
    await page.getByRole('button', { name: 'Search' }).click();
    await page.getByRole('link', { name: 'Fabrikam Retail: warehouse platform' }).click();
    await page.waitForURL('**/record/deals/901*');
  });

  it('goes from partners to a partner, and from there to its deal', async () => {
    await open('/record/companies');
    await page.getByLabel('Companies').first().selectOption({ label: 'Partners only' });
    await page.getByRole('button', { name: 'Search' }).click();
    await page.getByText('1 records').waitFor();
    await page.getByRole('link', { name: 'Northwind Systems' }).click();
    await page.getByRole('heading', { name: 'No Partnership card on this record yet' }).waitFor();
    await page.getByRole('link', { name: 'Fabrikam Retail: warehouse platform' }).click();
    await page.waitForURL('**/record/deals/901*');
  });

  it('gives the app’s home page its actions in the header, and a function without a record', async () => {
    await open('/record/home');
    await page.locator('.app-header').getByRole('button', { name: 'Start a dry run' }).click();
    await page.getByText('At home, answered {}').waitFor();
  });

  it('says that this version has no settings page, and what to do', async () => {
    await open('/record/settings');
    await page.getByText('has no settings page in this version').waitFor();
  });

  it('shows a newcomer three ways in', async () => {
    await open('/');
    await page.getByRole('heading', { name: 'What to try first' }).waitFor();
    await page.screenshot({ path: path.join(SCREENSHOTS, 'page-tour.png') });
    await page.getByRole('link', { name: 'Open the deal' }).click();
    await page.waitForURL('**/record/deals/901*');
  });

  it('changes between the views of a record by keyboard, without starting the card anew', async () => {
    await open('/record/deals/901');
    const card = page.locator('[data-card="showcase"]');
    await card.getByRole('tab', { name: 'Actions' }).click();
    await card.getByLabel('Kept').fill('still here');
    await page.getByRole('tab', { name: 'Partnership' }).focus();
    await page.keyboard.press('ArrowLeft');
    await page.getByRole('heading', { name: 'Recent activities' }).waitFor();
    await page.keyboard.press('ArrowRight');
    expect(await card.getByLabel('Kept').inputValue()).toBe('still here');
  });
});
