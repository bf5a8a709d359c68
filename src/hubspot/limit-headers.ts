/** What HubSpot's answers say of the limits: `X-HubSpot-RateLimit-…`; searches say nothing, OAuth apps have no day. */
import type { RawAnswer } from './send.js';

export interface LimitHeaders {
  readonly max: number | null;
  readonly remaining: number | null;
  readonly intervalMs: number | null;
  readonly daily: number | null;
  readonly dailyRemaining: number | null;
}

/** Reads the headers; what is no whole number is passed over. */
export function limitHeaders({ header }: RawAnswer): LimitHeaders {
  const whole = (name: string): number | null => {
    const text = header(`x-hubspot-ratelimit-${name}`);
    return text !== null && /^\d{1,12}$/.test(text) ? Number(text) : null;
  };
  return {
    max: whole('max'),
    remaining: whole('remaining'),
    intervalMs: whole('interval-milliseconds'),
    daily: whole('daily'),
    dailyRemaining: whole('daily-remaining'),
  };
}

/** How long an answer asks to wait, in milliseconds; null where it does not. */
export function retryAfterMs({ header }: RawAnswer): number | null {
  const seconds = Number(header('retry-after') ?? Number.NaN);
  return Number.isFinite(seconds) && seconds >= 0 && header('retry-after') !== '' ? seconds * 1000 : null;
}
