/** Which changes a search is asked for: those since the last one, and some on either side. */
import { instant, type Instant } from '../domain/calendar.js';
import type { ChangeWindow } from './record-port.js';

const MINUTE_MS = 60_000;
/** Search lags by up to an hour (HubSpot's documentation), and clocks differ. */
const OVERLAP_MS = 65 * MINUTE_MS;
/** A record that changes again while its window is paged stays in it. */
export const AHEAD_MS = 24 * 60 * MINUTE_MS;

/** @param watermark when changes were asked for last. */
export const windowSince = (watermark: Instant, askedAt: Instant): ChangeWindow => ({
  from: instant(watermark - OVERLAP_MS),
  to: instant(askedAt + AHEAD_MS),
});
