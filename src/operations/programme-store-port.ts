/** What the store keeps of the partner programme besides deals and companies. */
import type { Instant } from '../domain/calendar.js';
import type { DealId, PartnerId, PortalId } from '../domain/ids.js';
import type { ActivityType, PropertyValues, RawRecord } from './record-port.js';

/** What is read for the programme; `people`: contacts of partner companies, `tasks`: those that joint plans name. */
export type ProgrammeSource =
  'tickets' | 'surveys' | 'events' | 'registrations' | 'people' | 'tasks' | 'owners' | ArchivedSource;

/** Ids of what is archived of a source that is read as it changes. */
export type ArchivedSource = 'archived_tickets' | 'archived_surveys';

/** A record as it was read, with the ids of its associated records by type. */
export interface ProgrammeRecord {
  readonly id: string;
  /** Those that were empty are left out. */
  readonly properties: PropertyValues;
  readonly links: Readonly<Record<string, readonly string[]>>;
}

/** Where the reading of a source stands. */
export interface ProgrammeSourceState {
  /** The portal does not have it, or does not let us read it. */
  readonly missing: boolean;
  /** The properties that it was asked for: with others, it is read anew. */
  readonly asked: string;
  /** A list of everything that is under way: what was seen before its start is gone at its end. */
  readonly listing: { readonly startedAt: Instant; readonly after: string | null } | null;
  /** Up to when changes were asked for; null: all of it is read each time. */
  readonly watermark: Instant | null;
  /** Properties of ours that the portal does not have. */
  readonly lacks?: readonly string[];
  /** Ids that were asked for and are not there: only a reading of everything asks for them again. */
  readonly gone?: readonly string[];
}

/** Of a deal, what its result does not say. */
export interface DealBasics {
  readonly createdAt: Instant;
  /** Company id; null where the deal's customer is not known. */
  readonly customerId: string | null;
}

/** A contact who speaks for a partner. */
export interface PartnerContact {
  readonly partnerId: PartnerId;
  readonly contactId: string;
  readonly isExecutive: boolean;
}

/** A meeting that names a partner or one of its people. */
export interface PartnerMeetingRecord {
  readonly partnerId: PartnerId;
  readonly record: RawRecord;
  readonly withExecutive: boolean;
}

/** Which activities, by HubSpot's text of their time. */
export interface ActivityTime {
  readonly property: string;
  readonly from: Instant | null;
  readonly to: Instant | null;
}

export interface ProgrammeUnit {
  /** Adds and replaces; one that is as it was gets no more than another time of being seen. */
  saveProgrammeRecords(
    source: ProgrammeSource,
    records: readonly ProgrammeRecord[],
    seenAt: Instant,
  ): Promise<void>;
  dropProgrammeRecords(source: ProgrammeSource, ids: readonly string[]): Promise<void>;
  /** Drops what was last seen before an instant. */
  dropUnseenProgramme(source: ProgrammeSource, seenBefore: Instant): Promise<void>;
  saveProgrammeSource(source: ProgrammeSource, state: ProgrammeSourceState): Promise<void>;
  /** Replaces what is kept of deals; one that is not among `basics` has no result. */
  saveBasics(dealIds: readonly string[], basics: ReadonlyMap<DealId, DealBasics>): Promise<void>;
}

/** Every method is scoped by the portal id. */
export interface ProgrammeStore {
  programmeSources(portalId: PortalId): Promise<ReadonlyMap<ProgrammeSource, ProgrammeSourceState>>;
  /** In the order of ids, after one. */
  programmeRecords(
    portalId: PortalId,
    source: ProgrammeSource,
    after: string | null,
    limit: number,
  ): Promise<readonly ProgrammeRecord[]>;
  /** Meetings with partners: on the partner's company, or with one of its people. */
  partnerMeetings(
    portalId: PortalId,
    partnerIds: readonly PartnerId[],
    people: readonly PartnerContact[],
    time: ActivityTime,
  ): Promise<readonly PartnerMeetingRecord[]>;
  /** The text of the time of each partner's newest activity of a type; partners without any are left out. */
  newestActivity(
    portalId: PortalId,
    type: ActivityType,
    partnerIds: readonly PartnerId[],
    people: readonly PartnerContact[],
    time: ActivityTime,
  ): Promise<ReadonlyMap<PartnerId, string>>;
  /** Companies that are there and hold a value of a property. */
  companiesWith(portalId: PortalId, property: string): Promise<ReadonlyMap<string, string>>;
}
