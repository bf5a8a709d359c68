/** What every change of a partner's programme is worked out from, and what comes of it. */
import type { Instant } from './calendar.js';
import type { CertificationLine } from './certification-lines.js';
import type { Measurement } from './checklist.js';
import type { NamedRecords } from './joint-plan.js';
import type { PartnerProfile, PartnerStage, PartnerTier } from './partner.js';
import type { PartnerProgramme } from './partner-programme.js';
import type { Policy } from './policy.js';
import type { ProgrammePerson } from './programme-facts.js';
import type { TaskWrite } from './task-write.js';

export interface ChangeContext {
  readonly settings: Policy['programme'];
  readonly profile: PartnerProfile;
  /** The partner's name, as it stands in a sentence. */
  readonly name: string;
  readonly now: Instant;
  /** IANA name of the portal's; a date of an agreement is a day at 00:00Z, and is written as it stands. */
  readonly timeZone: string;
  readonly homeCurrency: string;
  readonly by: string | null;
  readonly newId: () => string;
  /** Items of checklists that the portal itself tells about, by item id. */
  readonly measured: ReadonlyMap<string, Measurement>;
  /** Contacts of the partner. */
  readonly people: readonly ProgrammePerson[];
  /** What their property of certifications holds, by contact id; lines that cannot be read are kept. */
  readonly certificationLines: ReadonlyMap<string, readonly CertificationLine[]>;
  /** What the CRM tells of owners, tasks, campaigns and events; absent where no change of a plan is asked for. */
  readonly named?: NamedRecords;
}

/** What a change writes besides the programme: the partner's own fields. What is absent stays; null empties. */
export interface ProgrammeFields {
  readonly stage?: PartnerStage;
  readonly tier?: PartnerTier | null;
  readonly signedAt?: Instant | null;
  readonly startsAt?: Instant | null;
  readonly endsAt?: Instant | null;
}

/** What a change writes on a contact of the partner. */
export interface PersonChange {
  readonly contactId: string;
  readonly certifications?: readonly CertificationLine[];
  readonly isExecutive?: boolean;
}

export type ProgrammeVerdict =
  | {
      readonly kind: 'changed';
      readonly programme: PartnerProgramme;
      readonly fields?: ProgrammeFields;
      readonly people?: readonly PersonChange[];
      /** Tasks of initiatives; one that is made stands in the programme under `newTask(key)`. */
      readonly tasks?: readonly TaskWrite[];
      /** "Move Contoso to Activation & growth" */
      readonly title: string;
      /** What changes and what stood there before, one sentence an item, never empty; the first is what the log keeps. */
      readonly sentences: readonly string[];
      /** Whether somebody should see it before it is saved: more than the one item that was pressed moves. */
      readonly needsConfirmation: boolean;
    }
  | { readonly kind: 'refused'; readonly message: string; readonly next: string };

export const refusedChange = (message: string, next: string): ProgrammeVerdict => ({
  kind: 'refused',
  message,
  next,
});
