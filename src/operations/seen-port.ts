/** What was seen of the CRM and when: records, associations, and notes about them. */
import type { Instant } from '../domain/calendar.js';
import type { Between } from '../domain/hygiene.js';
import type { PortalId, RunId } from '../domain/ids.js';
import type { Link, LinkedType, Links, PropertyValues, RawRecord } from './crm-port.js';

/** How a record left the portal: its tombstone stays. */
export type Departure = 'archived' | 'merged' | 'absent';

/** A record as it was last seen, and when. Properties that were empty are left out. */
export interface SeenRecord extends RawRecord {
  readonly type: LinkedType;
  /** When the CRM was asked. */
  readonly seenAt: Instant;
  /** The run that saw it. */
  readonly runId: RunId;
  /** Null while the record is there. */
  readonly gone: Departure | null;
}

/** A record that was just read. */
export interface Sighting {
  readonly record: RawRecord;
  /** Digest of what counts as input: our own published properties and the time of the last change are no part of it. */
  readonly inputHash: string;
  /** Digest of our own published properties. */
  readonly publishedHash: string;
  /** A company that is marked as a partner. */
  readonly isPartner: boolean;
  /** A company that holds values which we published, whether it is a partner still or not. */
  readonly isPublished: boolean;
}

/** What a sighting changed of what was known. */
export interface SeenChange {
  readonly id: string;
  /** `new`: never seen, or it was gone; `input`: what counts changed; `published`: only what we publish on it did. */
  readonly kind: 'new' | 'input' | 'published';
  /** As it was seen before; null where it never was. */
  readonly before: { readonly properties: PropertyValues; readonly isPartner: boolean } | null;
}

/** An origin whose associations differ from what was known. */
export interface LinksChange {
  readonly fromId: string;
  readonly before: readonly Link[];
  readonly after: readonly Link[];
}

export type NoteKind = 'finding' | 'problem';

export type NoteContent = Readonly<Record<string, unknown>>;

/** A note about a record that a person should look at, or a value that could not be read; replaced when it is looked at again. */
export interface SeenNote {
  /** The record that the note hangs on; all its notes are replaced together. */
  readonly subjectType: LinkedType;
  readonly subjectId: string;
  readonly kind: NoteKind;
  /** JSON: the Finding or the RecordProblem itself. */
  readonly content: NoteContent;
}

/** Keeps what was seen. */
export interface SeenUnit {
  /**
   * Keeps what was just read. @returns what changed of what was known; a record seen again as it was gives nothing.
   * Archived records are no sightings: `markGone` keeps those.
   */
  saveSeen(
    type: LinkedType,
    sightings: readonly Sighting[],
    seen: { readonly at: Instant; readonly runId: RunId },
  ): Promise<readonly SeenChange[]>;
  /**
   * Replaces the links of every origin given, of which those without any are left out of `links`.
   * @param tagsSeen between which instants tags that are new came to be; null where that is not known.
   */
  saveLinks(
    from: LinkedType,
    to: LinkedType,
    fromIds: readonly string[],
    links: Links,
    tagsSeen?: Between | null,
  ): Promise<readonly LinksChange[]>;
  /**
   * Tombstones; of those that are gone already, an archived one may become absent, and either may become merged.
   * @returns the ids that were there until now.
   */
  markGone(type: LinkedType, ids: readonly string[], how: Departure, at: Instant): Promise<readonly string[]>;
  /**
   * Tombstones what the list of archived records holds, also what was never seen there: restoring moves no time of change,
   * so that only its leaving that list tells of it. One that was taken for deleted is archived after all.
   * @returns the ids that were there until now.
   */
  markArchived(
    type: LinkedType,
    ids: readonly string[],
    seen: { readonly at: Instant; readonly runId: RunId },
  ): Promise<readonly string[]>;
  /** Tombstones everything of a type that was last seen before an instant. @returns the ids. */
  markAbsent(type: LinkedType, seenBefore: Instant, at: Instant): Promise<readonly string[]>;
  /** Replaces the notes of the subjects given. */
  saveNotes(type: LinkedType, subjectIds: readonly string[], notes: readonly SeenNote[]): Promise<void>;
}

/** What was seen of a portal. */
export interface SeenStore {
  /** Records by id, gone ones too. */
  seenRecords(
    portalId: PortalId,
    type: LinkedType,
    ids: readonly string[],
  ): Promise<ReadonlyMap<string, SeenRecord>>;
  /** Ids of records that are there, ascending by number, after one. */
  seenIds(
    portalId: PortalId,
    type: LinkedType,
    after: string | null,
    limit: number,
  ): Promise<readonly string[]>;
  /** Tombstones of one kind, ascending by number, after one. */
  goneIds(
    portalId: PortalId,
    type: LinkedType,
    how: Departure,
    after: string | null,
    limit: number,
  ): Promise<readonly string[]>;
  /** How many are there. */
  seenCount(portalId: PortalId, type: LinkedType): Promise<number>;
  /** Companies that are there and partners, in the order of ids. */
  seenPartners(portalId: PortalId): Promise<readonly SeenRecord[]>;
  /** Companies that are there and no partners, and hold what we published; in the order of ids. */
  seenPublishedCompanies(portalId: PortalId): Promise<readonly SeenRecord[]>;
  seenLinks(
    portalId: PortalId,
    from: LinkedType,
    to: LinkedType,
    fromIds: readonly string[],
  ): Promise<ReadonlyMap<string, readonly Link[]>>;
  /** The same associations looked at from their other end: ids of origins by target. */
  seenOrigins(
    portalId: PortalId,
    from: LinkedType,
    to: LinkedType,
    toIds: readonly string[],
  ): Promise<ReadonlyMap<string, readonly string[]>>;
  /** Between which instants the tags of deals were seen first, by deal and company or contact; the others are left out. */
  seenTags(
    portalId: PortalId,
    to: 'companies' | 'contacts',
    dealIds: readonly string[],
  ): Promise<ReadonlyMap<string, ReadonlyMap<string, Between>>>;
  /** What notes of a kind say, each once, by the first record that it hangs on; and how many different ones there are. */
  notes(
    portalId: PortalId,
    kind: NoteKind,
    limit: number,
  ): Promise<{ readonly notes: readonly NoteContent[]; readonly of: number }>;
}
