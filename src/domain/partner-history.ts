/** Each partner's won deals by month of close, the newest months one by one, added up one result at a time. */
import type { Instant } from './calendar.js';
import type { DealResult } from './credit.js';
import { GrowingSums } from './growing-sums.js';
import type { PartnerId } from './ids.js';
import { Months } from './months.js';
import type { Month } from './period.js';

/** How many months are told one by one. */
export const HISTORY_MONTHS = 24;

/** A partner's won deals; home currency, minor units. */
export interface PartnerSums {
  readonly deals: number;
  readonly sourcedMinor: number;
  /** Every influencing partner has the whole amount: not additive over partners. */
  readonly influencedMinor: number;
  readonly modelMinor: number;
}

export interface PartnerHistory {
  /** Oldest first; months without a won deal are left out. */
  readonly months: readonly (PartnerSums & { readonly month: Month })[];
  /** Everything won before those months; null where there is nothing. */
  readonly earlier: PartnerSums | null;
  /** Open deals that the partner influences; not additive. */
  readonly influencedPipelineMinor: number;
}

const NO_HISTORY: PartnerHistory = { months: [], earlier: null, influencedPipelineMinor: 0 };

const FIELD = { deals: 0, sourced: 1, influenced: 2, model: 3 } as const;
const WIDTH = 4;
/** Slot 0 is everything before the months; then the oldest month first. What closes later than as-of is in the newest. */
const SLOTS = HISTORY_MONTHS + 1;

export class PartnerHistories {
  readonly #model: string;
  readonly #months: Months;
  /** The month before the oldest that is told by itself. */
  readonly #base: number;
  readonly #partners = new Map<PartnerId, number>();
  readonly #sums = new GrowingSums<number>(WIDTH);
  readonly #pipeline = new GrowingSums<PartnerId>(1);

  /** @param model whose credit is added up. */
  constructor(model: string, asOf: Instant, timeZone: string) {
    this.#model = model;
    this.#months = new Months(timeZone);
    this.#base = this.#months.of(asOf) - HISTORY_MONTHS;
  }

  add(result: DealResult & { readonly closedAt: Instant | null }): void {
    const { status, closedAt, homeAmountMinor, homeCredits } = result;
    if (status === 'open') {
      for (const id of result.influencingPartnerIds) this.#pipeline.add(id, 0, homeAmountMinor ?? 0);
    }
    if (status !== 'won' || closedAt === null) return;
    const slot = Math.min(Math.max(this.#months.of(closedAt) - this.#base, 0), HISTORY_MONTHS);
    const model = homeCredits.model.get(this.#model);
    const addOf = (id: PartnerId, sourced: number, influenced: number): void => {
      const key = this.#partner(id) * SLOTS + slot;
      this.#sums.add(key, FIELD.deals, 1);
      this.#sums.add(key, FIELD.sourced, sourced);
      this.#sums.add(key, FIELD.influenced, influenced);
      this.#sums.add(key, FIELD.model, model?.get(id) ?? 0);
    };
    for (const id of result.sourcingPartnerIds) addOf(id, homeCredits.source.get(id) ?? 0, 0);
    for (const id of result.influencingPartnerIds) addOf(id, 0, homeAmountMinor ?? 0);
  }

  /** @throws TotalOverflowError where a sum is beyond 2^53−1. */
  of(id: PartnerId): PartnerHistory {
    const partner = this.#partners.get(id);
    const influencedPipelineMinor = this.#pipeline.total(id, 0, `influenced pipeline of ${id}`);
    if (partner === undefined) return { ...NO_HISTORY, influencedPipelineMinor };
    const sumsOf = (slot: number): PartnerSums => this.#slot(partner * SLOTS + slot, id);
    const earlier = sumsOf(0);
    const months = Array.from({ length: SLOTS - 1 }, (_, index) => ({
      month: this.#months.name(this.#base + index + 1) as Month,
      ...sumsOf(index + 1),
    }));
    return {
      months: months.filter(({ deals }) => deals > 0),
      earlier: earlier.deals === 0 ? null : earlier,
      influencedPipelineMinor,
    };
  }

  #slot(key: number, id: PartnerId): PartnerSums {
    const of = (field: keyof typeof FIELD): number =>
      this.#sums.total(key, FIELD[field], `${field} of ${id} in a month`);
    return {
      deals: of('deals'),
      sourcedMinor: of('sourced'),
      influencedMinor: of('influenced'),
      modelMinor: of('model'),
    };
  }

  #partner(id: PartnerId): number {
    const known = this.#partners.get(id);
    if (known !== undefined) return known;
    const place = this.#partners.size;
    this.#partners.set(id, place);
    return place;
  }
}
