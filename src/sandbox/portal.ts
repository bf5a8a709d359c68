import type { Change, RecordRef } from './change.js';
import { PortalClock, SEED_NOW } from './clock.js';
import { Counters } from './counters.js';
import { Faults } from './faults/faults.js';
import type { FaultsInput } from './faults/fault-rule.js';
import { LabelStore } from './label-store.js';
import { RateLimiter } from './limits/rate-limiter.js';
import { LinkStore } from './link-store.js';
import { OBJECT_TYPES } from './object-types.js';
import { PropertyStore } from './property-store.js';
import { RecordStore } from './record-store.js';

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
  readonly faults?: FaultsInput;
}

/** The emulated portal's state. Everything that changes it goes through `commit`. */
export class Portal {
  readonly portalId: number;
  readonly accessToken: string;
  records = new RecordStore();
  links = new LinkStore();
  labels = new LabelStore();
  properties = new PropertyStore();
  counters = new Counters();
  limiter = new RateLimiter();
  /** Stays through a reset. */
  readonly faults: Faults;
  clock = new PortalClock(SEED_NOW);
  #seed: SeedOptions;
  #journal: Journal | null = null;
  #answers = 0;
  readonly #tell: (portal: Portal) => void;

  constructor({ portalId, accessToken, tell, faults, seed, deals, empty }: PortalOptions) {
    this.portalId = portalId;
    this.accessToken = accessToken;
    this.#tell = tell;
    this.faults = new Faults(faults);
    this.#seed = { seed, deals, empty };
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

  /** Makes changes, all of them or none; kept before they are seen. */
  commit(changes: readonly Change[]): void {
    if (changes.length === 0) return;
    this.#journal?.append(changes);
    for (const change of changes) this.apply(change);
  }

  /** Applies a change to memory alone: for the story and for what the journal gives back. */
  apply(change: Change): void {
    switch (change.kind) {
      case 'record':
        this.records.put(change.type, change.record);
        break;
      case 'link':
        this.#link(change.from, change.to, change.keys);
        break;
      case 'label':
        this.labels.put(change.pair);
        break;
      case 'label-gone':
        this.labels.remove(change.key);
        break;
      case 'property':
        this.properties.put(change.type, change.property);
        break;
      case 'group':
        this.properties.putGroup(change.type, change.group);
        break;
      case 'group-gone':
        this.properties.removeGroup(change.type, change.name);
        break;
      case 'clock':
        this.clock = new PortalClock(change.now);
    }
  }

  #link(from: RecordRef, to: RecordRef, keys: readonly string[]): void {
    this.links.set(from, to, keys);
    const inverse = keys.map((key) => {
      const type = this.labels.get(key);
      if (type === undefined) throw new Error(`No association type ${key}`);
      return type.inverseKey;
    });
    this.links.set(to, from, inverse);
  }

  /** Back to HubSpot's own things and the seed's story; the token and the address stay. */
  reset(seed: SeedOptions): void {
    this.#seed = seed;
    this.records = new RecordStore();
    this.links = new LinkStore();
    this.labels = new LabelStore();
    this.properties = new PropertyStore();
    this.counters = new Counters();
    this.limiter = new RateLimiter();
    this.#answers = 0;
    if (!seed.empty) this.#tell(this);
    this.#startClock(SEED_NOW);
    this.#journal?.rewrite(this);
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

  /** The whole state beyond HubSpot's own things, as changes from an empty portal, in one fixed order. */
  *snapshot(): Generator<Change> {
    for (const type of OBJECT_TYPES) {
      for (const group of this.properties.listGroups(type)) yield { kind: 'group', type, group };
      for (const property of this.properties.list(type)) {
        if (!property.hubspotDefined) yield { kind: 'property', type, property };
      }
    }
    for (const pair of this.labels.userPairs()) yield { kind: 'label', pair };
    for (const type of OBJECT_TYPES) {
      for (const record of this.records.list(type)) yield { kind: 'record', type, record };
    }
    yield* this.#linkSnapshot();
  }

  *#linkSnapshot(): Generator<Change> {
    for (const [rank, type] of OBJECT_TYPES.entries()) {
      for (const { id } of this.records.list(type)) {
        const from = { type, id };
        for (const toType of OBJECT_TYPES.slice(rank)) {
          for (const target of this.links.targets(from, toType)) {
            // An association is one thing with two ends: written once, from the end that comes first.
            if (toType === type && Number(target.id) < Number(id)) continue;
            yield { kind: 'link', from, to: { type: toType, id: target.id }, keys: target.keys };
          }
        }
      }
    }
  }
}
