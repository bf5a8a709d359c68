/** The product as a newcomer starts it, for browser tests: `dist/cli.js start` in a home of its own. */
import { execFile, spawn, type ChildProcess } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { promisify } from 'node:util';

import type { Browser, Locator, Page } from 'playwright-core';

import { startFoundChromium } from './describe-in-browser.js';

const ROOT = process.cwd();
const CLI = path.join(ROOT, 'dist/cli.js');

/** The pictures of the documentation are taken on purpose, so that a test run leaves the sources as they are. */
const SCREENSHOTS = path.join(
  ROOT,
  process.env['SAVE_SCREENSHOTS'] === '1' ? 'docs/screenshots' : 'test-results',
);

/** A record as the portal's API answers it. */
export interface PortalRecord {
  readonly id: string;
  readonly properties: Readonly<Record<string, string | null>>;
}

type Condition = readonly [property: string, operator: string, value: string];

export interface Product {
  /** Of the portal and its pages. */
  readonly url: string;
  /** What start printed. */
  readonly words: () => string;
  /** Calls the emulated API as an integration would; throws what it refuses. */
  readonly api: (method: string, route: string, body?: unknown) => Promise<unknown>;
  readonly search: (
    type: 'deals' | 'companies',
    conditions: readonly Condition[],
    properties?: readonly string[],
  ) => Promise<readonly PortalRecord[]>;
  /** Runs a command of the product beside its pages, as ops would in another terminal; throws what it says when it fails. */
  readonly run: (...words: readonly string[]) => Promise<string>;
  readonly close: () => Promise<void>;
}

const ready = (child: ChildProcess, hear: (text: string) => string): Promise<void> =>
  new Promise<void>((resolve, reject) => {
    let words = '';
    child.stdout?.on('data', (data: Buffer) => {
      words = hear(data.toString());
      if (words.includes('Ctrl-C ends it')) resolve();
    });
    child.stderr?.on('data', (data: Buffer) => (words = hear(data.toString())));
    // After `resolve` this does nothing.
    child.once('exit', (code) => reject(new Error(`start ended with ${code ?? 'a signal'}:\n${words}`)));
  });

