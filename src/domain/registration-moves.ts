/** What may be done to a registration in which state, and what it is then (programme.md). Nothing here asks for rules of engagement. */
import { assertNever } from './assert-never.js';
import { displayDay, instant, type Instant } from './calendar.js';
import { daysToMs } from './decimal.js';
import type { DealId } from './ids.js';
import type { RegistrationSettings } from './programme-settings.js';
import { REGISTRATION_STATUSES, type RegistrationStatus } from './registration.js';
import { displayMoment, protectionEndsAt } from './registration-deadlines.js';
import type {
  RegistrationDecision,
  RegistrationDeed,
  RegistrationEvidence,
  RegistrationRecord,
} from './registration-record.js';

/** A deal as a registration needs it. */
export interface RegisteredDeal {
  readonly id: DealId;
  readonly name: string;
  readonly createdAt: Instant;
  readonly status: 'open' | 'won' | 'lost';
}

export type RegistrationMove =
  | {
      readonly kind: 'approve';
      readonly reason: string | null;
      /** Rules that it is approved in spite of. */
      readonly against: readonly string[];
      readonly evidence: readonly RegistrationEvidence[];
    }
  | {
      readonly kind: 'reject';
      readonly reason: string;
      readonly against: readonly string[];
      readonly evidence: readonly RegistrationEvidence[];
    }
  | { readonly kind: 'extend'; readonly reason: string | null }
  | { readonly kind: 'dispute'; readonly reason: string }
  | { readonly kind: 'convert'; readonly deal: RegisteredDeal; readonly reason: string | null }
  | { readonly kind: 'expire' }
  /** What became of its deal. */
  | { readonly kind: 'follow'; readonly deal: RegisteredDeal };

export interface MoveContext {
  readonly settings: RegistrationSettings;
  readonly timeZone: string;
  readonly policyVersion: string;
  readonly now: Instant;
  /** Null of what a sync does. */
  readonly by: string | null;
}

export type MoveVerdict =
  | { readonly kind: 'moved'; readonly record: RegistrationRecord; readonly decision: RegistrationDecision }
  | { readonly kind: 'refused'; readonly message: string; readonly next: string };

type Kind = RegistrationMove['kind'];

/** What each state allows; `disputed` counts where a decision is disputed, whatever it was. */
export const ALLOWED_MOVES: Readonly<Record<RegistrationStatus | 'disputed', readonly Kind[]>> = {
  submitted: ['approve', 'reject'],
  approved: ['extend', 'convert', 'expire', 'dispute'],
  rejected: ['dispute'],
  converted: ['follow', 'dispute'],
  won: ['follow', 'dispute'],
  lost: ['follow', 'dispute'],
  // A deal that was created in time may be found late.
  expired: ['convert'],
  disputed: ['approve', 'reject', 'follow', 'expire'],
};

const refused = (message: string, next: string): MoveVerdict => ({ kind: 'refused', message, next });

/** Moves a registration on, or says why it cannot be; a repeat of what stands already is refused like any other move. */
export function moveRegistration(
  record: RegistrationRecord,
  move: RegistrationMove,
  context: MoveContext,
): MoveVerdict {
  const { status, disputedAt, name } = record;
  if (status === null) {
    return refused(
      `${name} is in a state that Partnership Manager does not know.`,
      'Set its status in HubSpot to one of the options, then try again.',
    );
  }
  const allowed = ALLOWED_MOVES[disputedAt === null ? status : 'disputed'];
  if (!allowed.includes(move.kind)) return notAllowed(record, status, move.kind);
  switch (move.kind) {
    case 'approve':
      return approve(record, move, context);
    case 'reject':
      return reject(record, move, context);
    case 'extend':
      return extend(record, move, context);
    case 'dispute':
      return dispute(record, move, context);
    case 'convert':
      return convert(record, move, context);
    case 'expire':
      return expire(record, context);
    case 'follow':
      return follow(record, move, context);
    default:
      return assertNever(move);
  }
}

const VERBS: Readonly<Record<Kind, string>> = {
  approve: 'approved',
  reject: 'rejected',
  extend: 'extended',
  dispute: 'disputed',
  convert: 'converted to a deal',
  expire: 'expired',
  follow: 'settled by its deal',
};

const NEXT_OF: Readonly<Record<RegistrationStatus | 'disputed', string>> = {
  submitted: 'Approve or reject it first.',
  approved: 'Dispute it where the decision is to be looked at again, extend it, or link its deal.',
  rejected: 'Dispute it where the decision is to be looked at again, or register the prospect anew.',
  converted: 'It follows its deal; dispute it where the decision is to be looked at again.',
  won: 'Its deal is won; dispute it where the decision is to be looked at again.',
  lost: 'Its deal is lost; register the prospect anew, or dispute it.',
  expired: 'Register the prospect anew, or link a deal that was created while it was protected.',
  disputed: 'Approve or reject it: that settles the dispute.',
};

function notAllowed(
  { name, disputedAt }: RegistrationRecord,
  status: RegistrationStatus,
  kind: Kind,
): MoveVerdict {
  const state = REGISTRATION_STATUSES[status].toLowerCase();
  const also = disputedAt === null ? '' : ' and disputed';
  return refused(
    `${name} is ${state}${also}: it cannot be ${VERBS[kind]}.`,
    NEXT_OF[disputedAt === null ? status : 'disputed'],
  );
}

type Made = Partial<Pick<RegistrationDecision, 'reason' | 'against' | 'evidence'>>;

