/** What a deal and time make of a registration; whether its state allows it was asked before. */
import { displayMoment, protectionEndsAt } from './registration-deadlines.js';
import {
  moved,
  refused,
  type MoveContext,
  type MoveVerdict,
  type RegisteredDeal,
  type RegistrationMove,
} from './registration-move.js';
import type { RegistrationEvidence, RegistrationRecord } from './registration-record.js';

/** Makes it one with a deal, which it follows from then on. */
export function convert(
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

/** Ends it once its protection is over. */
export function expire(record: RegistrationRecord, context: MoveContext): MoveVerdict {
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

/** Makes it what its deal is. */
export function follow(
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