/** Starts the product; resolves once it prints the links. */
export async function startProduct(): Promise<Product> {
  const home = await mkdtemp(path.join(os.tmpdir(), 'product-'));
  const none = { HUBSPOT_ACCESS_TOKEN: '', HUBSPOT_API_URL: '', DATABASE_URL: '', PARTNERSHIP_POLICY: '' };
  const env = { ...process.env, ...none, PARTNERSHIP_HOME: home };
  const child = spawn(process.execPath, [CLI, 'start', '--port', '0'], {
    env,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let words = '';
  await ready(child, (text) => (words += text));
  const { url, accessToken } = JSON.parse(readFileSync(path.join(home, 'portal.json'), 'utf8')) as {
    url: string;
    accessToken: string;
  };
  const api: Product['api'] = async (method, route, body) => {
    const ask = () =>
      fetch(`${url}${route}`, {
        method,
        headers: { authorization: `Bearer ${accessToken}`, 'content-type': 'application/json' },
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      });
    let answer = await ask();
    // The cards use the portal's few searches a second as well.
    for (let tries = 0; answer.status === 429 && tries < 8; tries += 1) {
      await setTimeout(250);
      answer = await ask();
    }
    const text = await answer.text();
    if (!answer.ok) throw new Error(`${method} ${route}: ${answer.status} ${text}`);
    return text === '' ? null : (JSON.parse(text) as unknown);
  };
  const search: Product['search'] = async (type, conditions, properties = []) => {
    const filters = conditions.map(([propertyName, operator, value]) => ({ propertyName, operator, value }));
    const found = await api('POST', `/crm/v3/objects/${type}/search`, {
      filterGroups: [{ filters }],
      properties,
      sorts: [{ propertyName: 'hs_object_id', direction: 'ASCENDING' }],
      limit: 100,
    });
    return (found as { readonly results: readonly PortalRecord[] }).results;
  };
  const run: Product['run'] = async (...asked) => {
    for (let tries = 1; ; tries += 1) {
      try {
        return (await promisify(execFile)(process.execPath, [CLI, ...asked], { env })).stdout;
      } catch (error) {
        // The product itself syncs soon after something was changed on a page.
        if (tries === 20 || !String(error).includes('lease_held')) throw error;
        await setTimeout(500);
      }
    }
  };
  const close = async () => {
    const ended = new Promise((resolve) => child.once('exit', resolve));
    child.kill('SIGINT');
    await ended;
    await rm(home, { recursive: true, force: true });
  };
  return { url, words: () => words, api, search, run, close };
}

export interface OnProduct {
  readonly product: Product;
  readonly page: Page;
  /** What the browser's console called an error since it was last emptied. */
  readonly problems: string[];
  readonly open: (route: string) => Promise<unknown>;
  readonly close: () => Promise<void>;
}

/** Starts the product, and a browser that looks at it. */
export async function openProduct(width = 1440): Promise<OnProduct> {
  const [product, browser]: [Product, Browser] = await Promise.all([startProduct(), startFoundChromium()]);
  const context = await browser.newContext({ viewport: { width, height: 1000 }, reducedMotion: 'reduce' });
  const page = await context.newPage();
  // A hang, not a slow machine.
  page.setDefaultTimeout(60_000);
  const problems: string[] = [];
  page.on('console', (message) => {
    if (message.type() === 'error') problems.push(message.text());
  });
  page.on('pageerror', (error) => problems.push(error.message));
  const close = async () => {
    await browser.close();
    await product.close();
  };
  return { product, page, problems, open: (route) => page.goto(`${product.url}${route}`), close };
}

/** The portal keeps its limits, also while a sync runs: a card then says so, and people press the button. */
export async function tryAgain(page: Page): Promise<void> {
  const again = page.getByRole('button', { name: 'Try again' }).first();
  await page.addLocatorHandler(again, (button) => button.click(), { noWaitAfter: true });
}

/** Presses a button as somebody does who uses the keyboard alone. */
export async function pressByKeyboard(button: Locator): Promise<void> {
  await button.focus();
  await button.page().keyboard.press('Enter');
}

/**
 * Presses a button until something is seen, as people do: what it asked for may have been refused for the portal's limits,
 * or not been answered in a function's 15 seconds on a busy machine. What the console said of that is no finding then.
 * @throws with what the dialogs and the console said.
 */
export async function pressUntil(
  on: Pick<OnProduct, 'page' | 'problems'>,
  button: Locator,
  seen: Locator,
  press: (button: Locator) => Promise<void> = (one) => one.click(),
): Promise<void> {
  const said: string[] = [];
  for (let attempt = 1; attempt < 4; attempt += 1) {
    await press(button);
    const came = await seen.waitFor({ timeout: 20_000 }).then(
      () => true,
      () => false,
    );
    if (came) return;
    said.push(...(await on.page.getByRole('dialog').allInnerTexts()), ...on.problems.splice(0));
  }
  throw new Error(`${seen.toString()} never came; the page said:\n${said.join('\n')}`);
}

/** Pictures are no longer than this, so that they are small and can be read. */
const TALLEST = 1_400;

/** Takes a picture of what is in the window, of the whole page, or of a part of it; of long ones the beginning. */
export async function shoot(of: Page | Locator, name: string, fullPage = false): Promise<void> {
  await mkdir(SCREENSHOTS, { recursive: true });
  const file = path.join(SCREENSHOTS, `${name}.png`);
  if ('goto' in of) {
    const { width } = of.viewportSize() ?? { width: 1440 };
    const whole = await of.evaluate<number>('document.documentElement.scrollHeight');
    const clip = { x: 0, y: 0, width, height: Math.min(whole, TALLEST) };
    await of.screenshot(fullPage ? { path: file, fullPage, clip } : { path: file });
    return;
  }
  await of.page().evaluate('window.scrollTo(0, 0)');
  const box = await of.boundingBox();
  if (box === null) throw new Error(`${name} is not to be seen`);
  const clip = { ...box, height: Math.min(box.height, TALLEST) };
  await of.page().screenshot({ path: file, fullPage: true, clip });
}

/** Chooses an option of a select that HubSpot's component draws. */
export async function choose(page: Page, within: Locator, label: string, option: string) {
  await within.getByRole('combobox', { name: label }).click();
  await page.getByRole('option', { name: option }).click();
}
