/** The deal card in a browser: HubSpot's own bundle of it, in a worker, on a record page, asking a function. */
import { mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';

import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { AxeBuilder } from '@axe-core/playwright';
import type { Browser, BrowserContext, Page } from 'playwright-core';

import { mountRecordPages } from '../../src/sandbox/pages/mount.js';
import { buildRecordPage } from '../../src/staging/build-record-page.js';
import { type FixturePortal, startFixturePortal, TOKEN } from '../sandbox/pages/fixture-portal.js';
import { describeInBrowser, startFoundChromium } from './describe-in-browser.js';

const ROOT = process.cwd();

describeInBrowser('the deal card on a record page', () => {
  let dist: string;
  let portal: FixturePortal;
  let browser: Browser;
  let context: BrowserContext;
  let page: Page;
  const consoleErrors: string[] = [];

  beforeAll(async () => {
    dist = await mkdtemp(path.join(os.tmpdir(), 'record-page-'));
    await buildRecordPage({ root: ROOT, dist, functionSources: path.join(ROOT, 'test/fixtures/functions') });
    portal = await startFixturePortal((app) =>
      mountRecordPages(app, { accessToken: TOKEN, portalId: 4242, dist }),
    );
    browser = await startFoundChromium();
    context = await browser.newContext({ viewport: { width: 1440, height: 1000 }, reducedMotion: 'reduce' });
    page = await context.newPage();
    page.on('console', (message) => {
      if (message.type() === 'error') consoleErrors.push(message.text());
    });
    page.on('pageerror', (error) => consoleErrors.push(error.message));
  }, 60_000);

  afterAll(async () => {
    await browser.close();
    await portal.close();
    await rm(dist, { recursive: true, force: true });
  });

  const seriousFindings = async () => {
    const { violations } = await new AxeBuilder({ page }).analyze();
    return violations
      .filter(({ impact }) => impact === 'serious' || impact === 'critical')
      .map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.html).join(' ')}`);
  };

  it('shows the partners, and the credit behind "Why"', async () => {
    await page.goto(`${portal.url}/record/deals/901`);
    const card = page.locator('[data-card="deal-card-tab"]');
    await card.getByText('Northwind Systems (Gold) sourced this deal.').waitFor();
    await card.getByRole('cell', { name: 'Activation & growth' }).waitFor();
    expect(await card.getByText('$48,000.00').count()).toBe(0);

    await page.keyboard.press('Tab');
    await card.getByRole('button', { name: /^Why, and/ }).focus();
    await page.keyboard.press('Enter');
    await card.getByRole('progressbar', { name: 'Contoso Partners: $32,000.00, 66.7%' }).waitFor();
    await card.getByText('Does not count: after the deal closed').waitFor();

    expect(await card.getByText('not emulated').count()).toBe(0);
    expect(await seriousFindings()).toEqual([]);
    expect(consoleErrors).toEqual([]);
  });

  it('says that there is no partner, and what to do about it', async () => {
    await page.goto(`${portal.url}/record/deals/902`);
    const card = page.locator('[data-card="deal-card-tab"]');
    await card.getByRole('heading', { name: 'No partner on this deal.' }).waitFor();
    expect(await seriousFindings()).toEqual([]);
    expect(consoleErrors).toEqual([]);
  });

  it('shows a refusal with its next step, and asks again on "Try again"', async () => {
    await page.goto(`${portal.url}/record/deals/903`);
    await page.getByText('HubSpot asked us to slow down.').waitFor();
    const again = page.waitForRequest('**/record/functions/deal-card');
    await page.getByRole('button', { name: 'Try again' }).click();
    expect((await again).method()).toBe('POST');
    expect(await seriousFindings()).toEqual([]);
  });

  it('tags a partner by keyboard alone: found, its effect seen, saved', async () => {
    await page.goto(`${portal.url}/record/deals/902`);
    const card = page.locator('[data-card="deal-card-tab"]');
    await card.getByRole('button', { name: 'Propose a partner' }).focus();
    await page.keyboard.press('Enter');
    const dialog = page.getByRole('dialog', { name: 'Propose a partner' });
    await dialog.getByRole('radio', { name: 'Northwind Systems' }).waitFor();
    await dialog.getByLabel('Find a partner').focus();
    await page.keyboard.type('fabrikam');
    await dialog.getByRole('radio', { name: 'Northwind Systems' }).waitFor({ state: 'detached' });
    expect(await seriousFindings()).toEqual([]);

    await dialog.getByRole('radio', { name: 'Fabrikam Consulting' }).focus();
    await page.keyboard.press('Space');
    // The card runs in a worker: what was chosen shows once it has come back from there.
    await dialog.getByRole('radio', { name: 'Fabrikam Consulting', checked: true }).waitFor();
    await dialog.getByRole('radio', { name: 'Sourced' }).focus();
    await page.keyboard.press('Space');
    await dialog.getByRole('radio', { name: 'Sourced', checked: true }).waitFor();
    await dialog.getByRole('button', { name: 'Propose' }).focus();
    await page.keyboard.press('Enter');
    await dialog.getByText('+$48,000.00').waitFor();
    expect(await seriousFindings()).toEqual([]);

    await dialog.getByRole('button', { name: 'Propose' }).focus();
    await page.keyboard.press('Enter');
    await card.getByRole('heading', { name: 'Northwind Systems (Gold) sourced this deal.' }).waitFor();
    await page.getByText('Fabrikam Consulting is proposed as sourced.').waitFor();
    expect(await page.getByRole('dialog').count()).toBe(0);
    expect(consoleErrors).toEqual([]);
  });

  it('opens the whole card from the sidebar', async () => {
    await page.goto(`${portal.url}/record/deals/901`);
    const sidebar = page.locator('[data-card="deal-card-sidebar"]');
    await sidebar.getByText('Call Northwind Systems on +1 555 0100.').waitFor();
    await sidebar.getByRole('button', { name: 'Open the details' }).click();
    const panel = page.getByRole('dialog', { name: 'Partners on this deal' });
    await panel.getByRole('heading', { name: 'Northwind Systems (Gold) sourced this deal.' }).waitFor();
    await panel.getByRole('button', { name: 'Why', exact: true }).first().click();
    await page.getByRole('dialog', { name: /^Why: Sourced/ }).waitFor();
    expect(await seriousFindings()).toEqual([]);
    expect(consoleErrors).toEqual([]);
  });
});
