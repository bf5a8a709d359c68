/** Alerts as messages of the webhook: some at a time, each claimed before it is sent, repeated so often and then set aside. */
import type { Alert } from '../domain/alerts.js';
import { instant, type Instant } from '../domain/calendar.js';
import { groupBy } from '../domain/group-by.js';
import type { PortalId } from '../domain/ids.js';
import { unlessStopped } from '../errors.js';
import type { AlertChannel, AlertDelivery, AlertMessage, AlertStore, KeptAlert } from './alert-port.js';

/** Slack draws at most 50 blocks of a message. */
const IN_A_MESSAGE = 20;

const MINUTE_MS = 60_000;
/** How long a message rests after its first, second, … try; after the last one it is set aside. */
const RESTS_MS = [10, 45, 6 * 60, 24 * 60].map((minutes) => minutes * MINUTE_MS);
/** How often a message is tried, the first time included. */
export const MOST_TRIES = RESTS_MS.length + 1;

export interface WaitingAlert {
  readonly alert: Alert;
  readonly kept: KeptAlert;
}

/** What came of the messages of one run. */
export interface MessageEnd {
  /** Alerts that were taken; of a dry run, that would be sent. */
  readonly sent: number;
  /** Alerts that were not taken by this run, and why, without the address; null where all were. */
  readonly refused: number;
  readonly reason: string | null;
}

export interface MessageDeps {
  readonly store: AlertStore & { readonly digest: (text: string) => string };
  readonly portalId: PortalId;
  readonly channel: AlertChannel;
  readonly now: Instant;
  readonly stop: AbortSignal | undefined;
}

/** Whether an alert is sent by a run at an instant: waiting and rested, or set aside and asked for again. */
export const isSentNow = (
  { webhook, delivery: { nextTryAt } }: Pick<KeptAlert, 'webhook' | 'delivery'>,
  now: Instant,
  retry: boolean,
): boolean =>
  webhook === 'waiting' ? retry || nextTryAt === null || nextTryAt <= now : retry && webhook === 'set_aside';

/** Whether an alert's message may still be sent. */
export const isToBeSent = ({ webhook }: Pick<KeptAlert, 'webhook'>): boolean =>
  webhook === 'waiting' || webhook === 'set_aside';

/** One that was set aside begins anew, under the same id. */
const freshly = (kept: KeptAlert): AlertDelivery =>
  kept.webhook === 'set_aside' ? { ...kept.delivery, tries: 0, nextTryAt: null } : kept.delivery;

/** Alerts of a message that was tried stay together, so that its repetition is known by its id; the others are put together. */
function messagesOf(
  waiting: readonly WaitingAlert[],
  digest: (text: string) => string,
): readonly (readonly [id: string, alerts: readonly WaitingAlert[]])[] {
  const tried = groupBy(
    waiting.filter(({ kept }) => kept.delivery.messageId !== null),
    ({ kept }) => kept.delivery.messageId ?? '',
  );
  const untried = waiting.filter(({ kept }) => kept.delivery.messageId === null);
  const parts = Array.from({ length: Math.ceil(untried.length / IN_A_MESSAGE) }, (_, place) =>
    untried.slice(place * IN_A_MESSAGE, (place + 1) * IN_A_MESSAGE),
  );
  const idOf = (part: readonly WaitingAlert[]): string =>
    digest(part.map(({ kept }) => kept.key).join('\n')).slice(0, 32);
  return [...tried, ...parts.map((part) => [idOf(part), part] as const)];
}

/** Sends what waits. After one message that was not taken the others wait for the next run: the receiver is away. */
export async function sendMessages(deps: MessageDeps, waiting: readonly WaitingAlert[]): Promise<MessageEnd> {
  let sent = 0;
  for (const [id, part] of messagesOf(waiting, deps.store.digest)) {
    unlessStopped(deps.stop);
    const reason = await sendOne(deps, id, part);
    if (reason !== null) return { sent, refused: waiting.length - sent, reason };
    sent += part.length;
  }
  return { sent, refused: 0, reason: null };
}

async function sendOne(
  { store, portalId, channel, now }: MessageDeps,
  id: string,
  part: readonly WaitingAlert[],
): Promise<string | null> {
  const keep = (change: (kept: KeptAlert) => Pick<KeptAlert, 'webhook' | 'delivery'>): Promise<void> =>
    store.keepAlerts(
      portalId,
      part.map(({ kept }) => ({ ...kept, ...change(kept) })),
    );
  await keep((kept) => ({ webhook: 'claimed', delivery: { ...freshly(kept), messageId: id } }));
  const message: AlertMessage = {
    id,
    lines: part.map(({ alert: { title, text, overdue } }) => ({ title, text, overdue })),
  };
  const reason = await channel.post(message);
  await keep((kept) => {
    const tries = freshly(kept).tries + 1;
    const tried = { messageId: id, tries, nextTryAt: null, reason };
    if (reason === null) return { webhook: 'sent', delivery: tried };
    const restMs = RESTS_MS[tries - 1];
    return restMs === undefined
      ? { webhook: 'set_aside', delivery: tried }
      : { webhook: 'waiting', delivery: { ...tried, nextTryAt: instant(now + restMs) } };
  });
  return reason;
}
