import { HUBSPOT_ASSOCIATION_TYPES, type AssociationType } from './association-types.js';
import type { LabelPair } from './change.js';
import type { ObjectType } from './object-types.js';

/** The association types of the portal: HubSpot's own and the labels that people made. */
export class LabelStore {
  readonly #types = new Map<string, AssociationType>(
    HUBSPOT_ASSOCIATION_TYPES.map((type) => [type.key, type]),
  );
  readonly #pairs = new Map<string, LabelPair>();
  #nextId = 1;

  /** An id for a direction of a new label; HubSpot counts them apart from its own. */
  mintId(): number {
    return this.#nextId++;
  }

  put(pair: LabelPair): void {
    for (const type of [pair.forward, pair.inverse]) {
      this.#types.set(type.key, type);
      this.#nextId = Math.max(this.#nextId, type.typeId + 1);
    }
    this.#pairs.set(pair.forward.key, pair);
  }

  remove(key: string): void {
    const pair = this.pairOf(key);
    if (pair === undefined) return;
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

  /** All association types from one object type to another, the unlabeled one first. */
  between(from: ObjectType, to: ObjectType): readonly AssociationType[] {
    return [...this.#types.values()].filter((type) => type.from === from && type.to === to);
  }

  /** The unlabeled association of a pair; absent where HubSpot does not associate the two. */
  unlabeled(from: ObjectType, to: ObjectType): AssociationType | undefined {
    return HUBSPOT_ASSOCIATION_TYPES.find((type) => type.from === from && type.to === to);
  }

  /** The labels that people made, in the order in which they made them. */
  userPairs(): readonly LabelPair[] {
    return [...this.#pairs.values()];
  }
}
