/** What is kept of alerts that were sent, and what they are sent through besides the CRM. */
import type { DueAlert, FlaggedDeal } from '../domain/alerts.js';
import type { Instant } from '../domain/calendar.js';
import type { PortalId } from '../domain/ids.js';
import type { AlertKind } from '../domain/programme-settings.js';
import type { PropertyValues } from './record-port.js';

/**
 * Of the record in the CRM. `claimed`: said before it is made; found so by a later run, its end is not known, and the CRM is
 * looked at.
 */
export type CrmAlertState = 'claimed' | 'sent' | 'failed';
/**
 * Of the message. `off`: there was no webhook then, or nothing to tell any more, so it is never sent later. `waiting`: not sent
 * yet, or not taken. `claimed`: said before it is sent; found so by a later run, it is `unsure` and never sent again.
 * `set_aside`: not taken so often that it is sent again on somebody's word alone.
 */
export type WebhookAlertState = 'off' | 'waiting' | 'claimed' | 'sent' | 'unsure' | 'set_aside';

/** Of a message that was tried. */
export interface AlertDelivery {
  /** Of the message that it is one alert of: a repetition has the same, whatever else waits by then. Null: not tried yet. */
  readonly messageId: string | null;
  readonly tries: number;
  /** Not tried again before; null: the next run may. */
  readonly nextTryAt: Instant | null;
  /** Why it was not taken, last, without the address; null where nothing is wrong. */
  readonly reason: string | null;
}

export const NOT_TRIED: AlertDelivery = { messageId: null, tries: 0, nextTryAt: null, reason: null };

/**
 * Of the task that an alert was made as. `closing`: said before it is completed. `closed`: completed by us. `left`: somebody has
 * changed, completed or deleted it, so that it is theirs.
 */
export type AlertTaskState = 'open' | 'closing' | 'closed' | 'left';

/** An alert as it is kept, by its key. */
export interface KeptAlert {
  readonly key: string;
  readonly kind: AlertKind;
  readonly record: DueAlert['record'];
  readonly crm: CrmAlertState;
  /** What was made; null until it is. */
  readonly made: { readonly type: 'tasks' | 'notes'; readonly id: string } | null;
  readonly webhook: WebhookAlertState;
  readonly delivery: AlertDelivery;
  readonly claimedAt: Instant;
  /** Why the CRM did not take it, last; null where nothing is wrong. */
  readonly reason: string | null;
  /** What was written on it, to be compared with what is there; null of what was sent before that was kept. */
  readonly wrote: PropertyValues | null;
  readonly task: AlertTaskState;
  /** When the task became `closed` or `left`; null before. */
  readonly taskEndedAt: Instant | null;
  /** When its matter was found settled; what is due again after that is told again, under a key of its own. Null before. */
  readonly settledAt: Instant | null;
}

export interface AlertStore {
  /** All alerts of some matters, at whatever step and however often settled, by key. */
  keptAlerts(portalId: PortalId, matters: readonly string[]): Promise<ReadonlyMap<string, KeptAlert>>;
  /** Those whose matter, task or message is not known to have ended; in the order of their keys. */
  openAlerts(portalId: PortalId): Promise<readonly KeptAlert[]>;
  /** Keeps alerts, in the place of what was kept under the same keys. */
  keepAlerts(portalId: PortalId, alerts: readonly KeptAlert[]): Promise<void>;
  /** Open and won deals with a conflict, and won ones with a tag without evidence that closed since; in the order of ids. */
  flaggedDeals(portalId: PortalId, closedSince: Instant): Promise<readonly FlaggedDeal[]>;
}

/** One message of the webhook: some alerts, each with where it is settled. */
export interface AlertMessage {
  /** The same for the same alerts, for receivers that can tell a message from its repetition. */
  readonly id: string;
  readonly lines: readonly { readonly title: string; readonly text: string; readonly overdue: boolean }[];
}

export interface AlertChannel {
  /** @returns why it was not taken, without the address; null once it was. */
  post(message: AlertMessage): Promise<string | null>;
}
