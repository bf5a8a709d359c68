import { applyChange } from './apply-change.js';
import type { Change } from './change.js';
import { PortalClock, SEED_NOW } from './clock.js';
import { Counters } from './counters.js';
import { Faults } from './faults/faults.js';
import type { FaultsInput } from './faults/fault-rule.js';
import { LabelStore } from './label-store.js';
import { RateLimiter } from './limits/rate-limiter.js';
import { LinkStore } from './link-store.js';
import type { GeneratedPortal } from './generated/generated-portal.js';
import { SchemaStore } from './object-schema.js';
import { OBJECT_TYPES, type ObjectType } from './object-types.js';
import { PropertyStore } from './property-store.js';
import { RecordStore } from './record-store.js';
import { DEFAULT_SETTINGS, type PortalSettings } from './settings.js';
import { SearchView } from './search/search-view.js';
import { snapshotOf } from './snapshot.js';

/** What a portal was seeded with. */
export interface SeedOptions {
  readonly seed: number;
  readonly deals: number;
  readonly empty: boolean;
}

/** Where changes are kept; a portal in memory keeps none. */
export interface Journal {
  /** Durable when it returns; throws where that is not possible, and then nothing is kept. */
  append(changes: readonly Change[]): void;
  /** Replaces all that was kept. */
  rewrite(portal: Portal): void;
  /** Keeps the clock as it stands and gives the place of the state back. */
  close(portal: Portal): void;
  /** Gives the place of the state back. */
  release(): void;
}

export interface PortalOptions extends SeedOptions {
  readonly portalId: number;
  readonly accessToken: string;
  /** Fills a portal that has HubSpot's own things only. */
  readonly tell: (portal: Portal) => void;
  /** What a portal of this seed and size has beyond the story; null: the story tells it all. */
  readonly generate: (seed: SeedOptions) => GeneratedPortal | null;
  readonly settings?: Partial<PortalSettings>;
  readonly faults?: FaultsInput;
}

/** HubSpot's unlabeled association from a deal to a company. */
const DEAL_TO_COMPANY = 'H341';

/** The emulated portal's state. Everything that changes it goes through `commit`. */
export class Portal {
  readonly portalId: number;
  readonly accessToken: string;
  records = new RecordStore();
  links = new LinkStore();
  labels = new LabelStore();
  properties = new PropertyStore();
  schemas: SchemaStore;
  search: SearchView;
  /** Stays through a reset. */
  readonly settings: PortalSettings;
  counters = new Counters();
  limiter = new RateLimiter();
  /** Stays through a reset. */
  readonly faults: Faults;
  clock = new PortalClock(SEED_NOW);
  #seed: SeedOptions;
  #journal: Journal | null = null;
  #answers = 0;
  #associations = 0;
  readonly #options: PortalOptions;

  constructor(options: PortalOptions) {
    const { portalId, accessToken, faults, settings, seed, deals, empty } = options;
    this.portalId = portalId;
    this.accessToken = accessToken;
    this.#options = options;
    this.settings = { ...DEFAULT_SETTINGS, ...settings };
    this.faults = new Faults(faults);
    this.#seed = { seed, deals, empty };
    this.schemas = new SchemaStore(portalId);
    this.search = new SearchView(this.records, this.faults);
    this.#begin();
  }

  /** The seed, the number of deals and whether the portal was left empty, as of the last reset. */
  get seeded(): SeedOptions {
    return this.#seed;
  }

  /** Milliseconds since the epoch, on the portal's clock. */
  now(): number {
    return this.clock.now();
  }

  /** A correlation id for an answer; counted, so that one story gives one sequence. */
  correlationId(): string {
    this.#answers += 1;
    return `5a9db0c5-0000-4000-8000-${String(this.#answers).padStart(12, '0')}`;
  }

  /** Whether the association that is being made is one of those that are lost. */
  losesAssociation(): boolean {
    const { loseEveryNthAssociation: nth } = this.settings;
    this.#associations += 1;
    return nth !== null && this.#associations % nth === 0;
  }

  /** Makes changes, all of them or none; kept before they are seen. */
  commit(changes: readonly Change[]): void {
    if (changes.length === 0) return;
    this.#journal?.append(changes);
    this.search.note(changes, this.now());
    for (const change of changes) this.apply(change);
  }

  /** Applies a change to memory alone: for the story and for what the journal gives back. */
  apply(change: Change): void {
    applyChange(this, change);
  }

  /** Every object type of the portal, those that people made last. */
  types(): readonly ObjectType[] {
    return [...OBJECT_TYPES, ...this.schemas.list().map(({ type }) => type)];
  }

  /** Back to HubSpot's own things and the seed's story; the token and the address stay. */
  reset(seed: SeedOptions): void {
    this.#seed = seed;
    this.#begin();
    this.counters = new Counters();
    this.limiter = new RateLimiter();
    this.#answers = 0;
    this.#associations = 0;
    if (!seed.empty) this.#options.tell(this);
    this.records.mintBeyondGenerated(OBJECT_TYPES);
    this.#startClock(SEED_NOW);
    this.#journal?.rewrite(this);
  }

  /** A portal with HubSpot's own things, an admin's settings, and what its seed generates. */
  #begin(): void {
    const generated = this.#seed.empty ? null : this.#options.generate(this.#seed);
    this.records = new RecordStore(generated);
    this.search = new SearchView(this.records, this.faults);
    this.links = new LinkStore(generated);
    this.labels = new LabelStore();
    this.properties = new PropertyStore();
    this.schemas = new SchemaStore(this.portalId);
    const { companiesPerDeal } = this.settings;
    if (companiesPerDeal !== null) this.labels.setLimit(DEAL_TO_COMPANY, companiesPerDeal);
  }

  /** From now on every change is kept. */
  keepIn(journal: Journal): void {
    const now = this.clock.now();
    journal.rewrite(this);
    this.#journal = journal;
    this.#startClock(now);
  }

  #startClock(now: number): void {
    this.clock = new PortalClock(now, (promised) =>
      this.#journal?.append([{ kind: 'clock', now: promised }]),
    );
  }

  /** Ends the keeping of changes; the portal must not be changed any more. */
  close(): void {
    this.#journal?.close(this);
    this.#journal = null;
  }

  /** The whole state beyond HubSpot's own things and what the seed generates, as changes, in one fixed order. */
  snapshot(): Generator<Change> {
    return snapshotOf(this);
  }
}
