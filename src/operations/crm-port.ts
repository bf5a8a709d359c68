/** What operations need from a CRM, in the domain's words. */
import type { LegacyGap } from '../domain/baseline.js';
import type { Instant } from '../domain/calendar.js';
import type { Activity } from '../domain/evidence.js';
import type { ProgrammeFields } from '../domain/change-context.js';
import type { DealClass, DealResult } from '../domain/credit.js';
import type { DealInsights } from '../domain/deal-insights.js';
import type { Deal } from '../domain/deal.js';
import type { PartnerId, PortalId } from '../domain/ids.js';
import type { Mapping, PartnerField } from '../domain/mapping.js';
import type { PartnerProfile } from '../domain/partner.js';
import type { PartnerProgramme } from '../domain/partner-programme.js';
import type { PartnerHistory } from '../domain/partner-history.js';
import type { PartnerNumbers } from '../domain/portfolio.js';
import type { Dismissal } from '../domain/suggestion.js';
import type { TagRecord } from '../domain/tag-record.js';
import type { Motion, Role, Tag, Touch } from '../domain/touch.js';
import type { PersonRecord, PublishedNumbers, PublishedResult } from './published-port.js';
import type { ProgrammeReading } from './programme-reading-port.js';
import type { CompanySearch, DealSearch } from './search-port.js';
import type { TagWriter } from './tagging-port.js';
import type { PartnerMonths } from './partner-months-port.js';
import type { PublishedPartnerProgramme } from './published-programme-port.js';
import type {
  ActivityType,
  ChangeWindow,
  LinkedType,
  PropertyValues,
  RawRecord,
  RecordUpdate,
  WriteOutcome,
} from './record-port.js';

export type {
  ActivityType,
  ChangeWindow,
  LinkedType,
  PropertyValues,
  RawRecord,
  RecordUpdate,
  WriteOutcome,
} from './record-port.js';

export interface Account {
  readonly portalId: PortalId;
  /** ISO 4217. */
  readonly homeCurrency: string;
  /** IANA name; periods and dates are cut in it. */
  readonly timeZone: string;
  /**
   * Deals won before this instant have the class that the portal's own field gives them; null: there is no baseline.
   * Absent where only the CRM is asked: then deals that the last sync published as legacy have it.
   */
  readonly legacyBefore?: Instant | null;
}

export interface Owner {
  readonly id: string;
  readonly name: string;
}

export interface CompanyRecord {
  readonly id: string;
  readonly name: string | null;
  readonly domain: string | null;
  readonly parentCompanyId: string | null;
  /** Null where the company is not marked as a partner. */
  readonly partner: PartnerProfile | null;
  /** Marked as a partner, and kept out of attribution by hand: it is none here. */
  readonly optedOut?: true;
  /** Of a partner whose portal may mark it elsewhere, too: what does, for whoever reads the company alone. */
  readonly marks?: PropertyValues;
  /** What the last sync published of a partner's months; null before the first. */
  readonly months: PartnerMonths | null;
  /** Our result properties, as the CRM holds them now. */
  readonly published: PropertyValues;
  /** What is kept of the partner programme, as the CRM holds it now: `partnerProgramme` reads it. */
  readonly programme: PropertyValues;
}

export interface DealRecord {
  /** Without a customer: that is read from associations. */
  readonly deal: Deal;
  /** When the record was made, which an import cannot set; null where that is not told. */
  readonly recordedAt: Instant | null;
  readonly name: string | null;
  readonly referral: { readonly partnerId: PartnerId; readonly at: Instant } | null;
  /** Decided tags, from the rulings of the partnership manager. */
  readonly rulings: readonly Tag[];
  /** The rulings with reason, author and instant, and what was ever done to the tags. */
  readonly tagging: TagRecord;
  /** The touches that the last sync published. */
  readonly publishedTouches: PublishedTouches;
  /** The suggestions and findings that the last sync published. */
  readonly insights: PublishedInsights;
  /** Partners that somebody said do not belong here, the newest first; null where that cannot be read. */
  readonly dismissals: readonly Dismissal[] | null;
  /** Who the deal property that the mapping names says the partner is, as it is written there. */
  readonly namedPartners: readonly NamedPartner[];
  /** Partners with a role as the last sync published them, where they may be known by words or contacts alone. */
  readonly publishedPartners?: readonly PartnerId[];
  /** What the property of the mapping's baseline says; null where it says nothing. */
  readonly legacyClass: DealClass | null;
  /** The same, as it is written there. */
  readonly legacyValue?: string;
  /** Of a deal from before the baseline of which it says nothing that the mapping names: the rules class it. */
  readonly legacyGap?: LegacyGap;
  /** The policy version that the last sync published; null before the first. */
  readonly publishedPolicy: string | null;
  /** Our result properties, as the CRM holds them now. */
  readonly published: PropertyValues;
}

