/** Finds and starts Chromium; a machine without it skips the browser tests loudly, or fails where it must not. */
import { existsSync } from 'node:fs';

import { type Browser, chromium } from 'playwright-core';

const USUAL_PLACES = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/usr/bin/google-chrome-stable',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
];

/**
 * Where Chromium is: `CHROMIUM_PATH`, else the first of the usual places that exists.
 * @returns null when there is none, having said so.
 * @throws when there is none and `REQUIRE_BROWSER` is 1.
 */
export const findChromium = (): string | null => {
  const given = process.env['CHROMIUM_PATH'];
  const places = given === undefined || given === '' ? USUAL_PLACES : [given];
  const found = places.find((place) => existsSync(place));
  if (found !== undefined) return found;
  const message = `No Chromium in ${places.join(', ')}. Install it (Debian: apt-get install chromium) or set CHROMIUM_PATH.`;
  if (process.env['REQUIRE_BROWSER'] === '1') throw new Error(message);
  process.stderr.write(`\n  BROWSER TESTS SKIPPED. ${message}\n\n`);
  return null;
};

/** Starts Chromium so that it works as root and asks the network for nothing. */
export const startChromium = (executablePath: string): Promise<Browser> =>
  chromium.launch({
    executablePath,
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
    ],
  });
