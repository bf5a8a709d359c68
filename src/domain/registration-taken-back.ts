/** A decision on a registration is taken back: its state is once more what it was before, and its history says so. */
import type { MoveContext, MoveVerdict } from './registration-moves.js';
import {
  REGISTRATION_DEEDS,
  type RegistrationDecision,
  type RegistrationDeed,
  type RegistrationRecord,
} from './registration-record.js';

/** What can be taken back: what a person decided. What a sync does, it would do again. */
const TAKEN_BACK: ReadonlySet<RegistrationDeed> = new Set([
  'approved',
  'rejected',
  'extended',
  'disputed',
  'upheld',
]);

const NEXT_OF: Partial<Readonly<Record<RegistrationDeed, string>>> = {
  submitted: 'Approve or reject it.',
  taken_back: 'Decide anew; partnership undo takes back the run that took the decision back.',
  converted: 'It follows its deal. Dispute it, and reject it where the conversion was wrong.',
};

/** Why the last decision cannot be taken back; null where it can. */
export function whyNotTakenBack({ name, decisions }: RegistrationRecord): MoveVerdict | null {
  const last = decisions.at(-1);
  if (last === undefined) {
    return {
      kind: 'refused',
      message: `Nothing was decided on ${name} here.`,
      next: 'It follows the system that it came from.',
    };
  }
  if (TAKEN_BACK.has(last.deed)) return null;
  return {
    kind: 'refused',
    message: `The last that was done to ${name} is “${REGISTRATION_DEEDS[last.deed]}”: that is no decision that could be taken back.`,
    next:
      NEXT_OF[last.deed] ?? 'A sync did it, and would do it again: change its deal or its days in HubSpot.',
  };
}

/**
 * Takes the last decision back.
 * @param before what was kept before it; of it the state alone counts. Null: nobody knows it any more.
 */
export function takeBackDecision(
  record: RegistrationRecord,
  before: RegistrationRecord | null,
  reason: string,
  { now, by, policyVersion }: MoveContext,
): MoveVerdict {
  const refused = whyNotTakenBack(record);
  if (refused !== null) return refused;
  if (reason.trim() === '') {
    return {
      kind: 'refused',
      message: `The decision on ${record.name} cannot be taken back without a reason.`,
      next: 'Say why: --reason.',
    };
  }
  if (before === null) {
    return {
      kind: 'refused',
      message: `HubSpot does not keep any more what ${record.name} was before its last decision.`,
      next: 'Dispute it and decide anew.',
    };
  }
  const decision: RegistrationDecision = {
    ...{ deed: 'taken_back', at: now, by, reason, policyVersion, against: [], evidence: [] },
  };
  const { status, decidedAt, decidedBy, protectedUntil, extended, disputedAt } = before;
  return {
    kind: 'moved',
    decision,
    record: {
      ...record,
      ...{ status, decidedAt, decidedBy, reason: before.reason, protectedUntil, extended, disputedAt },
      decisions: [...record.decisions, decision],
    },
  };
}
