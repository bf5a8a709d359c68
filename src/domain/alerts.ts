/**
 * What somebody is told of without looking: from the programme's queue, and from deals that are in conflict or about to lock.
 * An alert's key names the matter, its day and the step before it, so that it is sent once, and anew when the day moves or
 * the next step is reached.
 */
import { alertKey, matterKey } from './alert-key.js';
import { DAY_MS, displayDay, instant, type Instant } from './calendar.js';
import { daysToMs } from './decimal.js';
import type { DealStatus } from './deal.js';
import type { Flag } from './flag.js';
import type { DealId, PartnerId } from './ids.js';
import { COMPLIANCE_ITEMS, type ComplianceItem } from './partner-programme.js';
import { QUEUE_KINDS, type QueueItem, type QueueKind } from './programme-queue.js';
import type { AlertKind, AlertSettings } from './programme-settings.js';

/** A deal that is flagged, as its result stands; never a lost one. */
export interface FlaggedDeal {
  readonly dealId: DealId;
  readonly status: Exclude<DealStatus, 'lost'>;
  readonly flags: readonly Flag[];
  /** Null of an open deal. */
  readonly closedAt: Instant | null;
  readonly sourcing: readonly PartnerId[];
  readonly influencing: readonly PartnerId[];
}

/** An alert that is due, without the words that need names. */
export interface DueAlert {
  readonly kind: AlertKind;
  /** Stable: the matter, and the step where there is one. */
  readonly key: string;
  /** Kind, what of it, record and day. */
  readonly matter: string;
  readonly record: QueueItem['record'];
  readonly partnerIds: readonly PartnerId[];
  /** The day of the matter itself; null where it has none. */
  readonly dueAt: Instant | null;
  readonly overdue: boolean;
  readonly about:
    | { readonly kind: 'queue'; readonly item: QueueItem }
    | { readonly kind: 'deal'; readonly deal: FlaggedDeal };
}

/** An alert in words. */
export interface Alert extends DueAlert {
  readonly title: string;
  readonly text: string;
}

export interface AlertFacts {
  readonly queue: readonly QueueItem[];
  readonly deals: readonly FlaggedDeal[];
  readonly now: Instant;
  /** Days after its close at which a deal locks; may be a fraction. */
  readonly lockDays: number;
}

/** Which alert a kind of the queue is; the others are seen on the home page alone. */
const ALERT_OF_QUEUE: Readonly<Partial<Record<QueueKind, AlertKind>>> = {
  registration_due: 'registration_due',
  registration_expiring: 'registration_due',
  registration_disputed: 'conflict',
  agreement_due: 'agreement_due',
  compliance_due: 'agreement_due',
  tier_at_risk: 'tier_at_risk',
};

/** What is due and turned on: what is overdue first, then by day, then by key. */
export function dueAlerts(facts: AlertFacts, settings: AlertSettings): readonly DueAlert[] {
  const on = new Set(settings.on);
  const all = [
    ...facts.queue.flatMap(fromQueue),
    ...facts.deals.flatMap((deal) => conflictOn(deal, facts)),
    ...facts.deals.flatMap((deal) => lockOf(deal, facts, settings)),
  ];
  // One record may stand in the queue twice for the same reason and day: that is one matter.
  const byKey = new Map(all.filter(({ kind }) => on.has(kind)).map((alert) => [alert.key, alert] as const));
  return [...byKey.values()].sort(compareAlerts);
}

function compareAlerts(a: DueAlert, b: DueAlert): number {
  if (a.overdue !== b.overdue) return a.overdue ? -1 : 1;
  const [one, other] = [a.dueAt ?? Number.MAX_SAFE_INTEGER, b.dueAt ?? Number.MAX_SAFE_INTEGER];
  return one - other || (a.key < b.key ? -1 : 1);
}

function fromQueue(item: QueueItem): readonly DueAlert[] {
  const kind = ALERT_OF_QUEUE[item.kind];
  if (kind === undefined) return [];
  const { record, dueAt, overdue, partnerId } = item;
  const what = item.matter === undefined ? item.kind : `${item.kind}/${item.matter}`;
  const matter = matterKey(what, record, dueAt);
  const about = { kind: 'queue', item } as const;
  // Steps that went by while nothing ran are never told: the queue names the nearest alone.
  const key = alertKey(matter, item.step ?? null);
  return [{ kind, key, matter, record, partnerIds: [partnerId], dueAt, overdue, about }];
}

const lockOfClose = (closedAt: Instant, lockDays: number): Instant => instant(closedAt + daysToMs(lockDays));

/** When a deal locks; null where it is open, or has locked already. */
function locksAt({ status, closedAt }: FlaggedDeal, { now, lockDays }: AlertFacts): Instant | null {
  if (status !== 'won' || closedAt === null) return null;
  const at = lockOfClose(closedAt, lockDays);
  return at < now ? null : at;
}

