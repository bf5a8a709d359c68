/** What may be done to a registration in which state, and what it is then (programme.md). Nothing here asks for rules of engagement. */
import { assertNever } from './assert-never.js';
import { convert, expire, follow } from './registration-course.js';
import { refused, type MoveContext, type MoveVerdict, type RegistrationMove } from './registration-move.js';
import { REGISTRATION_STATUSES, type RegistrationStatus } from './registration.js';
import type { RegistrationRecord } from './registration-record.js';
import { approve, dispute, extend, reject } from './registration-rulings.js';

export type { MoveContext, MoveVerdict, RegisteredDeal, RegistrationMove } from './registration-move.js';

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