/** A partner as a deal's dropdown or text names it. */
export interface NamedPartner {
  /** As it is written. */
  readonly value: string;
  /** Name, domain or company id that the mapping says it means; absent: the value itself. */
  readonly means?: string;
  readonly role: Role;
  readonly motion: Motion | null;
}

/** What says of companies that they are partners besides themselves: records of a custom object, contacts. */
export interface PartnerMarks {
  /** By company id: values that `readCompany` finds in its raw record, under names that no property of HubSpot has. */
  readonly ofCompany: ReadonlyMap<string, PropertyValues>;
  /** The partner company of each contact who is a partner. */
  readonly companyOfContact: ReadonlyMap<string, string>;
  /** What cannot be read, and who has no company. */
  readonly problems: readonly RecordProblem[];
}

/** A deal with the result that was published on it. */
export interface PublishedDeal {
  readonly record: DealRecord;
  /** The close date as it stands: the expected one on an open deal. */
  readonly closesAt: Instant | null;
  /** Null before the first sync of the deal. */
  readonly result: PublishedResult | null;
}

/** A deal's touches as one property of it; what is not ours to read is never taken for “no touches”. */
export type PublishedTouches =
  | { readonly kind: 'none' }
  | { readonly kind: 'unreadable' }
  | {
      readonly kind: 'read';
      /** As of when they are. */
      readonly asOf: Instant;
      readonly touches: readonly Touch[];
      /** How many older ones did not fit. */
      readonly older: number;
    };

/** Suggestions and findings as properties of a deal; what is not ours to read is never taken for none. */
export type PublishedInsights =
  | { readonly kind: 'none' }
  | { readonly kind: 'unreadable' }
  | { readonly kind: 'read'; readonly insights: DealInsights };

/** A value of a record that could not be read. `fatal` ones set the record aside; others leave it in. */
export interface RecordProblem {
  readonly objectType: string;
  readonly recordId: string;
  readonly property: string;
  readonly value: string;
  readonly reason: string;
  readonly fatal: boolean;
}

export interface RecordPage<T> {
  readonly records: readonly T[];
  /** Records that cannot be read: in no number, and what was published on them is taken back. */
  readonly setAside: readonly SetAsideRecord[];
  readonly problems: readonly RecordProblem[];
}

export interface SetAsideRecord {
  readonly id: string;
  /** Null where not even that can be read. */
  readonly createdAt: Instant | null;
  /** Absent: it cannot be read. Others are left out on purpose, which is no problem. */
  readonly why?: 'pipeline_ignored' | 'opted_out';
  /** Our result properties, as the CRM holds them now. */
  readonly published: PropertyValues;
}

/** One page of what a search found. */
export interface FoundRecords {
  readonly records: readonly RawRecord[];
  /** On all pages; what lies beyond `MOST_FOUND` cannot be paged to. */
  readonly total: number;
  /** Offset of the next page; null at the end, and where no page can follow. */
  readonly next: number | null;
}

/** Part of a list by ascending id; `next` continues it, null at its end. */
export interface RawPage {
  readonly records: readonly RawRecord[];
  readonly next: string | null;
}

/** One associated record, with what its labels mean. */
export interface Link {
  readonly toId: string;
  /** The deal's or contact's primary company. */
  readonly primary: boolean;
  /** The label that the mapping names as the end customer. */
  readonly endCustomer?: true;
  /** Tags that association labels stand for; `dealId` and `partnerId` are the two ends. */
  readonly tags: readonly LinkTag[];
}

/** A tag that an association label stands for. */
export interface LinkTag extends Pick<Tag, 'role' | 'state' | 'motion'> {
  /** The label, where it is one of the portal's own that the mapping names: nothing of ours sets it or takes it off. */
  readonly label?: string;
}

/** Links by the id of the record that they start from; a record without any is left out. */
export type Links = ReadonlyMap<string, readonly Link[]>;

/** What the sync publishes on a deal. */
export interface DealProjection {
  readonly result: DealResult;
  /** The model whose credit is published: the policy's. */
  readonly model: string;
  readonly partnerNames: ReadonlyMap<PartnerId, string>;
  /** Touches that count for influence, of partners with a role. */
  readonly touchCount: number;
  /** Every touch that came from activities, whether it counts or not. */
  readonly touches: readonly Touch[];
  /** Absent: what stands on the deal is left as it is. */
  readonly insights?: DealInsights;
  readonly asOf: Instant;
}

