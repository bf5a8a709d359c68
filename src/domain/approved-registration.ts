/** Whether and when a registration was approved: one rule for tiers, numbers and checklists (programme.md; ADR 36). */
import type { Instant } from './calendar.js';
import type { RegistrationStatus } from './registration.js';

/** What decides it. */
export interface Approvable {
  /** Null: none of ours. */
  readonly status: RegistrationStatus | null;
  readonly submittedAt: Instant;
  /** Of the approval or rejection that stands; null where that is not known. */
  readonly decidedAt: Instant | null;
}

/**
 * Whether a registration was ever approved, whatever became of it and whether or not it has a deal. One that expired without
 * an answer was not, nor was one whose approval was taken back by a rejection.
 */
export function wasApproved({ status, decidedAt }: Omit<Approvable, 'submittedAt'>): boolean {
  if (status === 'expired') return decidedAt !== null;
  return status !== null && status !== 'submitted' && status !== 'rejected';
}

/**
 * When it was approved: by its decision, else by its submission; null where it never was. Example: submitted on 28 June,
 * approved on 2 July, won since → 2 July; the same without the time of its decision → 28 June.
 */
export const approvedAt = (registration: Approvable): Instant | null =>
  wasApproved(registration) ? (registration.decidedAt ?? registration.submittedAt) : null;
