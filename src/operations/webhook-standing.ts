/** Where messages of alerts stand that the webhook has not taken. */
import { formatInstant, type Instant } from '../domain/calendar.js';
import { MOST_TRIES } from './alert-messages.js';
import type { KeptAlert } from './alert-port.js';

export interface WebhookStanding {
  /** Alerts that wait to be sent. */
  readonly waiting: number;
  /** How often the one that was tried most was tried, and how often it may be. */
  readonly tries: number;
  readonly mostTries: number;
  /** ISO 8601: the first of them is not tried again before; null: the next run tries. */
  readonly nextTryAt: string | null;
  /** Why the one that was tried most was not taken, last; null where none was tried. */
  readonly last: string | null;
  /** Alerts that were tried as often as may be, and why the last of them was not taken. */
  readonly setAside: number;
  readonly setAsideLast: string | null;
}

/** @param alerts those that are open. */
export function webhookStanding(alerts: readonly KeptAlert[]): WebhookStanding {
  const waiting = alerts.filter(({ webhook }) => webhook === 'waiting');
  const aside = alerts.filter(({ webhook }) => webhook === 'set_aside');
  const [most] = waiting.toSorted((a, b) => b.delivery.tries - a.delivery.tries);
  const rests = waiting.map(({ delivery }) => delivery.nextTryAt);
  const resting = rests.filter((at): at is Instant => at !== null).sort((a, b) => a - b);
  const [first] = resting.length < rests.length ? [] : resting;
  return {
    ...{ waiting: waiting.length, tries: most?.delivery.tries ?? 0, mostTries: MOST_TRIES },
    nextTryAt: first === undefined ? null : formatInstant(first),
    last: most?.delivery.reason ?? null,
    ...{ setAside: aside.length, setAsideLast: aside.at(-1)?.delivery.reason ?? null },
  };
}
