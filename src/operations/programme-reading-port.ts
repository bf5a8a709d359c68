/** How what the partner programme reads besides deals and companies is asked for, and what it says. */
import type { Instant } from '../domain/calendar.js';
import type {
  PartnerEvent,
  ProgrammePerson,
  ProgrammeTask,
  ProgrammeTicket,
  Survey,
} from '../domain/programme-facts.js';
import type { ProgrammeType } from './programme-port.js';
import type { ProgrammeRecord } from './programme-store-port.js';

/** Sources that are lists of their own in the CRM, with the types whose associations tell whose they are. */
export interface ListedSource {
  readonly type: ProgrammeType;
  readonly properties: readonly string[];
  readonly links: readonly ProgrammeType[];
}

/** A value that cannot be read leaves a record without what it was to say; one without a day is none (null). */
export interface ProgrammeReading {
  readonly listed: Readonly<Record<'tickets' | 'surveys' | 'events', ListedSource>>;
  readonly people: readonly string[];
  /** Of these, the ones that are ours. */
  readonly ownOnPeople: { readonly certifications: string; readonly executive: string };
  readonly tasks: readonly string[];
  /** The property of a customer that names the partners whose integration it uses. */
  readonly integrations: string;
  /** The property of meetings, calls and e-mails that dates them. */
  readonly activityTime: string;
  ticket(record: ProgrammeRecord): Omit<ProgrammeTicket, 'escalationOf' | 'companyId'> | null;
  survey(record: ProgrammeRecord): Omit<Survey, 'partnerId'> | null;
  event(record: ProgrammeRecord): Omit<PartnerEvent, 'partnerIds'> | null;
  person(record: ProgrammeRecord): ProgrammePerson;
  task(record: ProgrammeRecord): ProgrammeTask;
  /** A time as an activity has it; null where it is none. */
  readonly time: (text: string) => Instant | null;
}
