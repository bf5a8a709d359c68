/** What the engine says from stored facts: the lines that the ledger should hold. */
import { instant, type Instant } from '../domain/calendar.js';
import type { DealFacts } from '../domain/deal.js';
import type { LedgerLine } from '../domain/ledger.js';
import { ledgerLines } from '../domain/ledger-lines.js';
import { compileRules } from '../domain/rules.js';
import { attributeFacts } from './attribute-facts.js';
import type { Basis, BasisHistory } from './basis-history.js';

/** The end of time, for postings from before the as-of of their run was kept. */
export const ALWAYS = instant(8.64e15);

/** The lines of each deal, in the order given. */
function recompute(
  deals: readonly DealFacts[],
  { settings, policy, partners }: Basis,
  asOf: Instant,
): readonly (readonly LedgerLine[])[] {
  const attributed = attributeFacts(deals, {
    rules: compileRules(policy),
    models: [policy.model],
    partners,
    asOf,
    homeCurrency: settings.homeCurrency,
  }).deals;
  return deals.map((facts, place) => {
    const one = attributed[place];
    return one === undefined ? [] : ledgerLines(facts, one, settings.timeZone);
  });
}

/** One version of a deal's facts, to be worked out under the basis and as of the instant of then. */
export interface Job {
  /** Null where the deal was gone. */
  readonly facts: DealFacts | null;
  /** Names the version of the facts. */
  readonly key: string;
  /** Of the basis: see `BasisHistory`. */
  readonly basis: number;
  readonly asOf: Instant;
}

const jobKey = ({ key, basis, asOf }: Job): string => `${basis} ${asOf} ${key}`;

/** Works many jobs out, those of one basis and instant together; each differing job once. */
export class Recomputation {
  readonly #lines = new Map<string, readonly LedgerLine[]>();

  constructor(jobs: readonly Job[], history: BasisHistory, reshuffle = false) {
    const distinct = new Map(jobs.map((job) => [jobKey(job), job]));
    const groups = new Map<string, Job[]>();
    const places = new Map<string, number>();
    for (const job of distinct.values()) {
      if (job.facts === null) continue;
      // Two versions of one deal must not meet in one portfolio.
      const deal = `${job.basis} ${job.asOf} ${job.facts.deal.id}`;
      const place = places.get(deal) ?? 0;
      places.set(deal, place + 1);
      const group = `${job.basis} ${job.asOf} ${place}`;
      const others = groups.get(group);
      if (others === undefined) groups.set(group, [job]);
      else others.push(job);
    }
    for (const group of groups.values()) this.#work(group, history, reshuffle);
  }

  /** Empty where the deal was gone, or there was no basis. */
  linesOf(job: Job): readonly LedgerLine[] {
    return this.#lines.get(jobKey(job)) ?? [];
  }

  #work(group: readonly Job[], history: BasisHistory, reshuffle: boolean): void {
    const [first] = group;
    const basis = first === undefined ? null : history.basis(first.basis);
    if (first === undefined || basis === null) return;
    const jobs = reshuffle ? shuffled(group) : group;
    const deals = jobs
      .flatMap(({ facts }) => facts ?? [])
      .map((one) => (reshuffle ? shuffledFacts(one) : one));
    const partners = reshuffle ? new Map([...basis.partners].reverse()) : basis.partners;
    const lines = recompute(deals, { ...basis, partners }, first.asOf);
    jobs.forEach((job, place) => this.#lines.set(jobKey(job), lines[place] ?? []));
  }
}

const shuffledFacts = (facts: DealFacts): DealFacts => ({
  ...facts,
  touches: shuffled(facts.touches),
  tags: shuffled(facts.tags),
});

/** The odd places backwards, then the even ones: an order of its own that needs no dice. */
const shuffled = <T>(values: readonly T[]): readonly T[] => [
  ...values.filter((_, place) => place % 2 === 1).reverse(),
  ...values.filter((_, place) => place % 2 === 0),
];
