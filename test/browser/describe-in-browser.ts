/** Browser tests run where Chromium is found; elsewhere they are skipped, loudly. */
import { describe } from '@jest/globals';
import type { Browser } from 'playwright-core';
import { findChromium, startChromium } from './chromium.js';

const chromiumPath = findChromium();

/** `describe`, or a skipped one where there is no Chromium. */
export const describeInBrowser = chromiumPath === null ? describe.skip : describe;

/** Starts the Chromium that was found. */
export function startFoundChromium(): Promise<Browser> {
  if (chromiumPath === null) throw new Error('there is no Chromium, and these tests are skipped');
  return startChromium(chromiumPath);
}
