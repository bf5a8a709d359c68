/** What people decide on a registration, and what it is then; whether its state allows it was asked before. */
import { displayDay, instant } from './calendar.js';
import { daysToMs } from './decimal.js';
import { displayMoment, protectionEndsAt } from './registration-deadlines.js';
import {
  moved,
  refused,
  type MoveContext,
  type MoveVerdict,
  type RegistrationMove,
} from './registration-move.js';
import type { RegistrationRecord } from './registration-record.js';

/** Approves it, or upholds an approval that is disputed. */
export function approve(
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

/** Rejects it, with a reason, or upholds a rejection that is disputed. */
export function reject(
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

/** Prolongs its protection, once. */
export function extend(
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

/** Disputes what was decided, with a reason; the decision stands until it is taken anew. */
export function dispute(
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
