/** What a newcomer does: `start`, then the link for a sales rep. Nothing here is a stand-in but the portal. */
import { spawn, type ChildProcess } from 'node:child_process';
import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';

import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { AxeBuilder } from '@axe-core/playwright';
import type { Browser, Page } from 'playwright-core';

import { findChromium, startChromium } from './chromium.js';

const ROOT = process.cwd();
const CLI = path.join(ROOT, 'dist/cli.js');

/** The pictures of the documentation are taken on purpose, so that a test run leaves the sources as they are. */
const SCREENSHOTS = path.join(
  ROOT,
  process.env['SAVE_SCREENSHOTS'] === '1' ? 'docs/screenshots' : 'test-results',
);

const chromiumPath = findChromium();
const describeInBrowser = chromiumPath === null ? describe.skip : describe;

/** Starts the product in a home of its own; resolves with its words once it prints the links. */
async function startProduct(home: string): Promise<{ child: ChildProcess; words: string }> {
  const env = {
    ...process.env,
    PARTNERSHIP_HOME: home,
    HUBSPOT_ACCESS_TOKEN: '',
    HUBSPOT_API_URL: '',
    DATABASE_URL: '',
  };
  const child = spawn(process.execPath, [CLI, 'start', '--port', '0'], {
    env,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let words = '';
  const ready = new Promise<void>((resolve, reject) => {
    child.stdout.on('data', (data: Buffer) => {
      words += data.toString();
      if (words.includes('Ctrl-C ends it')) resolve();
    });
    child.stderr.on('data', (data: Buffer) => (words += data.toString()));
    // After `resolve` this does nothing.
    child.once('exit', (code) => reject(new Error(`start ended with ${code ?? 'a signal'}:\n${words}`)));
  });
  await ready;
  return { child, words };
}

describeInBrowser('the first run', () => {
  let home: string;
  let product: { child: ChildProcess; words: string };
  let browser: Browser;
  let page: Page;

  beforeAll(async () => {
    home = await mkdtemp(path.join(os.tmpdir(), 'first-run-'));
    product = await startProduct(home);
    browser = await startChromium(chromiumPath!);
    const context = await browser.newContext({
      viewport: { width: 1440, height: 1000 },
      reducedMotion: 'reduce',
    });
    page = await context.newPage();
  }, 60_000);

  afterAll(async () => {
    await browser.close();
    const ended = new Promise((resolve) => product.child.once('exit', resolve));
    product.child.kill('SIGINT');
    await ended;
    await rm(home, { recursive: true, force: true });
  });

  it('shows the partner, its tier and the credit on the deal that start links to', async () => {
    const url = /For a sales rep\s+(\S+)/.exec(product.words)?.[1];
    await page.goto(url!);
    const card = page.locator('[data-card="deal-card-tab"]');
    await card.getByRole('heading', { name: 'Northwind Systems (Gold) sourced this deal.' }).waitFor();
    await card.getByText('Referred on 12 Sep 2026, three days before the deal was created.').waitFor();
    await card.getByRole('cell', { name: 'Activation & growth' }).first().waitFor();
    const why = card.getByRole('button', { name: /^Why, and/ });
    await why.click();
    await card.getByRole('progressbar', { name: 'Northwind Systems: $48,000.00, 100%' }).waitFor();
    await card.getByRole('progressbar', { name: 'Contoso Partners: $16,000.00, 33.3%' }).waitFor();
    await why.blur();
    await mkdir(SCREENSHOTS, { recursive: true });
    await page.screenshot({ path: path.join(SCREENSHOTS, 'deal-record.png') });
    await card.screenshot({ path: path.join(SCREENSHOTS, 'deal-card.png') });
    const { violations } = await new AxeBuilder({ page }).analyze();
    expect(violations.filter(({ impact }) => impact === 'serious' || impact === 'critical')).toEqual([]);
    expect(await card.getByText('not emulated').count()).toBe(0);
  });

  it('shows the same attribution in the properties that the sync published', async () => {
    const sidebar = page.locator('aside').first();
    await sidebar.getByText('Partner-sourced', { exact: true }).waitFor();
    expect(await sidebar.getByText('Northwind Systems', { exact: true }).count()).toBeGreaterThan(0);
  });
});
