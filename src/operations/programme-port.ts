/** What the partner programme needs of the CRM besides deals and companies: its own tickets, tasks, notes, surveys and events. */
import type { Instant } from '../domain/calendar.js';
import type {
  PropertyValues,
  PropertyVersions,
  RawRecord,
  RecordUpdate,
  WriteOutcome,
} from './record-port.js';
import type { MadeRecord } from './import-port.js';
import type { RegistrationFormat } from './registration-port.js';
import type { ChangeWindow } from './record-port.js';

/** HubSpot's own types, and our registrations. */
export type ProgrammeType =
  | 'tickets'
  | 'tasks'
  | 'notes'
  | 'feedback_submissions'
  | 'marketing_events'
  | 'meetings'
  | 'contacts'
  | 'companies'
  | 'deals'
  | 'registrations';

export interface ProgrammeLink {
  readonly to: ProgrammeType;
  readonly id: string;
}

/** A record that is to be made with its associations, under a key that names it in the answer. */
export interface NewProgrammeRecord {
  readonly key: string;
  readonly properties: PropertyValues;
  readonly links: readonly ProgrammeLink[];
}

export interface FoundPage {
  readonly records: readonly RawRecord[];
  /** Continues it; null at its end. */
  readonly next: string | null;
}

export interface ProgrammeCrm {
  readonly registrations: RegistrationFormat;
  /** The property of a partner to which every change of its programme adds its own entry. */
  readonly programmeLog: string;
  /**
   * One page of a list by ascending id; of archived records, in any order, where they are asked for.
   * @returns null where the portal does not have the type, or does not let us read it.
   */
  listPage(
    type: ProgrammeType,
    properties: readonly string[],
    after: string | null,
    archived?: boolean,
  ): Promise<FoundPage | null>;
  /**
   * One page of a search for what changed of a type, by ascending id from beyond `after`; it may lag behind.
   * @returns null as `listPage`.
   */
  changedPage(
    type: ProgrammeType,
    properties: readonly string[],
    window: ChangeWindow,
    after: string | null,
  ): Promise<FoundPage | null>;
  /** Those that are not there are left out. */
  byId(
    type: ProgrammeType,
    properties: readonly string[],
    ids: readonly string[],
  ): Promise<readonly RawRecord[]>;
  /**
   * What properties of records were, as far back as the CRM keeps it, by record; as it is now, unlike a search. Records
   * that are not there are left out.
   */
  versions(
    type: ProgrammeType,
    properties: readonly string[],
    ids: readonly string[],
  ): Promise<ReadonlyMap<string, PropertyVersions>>;
  /** What was made from an instant on, the newest 1,000 of it; the newest of all may not be found yet. */
  madeSince(
    type: 'tasks' | 'notes',
    properties: readonly string[],
    since: Instant,
  ): Promise<readonly RawRecord[]>;
  /** Ids of associated records, by record; those without any are left out. */
  linked(
    from: ProgrammeType,
    to: ProgrammeType,
    ids: readonly string[],
  ): Promise<ReadonlyMap<string, readonly string[]>>;
  /** Makes records and associates them; what cannot be associated is made all the same, and said in `unlinked`. */
  create(
    type: ProgrammeType,
    records: readonly NewProgrammeRecord[],
  ): Promise<{ readonly made: readonly MadeRecord[]; readonly unlinked: readonly string[] }>;
  update(type: ProgrammeType, updates: readonly RecordUpdate[]): Promise<readonly WriteOutcome[]>;
  /** Associates records that are there. @throws AppError `crm_refused`. */
  link(from: ProgrammeType, fromId: string, links: readonly ProgrammeLink[]): Promise<void>;
}
