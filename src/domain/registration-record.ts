/**
 * A deal registration as a portal keeps it: whom a partner registered, what it expects of it, and every decision about it.
 * Decisions only grow: what is decided anew is written below what was decided before (programme.md).
 */
import type { Instant } from './calendar.js';
import type { DealId, PartnerId } from './ids.js';
import type { Company } from './partner.js';
import type { RegistrationStatus } from './registration.js';

/** The company that a partner has registered. */
export interface Prospect extends Company {
  readonly name: string | null;
}

/** A record that a decision rests on, by the name that it had. */
export interface RegistrationEvidence {
  readonly type: 'deals' | 'companies' | 'registrations';
  readonly id: string;
  readonly name: string;
}

/** What was done to a registration, in the words of its history. */
export const REGISTRATION_DEEDS = {
  submitted: 'Submitted',
  approved: 'Approved',
  rejected: 'Rejected',
  extended: 'Extended',
  disputed: 'Disputed',
  upheld: 'Upheld',
  converted: 'Converted to a deal',
  won: 'Deal won',
  lost: 'Deal lost',
  reopened: 'Deal open again',
  expired: 'Expired',
  taken_back: 'Last decision taken back',
} as const;
export type RegistrationDeed = keyof typeof REGISTRATION_DEEDS;

export interface RegistrationDecision {
  readonly deed: RegistrationDeed;
  readonly at: Instant;
  /** Who; null where nobody was named, and of what a sync does by itself. */
  readonly by: string | null;
  readonly reason: string | null;
  readonly policyVersion: string;
  /** Rules of engagement that it was decided against, or in spite of; empty where all were kept. */
  readonly against: readonly string[];
  readonly evidence: readonly RegistrationEvidence[];
}

export interface RegistrationRecord {
  /** Record id in the CRM; null before it is made. */
  readonly id: string | null;
  /** Where it came from and its id there; null of one that was made on a card or by hand. */
  readonly externalId: string | null;
  readonly name: string;
  readonly partnerId: PartnerId;
  readonly prospect: Prospect;
  /** Minor units; null where nothing is expected yet. */
  readonly amount: { readonly minor: number; readonly currency: string } | null;
  /** A day, as its midnight in UTC. */
  readonly closesOn: Instant | null;
  readonly products: readonly string[];
  /** ISO 3166-1 alpha-2, upper case; null where it is not said. */
  readonly country: string | null;
  readonly submittedAt: Instant;
  readonly submittedBy: string | null;
  /** When the CRM got it; null before it is made, and where that is not told. */
  readonly recordedAt: Instant | null;
  /** Null where the portal holds a word that is none of ours. */
  readonly status: RegistrationStatus | null;
  /** Of the approval or rejection that stands. */
  readonly decidedAt: Instant | null;
  readonly decidedBy: string | null;
  readonly reason: string | null;
  /** The last instant of the protection; null where it was never approved here. */
  readonly protectedUntil: Instant | null;
  readonly extended: boolean;
  /** Since when its decision is disputed; null: it is not. */
  readonly disputedAt: Instant | null;
  /** The oldest first. */
  readonly decisions: readonly RegistrationDecision[];
  readonly dealIds: readonly DealId[];
}

/** The beginning of the external id of what `partnership registrations submit` makes. */
export const OWN_SOURCE = 'partnership';

/**
 * Whether syncs keep a registration's state: those of another system follow that system, until somebody decides on them
 * here.
 */
export const isKeptHere = (record: RegistrationRecord): boolean =>
  isMadeHere(record) || record.decisions.length > 0;

/** Whether it was submitted here, and is no import of what another system has. */
export const isMadeHere = ({ externalId }: Pick<RegistrationRecord, 'externalId'>): boolean =>
  externalId === null || externalId.startsWith(`${OWN_SOURCE}:`);
