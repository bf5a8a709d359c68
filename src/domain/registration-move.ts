/** A move of a registration: what may be asked for, within what it is judged, and what comes of it. */
import type { Instant } from './calendar.js';
import type { DealId } from './ids.js';
import type { RegistrationSettings } from './programme-settings.js';
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

/** A move that is not allowed, and what to do instead. */
export const refused = (message: string, next: string): MoveVerdict => ({ kind: 'refused', message, next });

type Made = Partial<Pick<RegistrationDecision, 'reason' | 'against' | 'evidence'>>;

/** A move that is made: its decision is written below all that were before. */
export function moved(
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