function moved(
  before: RegistrationRecord,
  changes: Partial<RegistrationRecord>,
  deed: RegistrationDeed,
  made: Made,
  { now, by, policyVersion }: MoveContext,
): MoveVerdict {
  const decision: RegistrationDecision = {
    ...{ deed, at: now, by, reason: null, policyVersion, against: [], evidence: [] },
    ...made,
  };
  const record = { ...before, ...changes, decisions: [...before.decisions, decision] };
  return { kind: 'moved', record, decision };
}

function approve(
  record: RegistrationRecord,
  { reason, against, evidence }: Extract<RegistrationMove, { kind: 'approve' }>,
  context: MoveContext,
): MoveVerdict {
  const made = { reason, against, evidence };
  // What was disputed and stands keeps its day and its protection.
  if (record.disputedAt !== null && record.status !== 'rejected') {
    return moved(record, { disputedAt: null }, 'upheld', made, context);
  }
  const protectedUntil = instant(context.now + daysToMs(context.settings.protectionDays));
  const decided = { decidedAt: context.now, decidedBy: context.by, reason };
  return moved(
    record,
    { ...decided, status: 'approved', disputedAt: null, protectedUntil, extended: false },
    'approved',
    made,
    context,
  );
}

function reject(
  record: RegistrationRecord,
  { reason, against, evidence }: Extract<RegistrationMove, { kind: 'reject' }>,
  context: MoveContext,
): MoveVerdict {
  if (reason.trim() === '') {
    return refused(`${record.name} cannot be rejected without a reason.`, 'Say why; the partner will ask.');
  }
  const made = { reason, against, evidence };
  if (record.status === 'rejected') return moved(record, { disputedAt: null }, 'upheld', made, context);
  const decided = { decidedAt: context.now, decidedBy: context.by, reason };
  return moved(
    record,
    { ...decided, status: 'rejected', disputedAt: null, protectedUntil: null },
    'rejected',
    made,
    context,
  );
}

function extend(
  record: RegistrationRecord,
  { reason }: Extract<RegistrationMove, { kind: 'extend' }>,
  context: MoveContext,
): MoveVerdict {
  const { settings, now, timeZone } = context;
  const ends = protectionEndsAt(record, settings);
  if (settings.extensionDays === 0) {
    return refused(
      `The policy grants no extension: programme.registrations.extensionDays is 0.`,
      'Link its deal before the protection ends, or change the policy.',
    );
  }
  if (record.extended) {
    return refused(
      `${record.name} was extended once already, until ${displayDay(ends, timeZone)}.`,
      'There is one extension: link its deal, or register the prospect anew when it has expired.',
    );
  }
  if (now > ends) {
    return refused(
      `The protection of ${record.name} ended on ${displayMoment(ends, timeZone)}; it cannot be extended afterwards.`,
      'Register the prospect anew.',
    );
  }
  const protectedUntil = instant(ends + daysToMs(settings.extensionDays));
  return moved(record, { protectedUntil, extended: true }, 'extended', { reason }, context);
}

function dispute(
  record: RegistrationRecord,
  { reason }: Extract<RegistrationMove, { kind: 'dispute' }>,
  context: MoveContext,
): MoveVerdict {
  if (reason.trim() === '') {
    return refused(
      `${record.name} cannot be disputed without a reason.`,
      'Say what is wrong with the decision.',
    );
  }
  return moved(record, { disputedAt: context.now }, 'disputed', { reason }, context);
}

function convert(
  record: RegistrationRecord,
  { deal, reason }: Extract<RegistrationMove, { kind: 'convert' }>,
  context: MoveContext,
): MoveVerdict {
  const ends = protectionEndsAt(record, context.settings);
  const isOver = record.status === 'expired' || context.now > ends;
  if (isOver && deal.createdAt > ends) {
    return refused(
      `The protection of ${record.name} ended on ${displayMoment(ends, context.timeZone)}, and ${deal.name} was created on ${displayMoment(deal.createdAt, context.timeZone)}.`,
      'Only a deal that was created before that can be linked; register the prospect anew.',
    );
  }
  const dealIds = [...new Set([...record.dealIds, deal.id])];
  const evidence = [evidenceOf(deal)];
  return moved(record, { status: 'converted', dealIds }, 'converted', { reason, evidence }, context);
}

const evidenceOf = ({ id, name }: RegisteredDeal): RegistrationEvidence => ({ type: 'deals', id, name });

function expire(record: RegistrationRecord, context: MoveContext): MoveVerdict {
  const ends = protectionEndsAt(record, context.settings);
  if (record.status !== 'approved' || context.now <= ends) {
    return refused(
      `${record.name} is protected until ${displayMoment(ends, context.timeZone)}.`,
      'It expires by itself after that.',
    );
  }
  const reason = `Its protection ended on ${displayMoment(ends, context.timeZone)}.`;
  // Whether it was approved rightly matters to nobody any more.
  return moved(record, { status: 'expired', disputedAt: null }, 'expired', { reason }, context);
}

const FOLLOWED = {
  won: { status: 'won', deed: 'won' },
  lost: { status: 'lost', deed: 'lost' },
  open: { status: 'converted', deed: 'reopened' },
} as const;

function follow(
  record: RegistrationRecord,
  { deal }: Extract<RegistrationMove, { kind: 'follow' }>,
  context: MoveContext,
): MoveVerdict {
  const { status, deed } = FOLLOWED[deal.status];
  const follows = record.status === 'converted' || record.status === 'won' || record.status === 'lost';
  if (!follows || status === record.status) {
    return refused(`${record.name} is as its deal ${deal.name} says already.`, 'Nothing is to be done.');
  }
  return moved(record, { status }, deed, { evidence: [evidenceOf(deal)] }, context);
}
