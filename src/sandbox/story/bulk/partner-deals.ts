import type { BulkShape } from './bulk-shape.js';

/** Which deals each generated partner takes part in: the one thing that cannot be computed from the partner's end. */
export class PartnerDeals {
  #starts: Uint32Array | null = null;
  #deals: Uint32Array = new Uint32Array();

  constructor(readonly shape: BulkShape) {}

  /** The deals of a partner, ascending; the first call goes through all deals once. */
  of(partner: number): readonly number[] {
    const starts = this.#starts ?? this.#index();
    return [...this.#deals.subarray(starts[partner], starts[partner + 1])];
  }

  #each(visit: (partner: number, deal: number) => void): void {
    const { size } = this.shape;
    for (let deal = 0; deal < size.deals; deal += 1) {
      if (!this.shape.hasPartner(deal)) continue;
      visit(this.shape.partnerOf(deal), deal);
      const second = this.shape.secondPartnerOf(deal);
      if (second !== null) visit(second, deal);
    }
  }

  #index(): Uint32Array {
    const starts = new Uint32Array(this.shape.size.partners + 1);
    this.#each((partner) => (starts[partner + 1] = (starts[partner + 1] ?? 0) + 1));
    for (let at = 1; at < starts.length; at += 1) starts[at] = (starts[at] ?? 0) + (starts[at - 1] ?? 0);
    const next = starts.slice();
    const deals = new Uint32Array(starts.at(-1) ?? 0);
    this.#each((partner, deal) => {
      const at = next[partner] ?? 0;
      deals[at] = deal;
      next[partner] = at + 1;
    });
    this.#deals = deals;
    this.#starts = starts;
    return starts;
  }
}
