/** Credit by group of partners and bucket, added up one deal after the other. */
import { isLegacyLine } from './baseline.js';
import { BUCKETS, type Bucket } from './credit.js';
import { groupBy } from './group-by.js';
import { compareIds, type PartnerId } from './ids.js';
import type { LedgerEntry } from './ledger.js';
import { exact, homeSum } from './ledger-sums.js';
import { MinorSum } from './money.js';

/** Home currency, minor units. */
export interface CreditNumbers {
  readonly sourcedMinor: number;
  /** Not additive: a deal that two of them influenced is in both. Within a row a deal counts once. */
  readonly influencedMinor: number;
  /** In the order of `models`. */
  readonly modelMinor: readonly number[];
}

/** Credit of a partner, tier or type in one bucket. */
export interface CreditRow extends CreditNumbers {
  readonly key: string;
  readonly bucket: Bucket;
  /** Of a partner with children: the same over itself and all its descendants, a deal counted once. */
  readonly withChildren: CreditNumbers | null;
  /** What of its own is of legacy deals: the partner that they name; null where nothing is. */
  readonly ofItLegacy: CreditNumbers | null;
}

/** One deal's entries within a period, and those before it. */
interface Span {
  readonly before: readonly LedgerEntry[];
  readonly entries: readonly LedgerEntry[];
}

interface Sums {
  readonly sourced: MinorSum;
  readonly influenced: MinorSum;
  readonly models: Map<string, MinorSum>;
}

export class CreditSums {
  readonly #groupOf: (partner: PartnerId) => string;
  readonly #familiesOf: (partner: PartnerId) => readonly string[];
  readonly #own = new Map<string, Sums>();
  readonly #families = new Map<string, Sums>();
  readonly #legacy = new Map<string, Sums>();

  constructor(
    groupOf: (partner: PartnerId) => string,
    familiesOf: (partner: PartnerId) => readonly string[],
  ) {
    this.#groupOf = groupOf;
    this.#familiesOf = familiesOf;
  }

  /** Adds one deal. */
  add(span: Span): void {
    addTo(this.#own, span, (partner) => [this.#groupOf(partner)]);
    addTo(this.#families, span, this.#familiesOf);
    const legacy = { before: span.before.filter(isLegacyLine), entries: span.entries.filter(isLegacyLine) };
    if (legacy.entries.length > 0) addTo(this.#legacy, legacy, (partner) => [this.#groupOf(partner)]);
  }

  /** In the order of keys and buckets. A parent whose children alone have credit has a row too. */
  rows(models: readonly string[]): readonly CreditRow[] {
    return [...new Set([...this.#own.keys(), ...this.#families.keys()])]
      .map((text): CreditRow => {
        const [key, bucket] = JSON.parse(text) as [string, Bucket];
        const [family, legacy] = [this.#families.get(text), this.#legacy.get(text)];
        return {
          key,
          bucket,
          ...numbersOf(this.#own.get(text), models, key),
          withChildren: family === undefined ? null : numbersOf(family, models, `${key} with its children`),
          ofItLegacy: legacy === undefined ? null : numbersOf(legacy, models, `${key}, legacy`),
        };
      })
      .sort((a, b) => compareIds(a.key, b.key) || BUCKETS.indexOf(a.bucket) - BUCKETS.indexOf(b.bucket));
  }
}

function addTo(
  groups: Map<string, Sums>,
  { before, entries }: Span,
  keysOf: (partner: PartnerId) => readonly string[],
): void {
  const earlier = byKey(before, keysOf);
  for (const [key, own] of byKey(entries, keysOf)) {
    const sums = groups.get(key) ?? {
      sourced: new MinorSum(),
      influenced: new MinorSum(),
      models: new Map(),
    };
    groups.set(key, sums);
    sums.influenced.add(influenceOf({ before: earlier.get(key) ?? [], entries: own }));
    for (const entry of own) {
      const home = entry.homeAmountMinor ?? 0;
      if (entry.pool === 'source') sums.sourced.add(home);
      if (entry.model !== null) modelOf(sums, entry.model).add(home);
    }
  }
}

function byKey(
  entries: readonly LedgerEntry[],
  keysOf: (partner: PartnerId) => readonly string[],
): ReadonlyMap<string, readonly LedgerEntry[]> {
  const keyed = entries.flatMap((entry) =>
    entry.partnerId === null
      ? []
      : keysOf(entry.partnerId).map((key) => ({ key: JSON.stringify([key, entry.bucket]), entry })),
  );
  return new Map(
    [...groupBy(keyed, ({ key }) => key)].map(([key, some]) => [key, some.map(({ entry }) => entry)]),
  );
}

function modelOf({ models }: Sums, model: string): MinorSum {
  const sum = models.get(model) ?? new MinorSum();
  models.set(model, sum);
  return sum;
}

const numbersOf = (sums: Sums | undefined, models: readonly string[], name: string): CreditNumbers => ({
  sourcedMinor: exact(sums?.sourced ?? new MinorSum(), `sourced of ${name}`),
  influencedMinor: exact(sums?.influenced ?? new MinorSum(), `influence of ${name}`),
  modelMinor: models.map((model) => exact(sums?.models.get(model) ?? new MinorSum(), `${model} of ${name}`)),
});

/**
 * What a group influenced of a deal within a span: once, however many of the group are on it. So it is the group's
 * standing influence at the end less that at the beginning; a partner that leaves a deal takes nothing away from a
 * group whose other partner is still on it.
 */
const influenceOf = ({ before, entries }: Span): number =>
  standingInfluence([...before, ...entries]) - standingInfluence(before);

function standingInfluence(ofDeal: readonly LedgerEntry[]): number {
  const influence = ofDeal.filter((entry) => entry.pool === 'influence');
  const nets = [...groupBy(influence, (entry) => entry.partnerId).values()].map((own) =>
    homeSum(own, 'influence of a deal'),
  );
  return nets.find((net) => net !== 0) ?? 0;
}
