/**
 * Adds results up one at a time, as they are kept: what a portfolio says, without holding it. The same sums as those over
 * columns (`portfolioTotals`), which a test holds against each other.
 */
import { ExactSums } from './columns/exact-sums.js';
import type { DealClass, DealResult } from './credit.js';
import type { DealStatus } from './deal.js';
import { compareIds, type PartnerId } from './ids.js';
import { exact, type PartnerNumbers, type Totals } from './portfolio.js';

const STATUSES = ['won', 'open'] as const satisfies readonly DealStatus[];
const CLASSES = ['sourced', 'influenced', 'direct'] as const satisfies readonly DealClass[];

/** Where the sums of a partner stand; the model's is last. */
const FIELD = { sourced: 0, influenced: 1, pipeline: 2, deals: 3, model: 4 } as const;
const WIDTH = 5;

/** Revenue and pipeline by class; home currency, minor units. */
export class ClassResultSums {
  readonly #classes = new ExactSums(STATUSES.length * CLASSES.length);
  /** Apart from the classes, so that the identity is checked rather than assumed. */
  readonly #statuses = new ExactSums(STATUSES.length);
  /** Won or open deals without a home amount: in no home total. */
  dealsWithoutHomeAmount = 0;

  /** Adds a deal; a lost one carries nothing. */
  add({ status, class: dealClass, homeAmountMinor }: DealResult): void {
    if (status === 'lost') return;
    if (homeAmountMinor === null) {
      this.dealsWithoutHomeAmount += 1;
      return;
    }
    const place = STATUSES.indexOf(status);
    this.#statuses.add(place, homeAmountMinor);
    this.#classes.add(place * CLASSES.length + CLASSES.indexOf(dealClass), homeAmountMinor);
  }

  /** @throws TotalOverflowError where a sum is beyond 2^53−1. */
  totals(): Totals {
    const ofStatus = (status: (typeof STATUSES)[number]): number =>
      exact(this.#statuses.total(STATUSES.indexOf(status)), status);
    const of = (status: (typeof STATUSES)[number], dealClass: DealClass): number =>
      exact(
        this.#classes.total(STATUSES.indexOf(status) * CLASSES.length + CLASSES.indexOf(dealClass)),
        `${status} ${dealClass}`,
      );
    return {
      wonMinor: ofStatus('won'),
      sourcedMinor: of('won', 'sourced'),
      influencedMinor: of('won', 'influenced'),
      directMinor: of('won', 'direct'),
      pipelineMinor: ofStatus('open'),
      sourcedPipelineMinor: of('open', 'sourced'),
      influencedPipelineMinor: of('open', 'influenced'),
    };
  }
}

/** Each partner's numbers; home currency, minor units. */
export class PartnerResultSums {
  readonly #model: string;
  readonly #places = new Map<PartnerId, number>();
  readonly #sums = new ExactSums(0);
  #room = 0;

  /** @param model whose credit is added up. */
  constructor(model: string) {
    this.#model = model;
  }

  /** Adds a deal of any status: a role on a lost one makes a partner known, too. */
  add(result: DealResult): void {
    const { status, homeCredits, homeAmountMinor } = result;
    for (const id of result.sourcingPartnerIds) {
      const place = this.#place(id);
      const source = homeCredits.source.get(id) ?? 0;
      if (status === 'open') this.#sums.add(place + FIELD.pipeline, source);
      if (status === 'won') this.#sums.add(place + FIELD.sourced, source);
    }
    for (const id of result.influencingPartnerIds) {
      const place = this.#place(id);
      // Every influencing partner has the whole amount: not additive.
      if (status === 'won') this.#sums.add(place + FIELD.influenced, homeAmountMinor ?? 0);
    }
    if (status === 'won') this.#addWon(result);
  }

  #addWon({ sourcingPartnerIds, influencingPartnerIds, homeCredits }: DealResult): void {
    for (const id of [...sourcingPartnerIds, ...influencingPartnerIds]) {
      const place = this.#place(id);
      this.#sums.add(place + FIELD.deals, 1);
      this.#sums.add(place + FIELD.model, homeCredits.model.get(this.#model)?.get(id) ?? 0);
    }
  }

  #place(id: PartnerId): number {
    const known = this.#places.get(id);
    if (known !== undefined) return known;
    const place = this.#places.size * WIDTH;
    this.#places.set(id, place);
    if (place >= this.#room) {
      this.#room = 2 * (place + WIDTH);
      this.#sums.grow(this.#room);
    }
    return place;
  }

  /**
   * Partners with a role on any deal, in the order of ids.
   * @throws TotalOverflowError where a sum is beyond 2^53−1.
   */
  numbers(): ReadonlyMap<PartnerId, PartnerNumbers> {
    const of = (place: number, field: keyof typeof FIELD, id: PartnerId): number =>
      exact(this.#sums.total(place + FIELD[field]), `${field} of ${id}`);
    return new Map(
      [...this.#places]
        .sort(([a], [b]) => compareIds(a, b))
        .map(([id, place]) => [
          id,
          {
            sourcedMinor: of(place, 'sourced', id),
            influencedGrossMinor: of(place, 'influenced', id),
            modelMinor: new Map([[this.#model, of(place, 'model', id)]]),
            wonDeals: of(place, 'deals', id),
            sourcedPipelineMinor: of(place, 'pipeline', id),
          },
        ]),
    );
  }
}