const onDeal = (kind: AlertKind, deal: FlaggedDeal, dueAt: Instant | null): DueAlert => {
  const record = { type: 'deals', id: deal.dealId } as const;
  const partnerIds = [...new Set([...deal.sourcing, ...deal.influencing])];
  const about = { kind: 'deal', deal } as const;
  // A conflict is one matter, while its deal is open and when it is won: no day is part of its name.
  const matter = matterKey(kind, record, kind === 'conflict' ? null : dueAt);
  return { kind, key: matter, matter, record, partnerIds, dueAt, overdue: false, about };
};

/**
 * A conflict is due at once, with the day on which its deal locks. Of deals that have locked nobody is told: a portal with a
 * past would be flooded with what can only be adjusted, and the home page's queue has them all.
 */
function conflictOn(deal: FlaggedDeal, facts: AlertFacts): readonly DueAlert[] {
  const at = locksAt(deal, facts);
  const isLocked = deal.status === 'won' && deal.closedAt !== null && at === null;
  return deal.flags.includes('sourcing_conflict') && !isLocked ? [onDeal('conflict', deal, at)] : [];
}

function lockOf(deal: FlaggedDeal, facts: AlertFacts, { lockDays }: AlertSettings): readonly DueAlert[] {
  const at = locksAt(deal, facts);
  const isNear = at !== null && at - facts.now <= lockDays * DAY_MS;
  return isNear && deal.flags.includes('tag_without_evidence')
    ? [onDeal('lock_without_evidence', deal, at)]
    : [];
}

/** A matter stands as long as it is in the queue, or its deal is flagged; a deal that has locked is flagged all the same. */
export function standingMatters(
  queue: readonly QueueItem[],
  deals: readonly FlaggedDeal[],
  lockDays: number,
): ReadonlySet<string> {
  const ofDeals = deals.flatMap((deal) => [
    ...(deal.flags.includes('sourcing_conflict') ? [onDeal('conflict', deal, null)] : []),
    ...(deal.flags.includes('tag_without_evidence') && deal.status === 'won' && deal.closedAt !== null
      ? [onDeal('lock_without_evidence', deal, lockOfClose(deal.closedAt, lockDays))]
      : []),
  ]);
  return new Set([...queue.flatMap(fromQueue), ...ofDeals].map(({ matter }) => matter));
}

/** Names for words; what has none is called so. */
export interface AlertNames {
  readonly deal: (id: DealId) => string;
  readonly partner: (id: PartnerId) => string;
  /** Days are written in it. */
  readonly timeZone: string;
}

/**
 * Puts an alert in words: which record, what about it, and what to do. Of personal data it has none: partners and deals alone
 * are named.
 */
export function wordAlert(due: DueAlert, names: AlertNames): Alert {
  const { about, dueAt } = due;
  if (about.kind === 'queue') {
    const { item } = about;
    const days = item.step === undefined || item.overdue ? '' : ` within ${item.step} days`;
    const title = `${whatOf(item)}${days}: ${names.partner(item.partnerId)}`;
    return { ...due, title, text: `${item.text}${WHERE[item.kind] ?? ''}` };
  }
  const { deal } = about;
  const name = names.deal(deal.dealId);
  const lock = dueAt === null ? '' : ` It locks on ${displayDay(dueAt, names.timeZone)}.`;
  if (due.kind === 'lock_without_evidence') {
    return {
      ...due,
      title: `Partner’s part not shown yet: ${name}`,
      text: `A partner is tagged on ${name} (${partnersOf(deal, names)}), and no meeting, referral or registration shows what it did.${lock} Before it locks, log what the partner did, or change the tag on the deal’s card: after that its credit is final, and a change is only an adjustment.`,
    };
  }
  return {
    ...due,
    title: `Partners claim the same deal: ${name}`,
    text: `More than one partner claims to have sourced ${name}. Partners on it: ${partnersOf(deal, names)}.${lock} Decide who did on the deal’s card, or under “To decide” on the home page.`,
  };
}

/** Example: "Security review to renew"; one partner may have several. */
const whatOf = ({ kind, matter = '' }: QueueItem): string =>
  Object.hasOwn(COMPLIANCE_ITEMS, matter)
    ? `${COMPLIANCE_ITEMS[matter as ComplianceItem]} to renew`
    : QUEUE_KINDS[kind];

/** Where it is done. */
const ON_REGISTRATIONS = ' Where: the partner’s card, or “Registrations” on the home page.';
const ON_AGREEMENT = ' Where: the agreement on the partner’s card.';
const WHERE: Readonly<Partial<Record<QueueKind, string>>> = {
  registration_due: ON_REGISTRATIONS,
  registration_disputed: ON_REGISTRATIONS,
  registration_expiring: ON_REGISTRATIONS,
  agreement_due: ON_AGREEMENT,
  compliance_due: ON_AGREEMENT,
  tier_at_risk: ' Where: the tier on the partner’s card.',
};

const partnersOf = ({ sourcing, influencing }: FlaggedDeal, names: AlertNames): string => {
  const all = [...new Set([...sourcing, ...influencing])].map((id) => names.partner(id));
  return all.length === 0 ? 'no partner has a part by the rules' : all.join(', ');
};
