import { HUBSPOT_ASSOCIATION_TYPES, type AssociationType } from './association-types.js';
import type { LabelPair } from './change.js';
import type { ObjectType } from './object-types.js';

/** The association types of the portal: HubSpot's own and the labels that people made. */
export class LabelStore {
  readonly #types = new Map<string, AssociationType>(
    HUBSPOT_ASSOCIATION_TYPES.map((type) => [type.key, type]),
  );
  readonly #pairs = new Map<string, LabelPair>();
  /** The most records that one record may have by a type, by the type's key. */
  readonly #limits = new Map<string, number>();
  /** Association types as they read in answers, by their keys; forgotten when a label changes. */
  readonly #texts = new Map<string, string>();
  #nextId = 1;

  /** An id for a direction of a new label; HubSpot counts them apart from its own. */
  mintId(): number {
    return this.#nextId++;
  }

  put(pair: LabelPair): void {
    this.#texts.clear();
    for (const type of [pair.forward, pair.inverse]) {
      this.#types.set(type.key, type);
      this.#nextId = Math.max(this.#nextId, type.typeId + 1);
    }
    this.#pairs.set(pair.forward.key, pair);
  }

  remove(key: string): void {
    const pair = this.pairOf(key);
    if (pair === undefined) return;
    this.#texts.clear();
    this.#limits.delete(pair.forward.key);
    this.#limits.delete(pair.inverse.key);
    this.#types.delete(pair.forward.key);
    this.#types.delete(pair.inverse.key);
    this.#pairs.delete(pair.forward.key);
  }

  /** One direction of an association type by its key. */
  get(key: string): AssociationType | undefined {
    return this.#types.get(key);
  }

  /** The label that one of the two directions belongs to. */
  pairOf(key: string): LabelPair | undefined {
    return [...this.#pairs.values()].find(
      ({ forward, inverse }) => forward.key === key || inverse.key === key,
    );
  }

  /** Every association type, each direction by itself. */
  all(): readonly AssociationType[] {
    return [...this.#types.values()];
  }

  /** All association types from one object type to another, the unlabeled one first. */
  between(from: ObjectType, to: ObjectType): readonly AssociationType[] {
    return [...this.#types.values()].filter((type) => type.from === from && type.to === to);
  }

  /** The unlabeled association of a pair; absent where the two cannot be associated. */
  unlabeled(from: ObjectType, to: ObjectType): AssociationType | undefined {
    for (const type of this.#types.values()) {
      if (type.from === from && type.to === to && type.label === null) return type;
    }
    return undefined;
  }

  /** The labels that people made, in the order in which they made them. */
  userPairs(): readonly LabelPair[] {
    return this.madePairs().filter(({ forward }) => forward.label !== null);
  }

  /** All that people made: labels, and the unlabeled associations of their own objects. */
  madePairs(): readonly LabelPair[] {
    return [...this.#pairs.values()];
  }

  setLimit(key: string, max: number | null): void {
    if (max === null) this.#limits.delete(key);
    else this.#limits.set(key, max);
  }

  /** The most records that one record may have by an association type; undefined: as many as HubSpot holds. */
  limit(key: string): number | undefined {
    return this.#limits.get(key);
  }

  limits(): ReadonlyMap<string, number> {
    return this.#limits;
  }

  /** Association types as an answer has them, in JSON; types that are gone are left out. */
  typesText(keys: readonly string[]): string {
    const joined = keys.join();
    const known = this.#texts.get(joined);
    if (known !== undefined) return known;
    const types = keys.flatMap((key) => this.#types.get(key) ?? []);
    const text = JSON.stringify(types.map(({ category, typeId, label }) => ({ category, typeId, label })));
    this.#texts.set(joined, text);
    return text;
  }
}
