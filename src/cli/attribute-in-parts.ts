import type { FilePortfolio } from '../files/read-columns.js';
import type { OutFolder } from '../files/out-folder.js';
import { dealLabels } from '../files/write-deal-columns.js';
import { PartSums, type PartSettings } from '../operations/attribute-parts.js';
import type { SummedPortfolio } from '../operations/attribute-facts.js';
import type { AttributionThreads } from './attribution-threads.js';
import { PartWork, type PartInput, type PartOutput } from './attribute-part.js';

/** Sums of a portfolio, and how many rows its credits are. */
export interface PartedPortfolio extends SummedPortfolio {
  readonly credits: number;
}

/** Attributes a portfolio part by part; rows of deals and credits go to the folder, if there is one. */
export async function attributeInParts(
  { whole, exclusions, deals }: FilePortfolio,
  settings: PartSettings,
  out: OutFolder | null,
  threads: AttributionThreads | null,
): Promise<PartedPortfolio> {
  const labels = out === null ? null : dealLabels(deals);
  const { deals: dealColumns, parts, partDeals, placeOf, tags, partners } = whole;
  // Without `isExcluded`: a function cannot be handed to another thread.
  const data = { deals: dealColumns, parts, partDeals, placeOf, tags, partners };
  const input: PartInput = { whole: data, exclusions, settings, labels };
  const taken = new TakenParts(new PartSums(whole, settings), out);
  if (threads === null)
    workHere(input, (done) => {
      taken.take(done);
    });
  else
    await threads.work(input, (done) => {
      taken.take(done);
    });
  return taken.finish();
}

function workHere(input: PartInput, take: (done: PartOutput) => void): void {
  const work = new PartWork(input);
  for (let part = 0; part < input.whole.parts.length; part += 1) take(work.do(part));
}

/** Takes parts as they are done, and puts their rows in order. */
class TakenParts {
  readonly #sums: PartSums;
  readonly #out: OutFolder | null;
  readonly #waiting = new Map<number, PartOutput>();
  #next = 0;
  #credits = 0;

  constructor(sums: PartSums, out: OutFolder | null) {
    this.#sums = sums;
    this.#out = out;
  }

  take(done: PartOutput): void {
    this.#sums.add(done.sums);
    this.#credits += done.credits;
    this.#waiting.set(done.part, done);
    for (let next = this.#waiting.get(this.#next); next !== undefined; next = this.#waiting.get(this.#next)) {
      this.#out?.append(next.dealRows, next.creditRows);
      this.#waiting.delete(this.#next);
      this.#next += 1;
    }
  }

  finish(): PartedPortfolio {
    return { ...this.#sums.finish(), credits: this.#credits };
  }
}
