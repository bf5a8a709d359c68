/** What the numbers of a partner programme are worked out from: values that were read, and nothing worked out yet. */
import type { Instant } from './calendar.js';
import type { Bucket, DealClass } from './deal-class.js';
import type { DealStatus } from './deal.js';
import type { DealId, PartnerId } from './ids.js';
import type { KpiSource } from './kpi.js';
import type { PartnerProfile } from './partner.js';
import type { PartnerProgramme } from './partner-programme.js';
import type { RegistrationStatus } from './registration.js';

/** Everything but deals, of which there may be a million: those come in pages. */
export interface ProgrammeFacts {
  readonly homeCurrency: string;
  readonly timeZone: string;
  readonly asOf: Instant;
  readonly policyVersion: string;
  /** Meetings that were held, and tickets that were closed, before it are not among the facts; absent: all are. */
  readonly readSince?: Instant;
  readonly partners: readonly ProgrammePartner[];
  readonly registrations: readonly ProgrammeRegistration[];
  readonly meetings: readonly PartnerMeeting[];
  readonly tickets: readonly ProgrammeTicket[];
  readonly surveys: readonly Survey[];
  readonly events: readonly PartnerEvent[];
  /** Those that joint plans name as initiatives; absent where tasks were not read. */
  readonly tasks?: readonly ProgrammeTask[];
  /** Names of owners by id, for what people read; absent where they were not read. */
  readonly owners?: ReadonlyMap<string, string>;
  /** By customer company id: partners whose integration is active there. */
  readonly integrations: ReadonlyMap<string, readonly PartnerId[]>;
  /** What the portal does not have, or does not let us read. */
  readonly missing: readonly KpiSource[];
}

export interface ProgrammePartner {
  readonly profile: PartnerProfile;
  readonly programme: PartnerProgramme;
  readonly people: readonly ProgrammePerson[];
  /** Meetings, calls and e-mails with the partner: the last one up to now; null where there is none. */
  readonly lastActivityAt: Instant | null;
}

/** A contact of a partner. */
export interface ProgrammePerson {
  readonly contactId: string;
  readonly name: string | null;
  /** Job title; absent or null where the contact has none. */
  readonly title?: string | null;
  readonly isExecutive: boolean;
  readonly certifications: readonly Certification[];
}

export interface Certification {
  readonly name: string;
  readonly since: Instant;
  /** Null: it does not expire. */
  readonly until: Instant | null;
}

/** A deal with its result under the policy; home currency, minor units. */
export interface ProgrammeDeal {
  readonly id: DealId;
  readonly customerId: string | null;
  readonly createdAt: Instant;
  readonly closedAt: Instant | null;
  readonly status: DealStatus;
  readonly bucket: Bucket;
  readonly class: DealClass;
  /** Null: it has no amount in the home currency, and is in no total. */
  readonly homeAmountMinor: number | null;
  readonly sourcing: readonly PartnerId[];
  readonly influencing: readonly PartnerId[];
  /** Source credit and credit under the policy's model, by partner. */
  readonly source: ReadonlyMap<PartnerId, number>;
  readonly model: ReadonlyMap<PartnerId, number>;
}

export interface ProgrammeRegistration {
  readonly id: string;
  readonly partnerId: PartnerId;
  readonly submittedAt: Instant;
  readonly decidedAt: Instant | null;
  /** As far as it is one of ours. */
  readonly status: RegistrationStatus | null;
  readonly dealId: DealId | null;
  /** Absent or null where the portal does not say. */
  readonly prospectName?: string | null;
  /** The last instant of its protection; absent or null: that of its decision and the policy. */
  readonly protectedUntil?: Instant | null;
  readonly extended?: boolean;
  /** Since when its decision is disputed; absent or null: it is not. */
  readonly disputedAt?: Instant | null;
}

/** A meeting with a partner, of the last two years or to come. One that is still to come is here only if it was not cancelled. */
export interface PartnerMeeting {
  readonly id: string;
  readonly partnerId: PartnerId;
  readonly at: Instant;
  /** Not cancelled, and past. */
  readonly held: boolean;
  readonly withExecutive: boolean;
}

export interface ProgrammeTicket {
  readonly id: string;
  /** Null of a ticket that no company has. */
  readonly companyId: string | null;
  readonly title: string | null;
  readonly openedAt: Instant;
  readonly closedAt: Instant | null;
  /** As the portal names it; absent or null where it has none. */
  readonly category?: string | null;
  /** In the category that the policy names as escalations, on a partner company. */
  readonly escalationOf: PartnerId | null;
  readonly ownerId: string | null;
}

/** A task as it stands in the CRM. */
export interface ProgrammeTask {
  readonly id: string;
  readonly title: string | null;
  readonly isDone: boolean;
  /** Null: it has no due date. */
  readonly dueAt: Instant | null;
  readonly ownerId: string | null;
}

/** An answer, or the lack of one, to a survey of a partner's people. */
export interface Survey {
  readonly id: string;
  readonly partnerId: PartnerId;
  readonly kind: 'nps' | 'csat';
  readonly sentAt: Instant;
  /** NPS 0 to 10, CSAT 1 to 5; null: nobody answered. */
  readonly score: number | null;
}

export interface PartnerEvent {
  readonly id: string;
  readonly name: string | null;
  readonly at: Instant;
  readonly kind: 'event' | 'campaign';
  readonly partnerIds: readonly PartnerId[];
}