/** What the sync publishes on a partner company; home currency, all time. */
export interface PartnerProjection {
  readonly numbers: PartnerNumbers;
  readonly model: string;
  readonly homeCurrency: string;
  readonly policyVersion: string;
  readonly history: PartnerHistory;
  /** Over itself and all its descendants; null where no partner belongs to it. */
  readonly withChildren: PartnerNumbers | null;
  /** Absent: what stands on the company is left as it is. */
  readonly programme?: PublishedPartnerProgramme;
  readonly asOf: Instant;
}

/** Something of ours that a portal needs before it can be synced. */
export interface SchemaItem {
  readonly kind: 'group' | 'property' | 'options' | 'label' | 'object';
  readonly objectType: string;
  readonly name: string;
  readonly label: string;
  /** A portal that does not have it, or cannot, is synced all the same: the portal's own object, some labels. */
  readonly optional?: true;
}

export interface UnavailableItem extends SchemaItem {
  /** Why, and what to do about it. */
  readonly reason: string;
}

export interface SchemaReview {
  readonly present: readonly SchemaItem[];
  readonly missing: readonly SchemaItem[];
  /** Taken by somebody else's: a property of our name with another type. */
  readonly conflicts: readonly (SchemaItem & { readonly found: string; readonly wanted: string })[];
  /** What this portal does not allow; everything else works without it. */
  readonly unavailable: readonly UnavailableItem[];
}

export interface RequestTally {
  /** Requests that were made, those that were made again among them. */
  readonly requests: number;
  /** Answered with 429. */
  readonly throttled: number;
  readonly retried: number;
  readonly searches: number;
  /** Milliseconds that requests have waited for the limit, all together. */
  readonly waitedMs: number;
}

/** What the portal lets a sync do, as its last answers tell. */
export interface RequestBudget {
  /** Requests a second that a sync may make now; searches apart. */
  readonly perSecond: number;
  /** Null where HubSpot tells of no daily limit, as for OAuth apps. `spendable` is what a sync may use of what remains. */
  readonly daily: {
    readonly limit: number;
    readonly used: number;
    readonly remaining: number;
    readonly spendable: number;
  } | null;
  /** The requests that were asked about, and how many seconds they take. */
  readonly needed: number;
  readonly seconds: number;
  /** Whether today's limit suffices for them. */
  readonly fits: boolean;
}

/** Requests that HubSpot counts apart: searches, and all others. */
export type RateBucket = 'requests' | 'search';

/** A portal's limit as its processes share it: a row a bucket, on the database's clock. */
export interface RateRow {
  /**
   * Takes the next places of a bucket, which nobody else gets then: the first at the earliest now, the others each
   * `spacingMs` after the one before. One statement; a place that is not used is lost.
   * @param spacingMs may have a fraction, and may differ from call to call.
   * @returns ms from now until the first of them; 0 is now.
   */
  take(bucket: RateBucket, count: number, spacingMs: number): Promise<number>;
  /** HubSpot refused for its limit: no place is given out within that many ms from now, to any process. */
  pause(bucket: RateBucket, ms: number): Promise<void>;
}

/** How the sync reads: page by page, and only what changed. */
export interface CrmReader {
  /** What the portal's things mean. */
  readonly mapping: Mapping;
  /** One page of a list, from beyond an id; archived records are a list of their own. */
  listPage(type: LinkedType, after: string | null, archived: boolean): Promise<RawPage>;
  /** The highest id of a type, by search; null where there is none. It may lag behind. */
  highestId(type: LinkedType): Promise<string | null>;
  /** How many records of a type there are, by search: it may lag behind. For progress, not for numbers. */
  recordCount(type: LinkedType): Promise<number>;
  /**
   * One page of a search for what changed, by ascending id from beyond `afterId`, so that no cap on results and no
   * number of records on one timestamp is in the way. An association's change is none.
   */
  changedPage(type: LinkedType, window: ChangeWindow, afterId: string | null): Promise<RawPage>;
  /** Records as they are now; those that are archived or never were are left out. A merged one comes under its new id. */
  recordsById(type: LinkedType, ids: readonly string[]): Promise<readonly RawRecord[]>;
  /** Our own published properties of a type: no input to anything. */
  publishedProperties(type: LinkedType): ReadonlySet<string>;
  /** Whether two values of a published property are the same but for what the CRM itself makes different; null is empty. */
  isSameValue(property: string, one: string | null, other: string | null): boolean;
  /** Ids that were merged into a record. */
  mergedIds(raw: RawRecord): readonly string[];
  /**
   * What makes partners of companies besides their own properties, read once; null where the mapping knows of nothing. The
   * companies that this reader answers have it in their raw records.
   */
  partnerMarks(): Promise<PartnerMarks | null>;
  /**
   * The pipelines that do not count by deal type alone, by id. The mapping knows them by name: whoever renames them changes
   * how their deals count, and no deal moves.
   */
  pipelineUses(): Promise<readonly (readonly [id: string, use: string])[]>;
  readDeal(raw: RawRecord, account: Account): RecordPage<DealRecord>;
  readCompany(raw: RawRecord): RecordPage<CompanyRecord>;
  readActivity(type: ActivityType, raw: RawRecord): RecordPage<Activity>;
}

