import { impliedTagDate } from '../rules.js';
import { instant } from '../calendar.js';
import type { Classifier } from './classifier.js';
import { PART, STANDING } from './outcome-codes.js';
import { KIND, type PortfolioColumns } from './portfolio-columns.js';

/**
 * What models look at: the counting touches of a deal's sourcing and influencing partners, by (instant, partner, touch
 * id), with the touches that standing tags imply. Held by one object for many deals.
 */
export class TouchSequence {
  readonly #portfolio: PortfolioColumns;
  length = 0;
  /** The slot of the partner in the classifier. */
  readonly slot: Uint32Array;
  readonly at: Float64Array;
  readonly kind: Uint8Array;

  constructor(portfolio: PortfolioColumns, classifier: Classifier) {
    // Each partner has touches that count or one implied, so that many are the most.
    const most = classifier.partner.length;
    this.#portfolio = portfolio;
    this.slot = new Uint32Array(most);
    this.at = new Float64Array(most);
    this.kind = new Uint8Array(most);
  }

  /** Takes the touches of the deal that was classified last. */
  take(classifier: Classifier): void {
    const { touches } = this.#portfolio;
    const start = touches.starts[classifier.deal]!;
    const end = touches.starts[classifier.deal + 1]!;
    this.length = 0;
    for (let touch = start; touch < end; touch += 1) {
      if (classifier.standing[touch - start]! > STANDING.counts_for_influence) continue;
      const slot = classifier.touchSlot[touch - start]!;
      if (classifier.part[slot] === PART.none) continue;
      this.#put(this.length, slot, touches.at[touch]!, touches.kind[touch]!);
    }
    for (let slot = 0; slot < classifier.slots; slot += 1) {
      if (classifier.part[slot] !== PART.none && classifier.impliesTouch(slot))
        this.#insert(classifier, slot);
    }
  }

  #put(place: number, slot: number, at: number, kind: number): void {
    this.slot[place] = slot;
    this.at[place] = at;
    this.kind[place] = kind;
    if (place === this.length) this.length += 1;
  }

  #insert(classifier: Classifier, slot: number): void {
    const { createdAt, endsAt } = this.#portfolio.deals;
    const { deal, partner } = classifier;
    const at = impliedTagDate({
      createdAt: instant(createdAt[deal]!),
      endsAt: instant(endsAt[deal]!),
    });
    let place = this.length;
    const isAfter = (other: number): boolean =>
      this.at[other]! > at || (this.at[other] === at && partner[this.slot[other]!]! > partner[slot]!);
    while (place > 0 && isAfter(place - 1)) place -= 1;
    this.slot.copyWithin(place + 1, place, this.length);
    this.at.copyWithin(place + 1, place, this.length);
    this.kind.copyWithin(place + 1, place, this.length);
    this.length += 1;
    this.#put(place, slot, at, KIND.tag);
  }
}
