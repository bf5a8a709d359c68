/** How long a person waits for a card: Chromium, cold, from the address to the first words of content. */
import { existsSync } from 'node:fs';
import { chromium, type Browser } from 'playwright-core';
import { timing } from './measure.js';

export interface Content {
  readonly name: string;
  readonly medianMs: number;
  readonly runsMs: readonly number[];
}

const PLACES = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'];

/** Chromium from `CHROMIUM_PATH` or the usual places; null where there is none. */
export async function startBrowser(): Promise<Browser | null> {
  const executablePath = [process.env['CHROMIUM_PATH'] ?? '', ...PLACES].find((place) => existsSync(place));
  return executablePath === undefined
    ? null
    : chromium.launch({ executablePath, args: ['--no-sandbox', '--disable-gpu'] });
}

/** As much of a page as `content` looks at. */
interface Page {
  readonly document: { querySelector(selector: string): { readonly innerText: string } | null };
  cardSince?: number;
}

/** Runs in the page: content is more text than any label of a spinner has. */
const content = (): Seen | null => {
  const page = globalThis as unknown as Page;
  const card = page.document.querySelector('[data-card]');
  if (card === null) return null;
  page.cardSince ??= performance.now();
  if (card.innerText.length < 80) return null;
  return { cardMs: performance.now() - page.cardSince, pageMs: performance.now() };
};

interface Seen {
  readonly cardMs: number;
  readonly pageMs: number;
}

/**
 * Opens an address several times, each in a browser that has seen nothing.
 * @returns from the card's place on the page to its content, and from the address to the content.
 */
export async function contentTimes(
  browser: Browser,
  { name, url, runs }: { readonly name: string; readonly url: string; readonly runs: number },
): Promise<{ readonly card: Content; readonly page: Content }> {
  const seen: Seen[] = [];
  for (let run = 0; run <= runs; run += 1) {
    const context = await browser.newContext({ viewport: { width: 1440, height: 1000 } });
    try {
      const page = await context.newPage();
      await page.goto(url, { waitUntil: 'commit' });
      const times = await page.waitForFunction(content, undefined, { polling: 5, timeout: 30_000 });
      // The first one also starts the browser's own processes.
      if (run > 0) seen.push((await times.jsonValue()) as Seen);
    } finally {
      await context.close();
    }
  }
  return {
    card: timing(
      name,
      seen.map(({ cardMs }) => cardMs),
    ),
    page: timing(
      name,
      seen.map(({ pageMs }) => pageMs),
    ),
  };
}