/** What a company holds of the partner programme. */
export interface KeptProgramme {
  readonly programme: PartnerProgramme;
  /** Labels of properties that hold something which is not what we write there: nothing may be written over them. */
  readonly unreadable: readonly string[];
}

export interface Crm extends CrmReader, TagWriter {
  /** How what the partner programme reads besides deals and companies is asked for and read. */
  readonly programmeReading: ProgrammeReading;
  /** Our own property for what is known of a partner; where the mapping reads theirs, ours is not to be written. */
  readonly partnerProperties: Readonly<Record<PartnerField, string>>;
  /** @param homeCurrency of an agreement's value that names no currency. */
  partnerProgramme(record: Pick<CompanyRecord, 'programme'>, homeCurrency: string): KeptProgramme;
  /**
   * The properties that differ between what a company holds and what it is to hold; empty where none does.
   * @throws AppError `programme_too_long` where a history is more than the CRM holds, `programme_unreadable` where something
   *   would be written over that is not ours.
   */
  programmeChanges(
    record: Pick<CompanyRecord, 'id' | 'name' | 'programme'>,
    after: PartnerProgramme,
    homeCurrency: string,
  ): PropertyValues;
  /**
   * The partner's own fields that differ from what is wanted, as the company holds them; empty where none does.
   * @throws AppError `programme_refused` where the portal keeps one of them in a property of its own, which we never write.
   */
  partnerFieldChanges(record: CompanyRecord, wanted: ProgrammeFields): PropertyValues;
  account(): Promise<Account>;
  owners(): Promise<readonly Owner[]>;
  companies(): AsyncIterable<RecordPage<CompanyRecord>>;
  companiesById(ids: readonly string[]): Promise<readonly CompanyRecord[]>;
  deals(account: Account): AsyncIterable<RecordPage<DealRecord>>;
  /** @returns null where there is no such deal. */
  dealById(id: string): Promise<RawDeal | null>;
  activities(type: ActivityType): AsyncIterable<RecordPage<Activity>>;
  links(from: LinkedType, to: LinkedType, ids: readonly string[]): Promise<Links>;
  /** One page of a search for a list; read its records with `publishedDeal` or `readDeal`, `readCompany`. */
  searchDeals(search: DealSearch): Promise<FoundRecords>;
  searchCompanies(search: CompanySearch): Promise<FoundRecords>;
  /** A deal with the result that the sync published on it; null where the deal cannot be read. */
  publishedDeal(raw: RawRecord, account: Account): PublishedDeal | null;
  /** A partner's published numbers; null before the first sync. */
  publishedNumbers(record: CompanyRecord): PublishedNumbers | null;
  /**
   * What the last sync published of a partner's programme; null before the first, and where it cannot be read.
   * @param at when it is drawn: ages are told as of then, unless it is too old for that.
   */
  publishedProgramme(record: Pick<CompanyRecord, 'published'>, at: Instant): PublishedPartnerProgramme | null;
  /** People by contact id, in the order asked for; those that are not there are left out. */
  people(ids: readonly string[]): Promise<readonly PersonRecord[]>;
  /** The properties that publishing would change, against what the record holds now; empty where nothing would. */
  dealChanges(record: DealRecord, projection: DealProjection): PropertyValues;
  partnerChanges(record: CompanyRecord, projection: PartnerProjection): PropertyValues;
  /** The properties that dismissing changes; null where the dismissals are more than the CRM holds. */
  dismissalChanges(
    dismissals: readonly Dismissal[],
    left: DealInsights['suggestions'],
  ): PropertyValues | null;
  /**
   * @param report is told the outcomes of each request as they come, so that none is lost when a later one fails.
   * @param beforeSend runs when a request has its turn, before it is sent or repeated; what it throws ends the rest.
   */
  update(
    objectType: 'deals' | 'companies',
    updates: readonly RecordUpdate[],
    report: (outcomes: readonly WriteOutcome[]) => Promise<void>,
    beforeSend?: () => Promise<void>,
  ): Promise<void>;
  reviewSchema(): Promise<SchemaReview>;
  createSchemaItem(item: SchemaItem): Promise<void>;
  /** Requests so far. */
  tally(): RequestTally;
  /** @param needed requests that a run has still to make; 0 where that is not known. */
  budget(needed: number): RequestBudget;
}

/** A deal before its amounts are read, which needs the portal's home currency. */
export interface RawDeal {
  read(account: Account): RecordPage<DealRecord>;
}
