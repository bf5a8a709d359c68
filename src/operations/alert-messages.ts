/** Alerts as messages of the webhook: some at a time, each claimed before it is sent. */
import type { Alert } from '../domain/alerts.js';
import type { PortalId } from '../domain/ids.js';
import { unlessStopped } from '../errors.js';
import type { AlertChannel, AlertMessage, AlertStore, KeptAlert } from './alert-port.js';

/** Slack draws at most 50 blocks of a message. */
const IN_A_MESSAGE = 20;

export interface MessageEnd {
  readonly sent: number;
  /** Not taken; the next run sends them. */
  readonly waiting: number;
  /** Why, without the address; null where all were taken. */
  readonly reason: string | null;
}

export interface MessageDeps {
  readonly store: AlertStore & { readonly digest: (text: string) => string };
  readonly portalId: PortalId;
  readonly channel: AlertChannel;
  readonly stop: AbortSignal | undefined;
}

const alertMessage = (alerts: readonly Alert[], digest: (text: string) => string): AlertMessage => ({
  id: digest(alerts.map(({ key }) => key).join('\n')).slice(0, 32),
  lines: alerts.map(({ title, text, overdue }) => ({ title, text, overdue })),
});

/** Sends what waits. After one message that was not taken the others wait for the next run: the receiver is away. */
export async function sendMessages(
  { store, portalId, channel, stop }: MessageDeps,
  waiting: readonly { readonly alert: Alert; readonly kept: KeptAlert }[],
): Promise<MessageEnd> {
  let sent = 0;
  while (sent < waiting.length) {
    unlessStopped(stop);
    const part = waiting.slice(sent, sent + IN_A_MESSAGE);
    const keep = (webhook: KeptAlert['webhook'], reason: string | null): Promise<void> =>
      store.keepAlerts(
        portalId,
        part.map(({ kept }) => ({ ...kept, webhook, reason: reason ?? kept.reason })),
      );
    await keep('claimed', null);
    const message = alertMessage(
      part.map(({ alert }) => alert),
      store.digest,
    );
    const reason = await channel.post(message);
    await keep(reason === null ? 'sent' : 'waiting', reason);
    if (reason !== null) return { sent, waiting: waiting.length - sent, reason };
    sent += part.length;
  }
  return { sent, waiting: 0, reason: null };
}
