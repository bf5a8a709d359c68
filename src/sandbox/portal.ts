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
import { DEMO_TERMS, type PortalName, type PortalTerms } from './portal-terms.js';
import { PropertyHistory } from './property-history.js';
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
  /** Whose portal it is; absent: the product's own story. */
  readonly portal?: PortalName;
  /** What the subscription has; absent: as `settings` say. */
  readonly features?: { readonly customObjects?: boolean; readonly associationLabels?: boolean };
  /** The scopes that the app's token has; null: all of them; absent: as `settings` say. */
  readonly scopes?: readonly string[] | null;
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
  /** What an admin has made of HubSpot's own things, by portal. */
  readonly termsOf?: (portal: PortalName) => PortalTerms;
  readonly settings?: Partial<PortalSettings>;
  readonly faults?: FaultsInput;
}

/** HubSpot's unlabeled association from a deal to a company. */
const DEAL_TO_COMPANY = 'H341';

/** Without the keys that say nothing, so that a seed reads as it was given. */
const seedOf = ({ seed, deals, empty, portal, features, scopes }: SeedOptions): SeedOptions => ({
  seed,
  deals,
  empty,
  ...(portal !== undefined && { portal }),
  ...(features !== undefined && { features }),
  ...(scopes !== undefined && { scopes }),
});

/** The emulated portal's state. Everything that changes it goes through `commit`. */
export class Portal {
  readonly portalId: number;
  readonly accessToken: string;
  records = new RecordStore();
  links = new LinkStore();
  labels = new LabelStore();
  properties = new PropertyStore();
  /** Since it runs: a portal that is opened again has none. */
  history = new PropertyHistory();
  schemas: SchemaStore;
  search: SearchView;
  terms: PortalTerms = DEMO_TERMS;
  settings: PortalSettings = DEFAULT_SETTINGS;
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
    const { portalId, accessToken, faults } = options;
    this.portalId = portalId;
    this.accessToken = accessToken;
    this.#options = options;
    this.faults = new Faults(faults);
    this.#seed = seedOf(options);
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
    this.history.note(changes, this.records);
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
    this.#seed = seedOf(seed);
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
    this.history = new PropertyHistory();
    this.schemas = new SchemaStore(this.portalId);
    this.#settle();
    const { companiesPerDeal } = this.settings;
    if (companiesPerDeal !== null) this.labels.setLimit(DEAL_TO_COMPANY, companiesPerDeal);
  }

  /** What an admin, the subscription and whoever made the app have decided; what a test says goes before it. */
  #settle(): void {
    const { portal = 'demo', features = {}, scopes } = this.#seed;
    this.terms = this.#options.termsOf?.(portal) ?? DEMO_TERMS;
    for (const { type, property, options } of this.terms.options) {
      const own = this.properties.get(type, property);
      if (own !== undefined) this.properties.put(type, { ...own, options });
    }
    this.settings = {
      ...DEFAULT_SETTINGS,
      ...this.terms.settings,
      ...this.#options.settings,
      ...features,
      ...(scopes !== undefined && { scopes }),
    };
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
