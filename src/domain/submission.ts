/** Deal registrations as a file of a partner or of a partner system submits them. */
import type { Instant } from './calendar.js';
import type { RegistrationRecord } from './registration-record.js';

/** One row; what it does not say is null. */
export interface Submission {
  /** Of the file; the header is 1. */
  readonly line: number;
  /** The partner's record id, domain or name. */
  readonly partner: string;
  readonly prospectName: string | null;
  /** Normalized: no scheme, no www. */
  readonly prospectDomain: string | null;
  readonly amount: RegistrationRecord['amount'];
  /** A day, as its midnight in UTC. */
  readonly closesOn: Instant | null;
  readonly products: readonly string[];
  /** ISO 3166-1 alpha-2, upper case. */
  readonly country: string | null;
  /** When the registration was received; null: when the file is submitted. */
  readonly submittedAt: Instant | null;
  /** Its id where it comes from; a file is submitted once by it. */
  readonly externalId: string | null;
}

/** Order of receipt: the earlier first; of one instant, the line that stands higher in the file. */
export const byReceivedLine = (
  a: { readonly line: number; readonly record: Pick<RegistrationRecord, 'submittedAt'> },
  b: { readonly line: number; readonly record: Pick<RegistrationRecord, 'submittedAt'> },
): number => a.record.submittedAt - b.record.submittedAt || a.line - b.line;
