/** What is kept of alerts that were sent, and what they are sent through besides the CRM. */
import type { FlaggedDeal } from '../domain/alerts.js';
import type { Instant } from '../domain/calendar.js';
import type { PortalId } from '../domain/ids.js';
import type { AlertKind } from '../domain/programme-settings.js';

/**
 * Of the record in the CRM. `claimed`: said before it is made; found so by a later run, its end is not known, and the CRM is
 * looked at.
 */
export type CrmAlertState = 'claimed' | 'sent' | 'failed';
/**
 * Of the message. `off`: there was no webhook then, so it is never sent later. `waiting`: not sent yet, or not taken.
 * `claimed`: said before it is sent; found so by a later run, it is `unsure` and never sent again.
 */
export type WebhookAlertState = 'off' | 'waiting' | 'claimed' | 'sent' | 'unsure';

/** An alert as it is kept, by its key. */
export interface KeptAlert {
  readonly key: string;
  readonly kind: AlertKind;
  readonly record: { readonly type: string; readonly id: string };
  readonly crm: CrmAlertState;
  /** What was made; null until it is. */
  readonly made: { readonly type: 'tasks' | 'notes'; readonly id: string } | null;
  readonly webhook: WebhookAlertState;
  readonly claimedAt: Instant;
  /** Why the CRM or the webhook did not take it, last; null where nothing is wrong. */
  readonly reason: string | null;
}

export interface AlertStore {
  /** By key; those that are not known are left out. */
  keptAlerts(portalId: PortalId, keys: readonly string[]): Promise<ReadonlyMap<string, KeptAlert>>;
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
