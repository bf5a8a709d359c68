/** Record pages with extensions that are made for tests: what the pages draw and do, whatever our own cards ask of them. */
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';

import { AxeBuilder } from '@axe-core/playwright';
import { buildSingleExtension } from '@hubspot/ui-extensions-dev-server/build';
import type { Page } from 'playwright-core';

import { mountRecordPages } from '../../src/sandbox/pages/mount.js';
import { bundleBrowser } from '../../src/staging/build-record-page.js';
import { bundleFunctions } from '../../src/staging/bundle-function.js';
import { type FixturePortal, startFixturePortal, TOKEN } from '../sandbox/pages/fixture-portal.js';

const ROOT = process.cwd();
const CARDS = path.join(ROOT, 'test/fixtures/cards');

const EXTENSIONS = [
  {
    uid: 'showcase',
    name: 'Showcase',
    source: 'Showcase',
    location: 'crm.record.tab',
    objectTypes: ['deals'],
  },
  { uid: 'home', name: 'Home', source: 'Home', location: 'home', objectTypes: [] },
  {
    uid: 'chosen',
    name: 'Partnership: tag a partner',
    source: 'Chosen',
    location: 'crm.bulkActions',
    objectTypes: ['deals'],
  },
];

export interface FixturePages {
  readonly portal: FixturePortal;
  readonly close: () => Promise<void>;
}

/** Builds the browser's side and the test's extensions, and starts a portal with them. */
export const startFixturePages = async (): Promise<FixturePages> => {
  const dist = await mkdtemp(path.join(os.tmpdir(), 'fixture-pages-'));
  const cards = path.join(dist, 'cards');
  await mkdir(cards);
  await bundleBrowser(ROOT, path.join(dist, 'record-page'));
  for (const { source } of EXTENSIONS) {
    await buildSingleExtension({
      file: path.join(CARDS, `${source}.tsx`),
      root: CARDS,
      outputDir: cards,
      emptyOutDir: false,
      minify: false,
      logLevel: 'error',
    });
  }
  const list = EXTENSIONS.map(({ source, ...rest }) => ({ ...rest, file: `${source}.js` }));
  await writeFile(path.join(cards, 'cards.json'), JSON.stringify(list));
  await bundleFunctions(path.join(ROOT, 'test/fixtures/functions'), ['echo'], path.join(dist, 'functions'), {
    kind: 'runner',
  });
  const portal = await startFixturePortal((app) =>
    mountRecordPages(app, { accessToken: TOKEN, portalId: 4242, dist }),
  );
  const close = async () => {
    await portal.close();
    await rm(dist, { recursive: true, force: true });
  };
  return { portal, close };
};

/** What axe calls serious or critical on the page as it stands. */
export const seriousFindings = async (page: Page): Promise<readonly string[]> => {
  const { violations } = await new AxeBuilder({ page }).analyze();
  return violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.html).join(' ')}`);
};

/**
 * How far the page is wider than its window, in pixels: nothing should have to be scrolled sideways. Charts are drawn anew
 * a moment after their window has another size: that much is waited for.
 */
export const overflow = async (page: Page): Promise<number> => {
  const wider = 'document.documentElement.scrollWidth - document.documentElement.clientWidth';
  await page.waitForFunction(`${wider} <= 0`, undefined, { timeout: 5_000 }).catch(() => undefined);
  return page.evaluate<number>(wider);
};
