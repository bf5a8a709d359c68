import { instant, type Instant } from '../domain/calendar.js';
import { daysToMs } from '../domain/decimal.js';
import { DEFAULT_MAPPING, type Mapping } from '../domain/mapping.js';
import { dayIn } from './deal-card-days.js';
import type { DealCardFacts } from './deal-card-facts.js';
import type { LedgerLock } from './ledger-lock.js';

/** The last instant that a date can hold (ECMAScript, “Time Values and Time Range”). */
export const LAST_INSTANT = 8.64e15;

/**
 * When the deal locks.
 * @returns null on an open or lost deal, and where the policy locks so late that no calendar has the day.
 */
export function locksAtOf({ facts, policy }: DealCardFacts): Instant | null {
  const { closedAt, status } = facts.deal;
  // A lost deal carries no credit, so there is nothing to lock.
  const locksAt =
    closedAt === null || status === 'lost' ? null : instant(closedAt + daysToMs(policy.lockDays));
  return locksAt === null || locksAt > LAST_INSTANT ? null : locksAt;
}

/**
 * "USD, policy default-1, computed now. Activities as of 20 Nov 2026. It locks on 4 Dec 2026 at the latest."
 * @param lock what the ledger says; null where it was not asked: the close of a month may lock a deal before its days do.
 */
export function basisOf(card: DealCardFacts, lock: LedgerLock | null = null): string {
  const { record, policy, facts } = card;
  const activities =
    record.publishedTouches.kind === 'read'
      ? `Activities as of ${dayIn(card, record.publishedTouches.asOf)}.`
      : record.publishedTouches.kind === 'unreadable'
        ? 'Activities cannot be read.'
        : record.publishedPolicy !== null
          ? 'The last sync found no partner activity that counts.'
          : 'No sync has seen this deal’s activities yet.';
  return `${facts.deal.currency}${byProperty(card.mapping)}, policy ${policy.version}, computed now. ${activities}${lockSentence(card, lock)}`;
}

/** " by annual_recurring_revenue", where revenue is counted by another property than the amount; else nothing. */
export function byProperty(mapping: Pick<Mapping, 'amount'> = DEFAULT_MAPPING): string {
  const { property } = mapping.amount;
  return property === DEFAULT_MAPPING.amount.property ? '' : ` by ${property}`;
}

function lockSentence(card: DealCardFacts, lock: LedgerLock | null): string {
  const at = lock?.at ?? locksAtOf(card);
  if (at === null || at > LAST_INSTANT) return '';
  const when = `${at > card.asOf ? 'locks' : 'locked'} on ${dayIn(card, at)}`;
  if (lock === null) return ` It ${when} at the latest.`;
  return lock.period === null ? ` It ${when}.` : ` It ${when}, when ${lock.period} was closed.`;
}
