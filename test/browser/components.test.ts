/** HubSpot's components on the record page: drawn, pressed by mouse and keyboard, heard by the card. */
import { mkdir } from 'node:fs/promises';
import path from 'node:path';

import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { Browser, Locator, Page } from 'playwright-core';

import { describeInBrowser, startFoundChromium } from './describe-in-browser.js';
import { type FixturePages, overflow, seriousFindings, startFixturePages } from './fixture-pages.js';

const SCREENSHOTS = path.join(process.cwd(), 'test-results');

describeInBrowser('the components of cards', () => {
  let pages: FixturePages;
  let browser: Browser;
  let page: Page;
  let card: Locator;
  const problems: string[] = [];

  beforeAll(async () => {
    await mkdir(SCREENSHOTS, { recursive: true });
    pages = await startFixturePages();
    browser = await startFoundChromium();
    const context = await browser.newContext({
      viewport: { width: 1440, height: 1000 },
      reducedMotion: 'reduce',
    });
    page = await context.newPage();
    page.on('console', (message) => {
      if (message.type() === 'error') problems.push(message.text());
    });
    page.on('pageerror', (error) => problems.push(error.message));
  }, 120_000);

  afterAll(async () => {
    await browser.close();
    await pages.close();
  });

  const open = async (tab: string) => {
    problems.length = 0;
    await page.goto(`${pages.portal.url}/record/deals/901`);
    await page.reload();
    card = page.locator('[data-card="showcase"]');
    await card.getByRole('tab', { name: tab }).click();
  };
  const shoot = (name: string) =>
    page.screenshot({ path: path.join(SCREENSHOTS, `components-${name}.png`), fullPage: true });

  describe('overlays', () => {
    beforeEach(() => open('Overlays'));

    it('opens a modal from a button, keeps the focus in it, and gives the focus back on Escape', async () => {
      const button = card.getByRole('button', { name: 'Tag a partner' });
      await button.focus();
      await page.keyboard.press('Enter');
      const dialog = page.getByRole('dialog', { name: 'Tag a partner' });
      await dialog.waitFor();
      await card.getByText('Opened 1, closed 0').waitFor();
      await shoot('modal');
      expect(await seriousFindings(page)).toEqual([]);
      for (let presses = 0; presses < 12; presses += 1) {
        await page.keyboard.press('Tab');
        // Between the last and the first the focus is with the browser itself.
        const outside = await page.locator('#root :focus').count();
        expect(outside).toBe(0);
      }
      await page.keyboard.press('Escape');
      await dialog.waitFor({ state: 'detached' });
      await card.getByText('Opened 1, closed 1').waitFor();
      await button.and(page.locator(':focus')).waitFor();
    });

    it('closes by its close button, and by the card itself with closeOverlay', async () => {
      await card.getByRole('button', { name: 'Tag a partner' }).click();
      const dialog = page.getByRole('dialog', { name: 'Tag a partner' });
      await dialog.getByRole('button', { name: 'Close', exact: true }).click();
      await dialog.waitFor({ state: 'detached' });
      await card.getByRole('button', { name: 'Tag a partner' }).click();
      await dialog.getByRole('button', { name: 'Save' }).click();
      await dialog.waitFor({ state: 'detached' });
      await page.getByText('Northwind Systems is tagged.').waitFor();
      expect(problems).toEqual([]);
    });

    it('shows a message over an open modal, where it can be reached', async () => {
      await card.getByRole('button', { name: 'Tag a partner' }).click();
      const dialog = page.getByRole('dialog', { name: 'Tag a partner' });
      await dialog.getByRole('button', { name: 'Fail' }).click();
      await dialog.getByText('Nothing was saved.').waitFor();
      await dialog.getByRole('button', { name: 'Close the message' }).click();
      await dialog.getByText('Nothing was saved.').waitFor({ state: 'detached' });
    });

    it('hands over what a form in a modal holds', async () => {
      await card.getByRole('button', { name: 'Tag a partner' }).click();
      const dialog = page.getByRole('dialog', { name: 'Tag a partner' });
      await dialog.getByLabel('Partner', { exact: true }).fill('Contoso');
      await dialog.getByLabel('Role').click();
      await page.getByRole('option', { name: 'Influenced' }).click();
      await dialog.getByRole('button', { name: 'Preview' }).click();
      await dialog.getByText('Sent: {"partner":"Contoso","role":"influenced"}').waitFor();
    });

    it('opens a panel, and a modal over it; Escape closes one after the other', async () => {
      await card.getByRole('button', { name: 'Details' }).click();
      const panel = page.getByRole('dialog', { name: 'Details' });
      await panel.getByRole('button', { name: 'Open another' }).click();
      const inner = page.getByRole('dialog', { name: 'A modal over a panel' });
      await inner.waitFor();
      await shoot('panel');
      await page.keyboard.press('Escape');
      await inner.waitFor({ state: 'detached' });
      await panel.getByRole('button', { name: 'Done' }).click();
      await panel.waitFor({ state: 'detached' });
    });

    it('shows a tooltip to whoever points at its button or comes to it by keyboard', async () => {
      const button = card.getByRole('button', { name: 'With a tooltip' });
      const hint = page.getByRole('tooltip', { name: 'Nothing is saved yet' });
      expect(await hint.isVisible()).toBe(false);
      await button.focus();
      await hint.waitFor();
      await page.keyboard.press('Escape');
      await hint.waitFor({ state: 'hidden' });
      expect(await button.getAttribute('aria-describedby')).not.toBeNull();
    });

    it('opens a menu by keyboard, and a modal from one of its items', async () => {
      await card.getByRole('button', { name: 'More' }).focus();
      await page.keyboard.press('ArrowDown');
      await page.keyboard.press('Enter');
      await card.getByText('sent first item').waitFor();
      await card.getByRole('button', { name: 'More' }).click();
      await page.getByRole('menuitem', { name: 'Opens a modal' }).click();
      await page.getByRole('dialog', { name: 'From the menu' }).waitFor();
    });

    it('keeps a loading button where the focus is', async () => {
      const button = card.getByRole('button', { name: 'Load' });
      await button.click();
      await card.locator('[aria-busy="true"]', { hasText: 'Load' }).waitFor();
      await button.and(page.locator(':focus')).waitFor();
    });
  });

  describe('fields', () => {
    beforeEach(() => open('Fields'));

    it('loses no letter while the card answers to each, and is cleared by the card', async () => {
      const search = card.getByLabel('Search partners');
      await search.pressSequentially('Northwind Systems and more');
      await card.getByText('Searching for “Northwind Systems and more”').waitFor();
      expect(await search.inputValue()).toBe('Northwind Systems and more');
      await card.getByRole('button', { name: 'Clear from the card' }).click();
      await card.getByText('Searching for “”').waitFor();
      expect(await search.inputValue()).toBe('');
    });

    it('chooses by keyboard in a list with a search', async () => {
      await card.getByLabel('Partner', { exact: true }).focus();
      await page.keyboard.press('ArrowDown');
      await page.getByRole('combobox', { name: 'Search Partner' }).waitFor();
      await page.keyboard.type('partner 11');
      await page.screenshot({ path: path.join(SCREENSHOTS, 'components-select.png') });
      await page.keyboard.press('Enter');
      await card.getByRole('combobox', { name: 'Partner' }).filter({ hasText: 'Partner 11' }).waitFor();
    });

    it('chooses several, and sends everything that the form holds', async () => {
      await card.getByLabel('Motions').click();
      await page.getByRole('option', { name: 'Referral' }).click();
      await page.getByRole('option', { name: 'Resale' }).click();
      await page.keyboard.press('Escape');
      await card.getByRole('combobox', { name: 'Motions' }).filter({ hasText: 'Referral, Resale' }).waitFor();
      await card.getByLabel('Amount').fill('2,000.129');
      await card.getByRole('button', { name: 'More Months' }).click();
      await card.getByLabel('From').fill('2026-10-05');
      await card.getByRole('switch', { name: 'Remind me' }).click();
      await card.getByLabel('Influenced').check();
      await card.getByLabel('Suggestions').check();
      await card.getByRole('button', { name: 'Send' }).click();
      const sent = await card.getByText('Sent: {').textContent();
      expect(JSON.parse(sent!.slice('Sent: '.length))).toEqual({
        reason: '',
        search: '',
        note: '',
        partner: 'p2',
        motions: ['referral', 'resale'],
        share: 12.5,
        amount: 2000.13,
        months: 2,
        from: { year: 2026, month: 9, date: 5 },
        at: { hours: 9, minutes: 30 },
        agree: true,
        one: false,
        remind: false,
        role: ['influenced'],
        show: ['conflicts', 'suggestions'],
      });
    });

    it('has labels, messages and contrast that axe accepts', async () => {
      await shoot('fields');
      expect(await seriousFindings(page)).toEqual([]);
      expect(problems).toEqual([]);
    });
  });

  it('draws charts, and says their numbers to whoever does not see them', async () => {
    await open('Charts');
    await card.locator('[data-chart="bar"] canvas').first().waitFor();
    await card.locator('[data-chart="line"] canvas').waitFor();
    const table = card.getByRole('table', { name: 'Won revenue by class' });
    expect(await table.getByRole('columnheader').allTextContents()).toEqual([
      'Month of close',
      'Partner-sourced',
      'Partner-influenced',
      'Direct',
    ]);
    expect(await table.getByRole('row').nth(1).getByRole('cell').allTextContents()).toEqual([
      '40,000',
      '70,000',
      '30,000',
    ]);
    await shoot('charts');
    expect(await seriousFindings(page)).toEqual([]);
    expect(problems).toEqual([]);
  });

  it('draws texts, tables and states, and says what it does not draw', async () => {
    await open('Texts');
    await card.getByRole('button', { name: 'Partner', exact: true }).click();
    await card
      .getByRole('columnheader', { name: 'Partner' })
      .and(card.locator('[aria-sort="ascending"]'))
      .waitFor();
    await card.getByRole('button', { name: 'Page 3' }).click();
    await card.getByRole('cell', { name: 'Page 3' }).waitFor();
    await card.getByText('not emulated: CrmReport').waitFor();
    await card.getByText('not emulated: Iframe').waitFor();
    await shoot('texts');
    expect(await seriousFindings(page)).toEqual([]);
    expect(await overflow(page)).toBe(0);
  });

  it.each(['Overlays', 'Fields', 'Charts', 'Texts', 'Actions'])('fits small windows: %s', async (tab) => {
    await open(tab);
    for (const width of [1280, 480, 360]) {
      await page.setViewportSize({ width, height: 900 });
      expect([width, await overflow(page)]).toEqual([width, 0]);
    }
    await shoot(`${tab.toLowerCase()}-360`);
    await page.setViewportSize({ width: 1440, height: 1000 });
  });

  describe('actions', () => {
    beforeEach(() => open('Actions'));

    it('reads properties, and tells the card of changes without losing what it holds', async () => {
      await card.getByText('Deal 901, Fabrikam Retail: warehouse platform, amount ?').waitFor();
      await card.getByLabel('Kept').fill('still here');
      await card.getByRole('button', { name: 'Read the amount' }).click();
      await card.getByText('amount 48000, updates 0').waitFor();
      await card.getByRole('button', { name: 'Refresh', exact: true }).click();
      await card.getByText('amount 48000, updates 1').waitFor();
      expect(await card.getByLabel('Kept').inputValue()).toBe('still here');
    });

    it('tells the card when a person changes the deal in the page', async () => {
      await page.getByRole('button', { name: 'Edit Amount' }).click();
      await page.getByLabel('Amount', { exact: true }).fill('51000');
      await page.keyboard.press('Enter');
      await card.getByText('updates 1').waitFor();
      expect(pages.portal.written.at(-1)).toEqual({
        type: 'deals',
        id: '901',
        properties: { amount: '51000' },
      });
      await page.getByText('Amount saved.').waitFor();
      await page.getByRole('button', { name: 'Edit Amount' }).and(page.locator(':focus')).waitFor();
    });

    it('says in the portal’s words why a change was not saved', async () => {
      await page.getByRole('button', { name: 'Edit Amount' }).click();
      await page.getByLabel('Amount', { exact: true }).fill('many');
      await page.keyboard.press('Enter');
      await page.getByText('many was not a valid number.').waitFor();
    });

    it('leads to the pages of records, and says what it does not emulate', async () => {
      expect(await card.getByRole('link', { name: 'Northwind Systems' }).getAttribute('href')).toBe(
        '/record/companies/501',
      );
      expect(await card.getByRole('link', { name: 'Another deal' }).getAttribute('href')).toBe(
        '/record/deals/902',
      );
      expect(await card.getByRole('link', { name: 'A record of HubSpot' }).getAttribute('href')).toBe(
        '/record/deals/903',
      );
      expect(await card.getByRole('link', { name: 'Elsewhere' }).getAttribute('target')).toBe('_blank');
      await card.getByText('not emulated: ADD_NOTE').waitFor();
      await card.getByRole('button', { name: 'Open an iframe' }).click();
      await page.getByText('not emulated: openIframeModal').waitFor();
      await card.getByRole('button', { name: 'Go to a page' }).click();
      await page.waitForURL('**#/partners/7?sort=name');
      expect(await seriousFindings(page)).toEqual([]);
    });
  });
});
