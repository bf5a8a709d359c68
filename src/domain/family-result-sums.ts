/** What a partner with children brings together with all its descendants, added up one result at a time. */
import type { DealResult, PartnerCredits } from './credit.js';
import { familiesOf } from './families.js';
import type { PartnerId } from './ids.js';
import type { PartnerNumbers } from './portfolio.js';
import { PartnerResultSums } from './result-sums.js';
import type { PartnerDirectory } from './rules.js';

/**
 * A family is added up as if it were one partner: on each deal it has the sum of its members' credit, and one role, so
 * that the deal is counted once, and what its members influenced is in it once (attribution.md §4). Sourced and model
 * credit never overlap. A family of which one member sources a deal that another influences has both sums, as the two
 * have by themselves.
 */
export class FamilyResultSums {
  readonly #families: ReadonlyMap<PartnerId, ReadonlySet<PartnerId>>;
  readonly #sums: PartnerResultSums;
  readonly #influenced: PartnerResultSums;

  constructor(model: string, partners: PartnerDirectory) {
    this.#families = familiesOf(partners);
    this.#sums = new PartnerResultSums(model);
    this.#influenced = new PartnerResultSums(model);
  }

  /** Adds a deal of any status. */
  add(result: DealResult): void {
    if (this.#families.size === 0) return;
    const sourcing = this.#heads(result.sourcingPartnerIds);
    const influencing = this.#heads(result.influencingPartnerIds);
    if (sourcing.length === 0 && influencing.length === 0) return;
    const { homeCredits } = result;
    const ofFamilies = {
      source: this.#credits(homeCredits.source),
      influence: homeCredits.influence,
      model: new Map([...homeCredits.model].map(([model, credits]) => [model, this.#credits(credits)])),
    };
    const onlyInfluencing = influencing.filter((id) => !sourcing.includes(id));
    // All but influence: a family that sources and influences one deal is met on it once.
    this.#sums.add({
      ...result,
      homeCredits: ofFamilies,
      sourcingPartnerIds: sourcing,
      influencingPartnerIds: onlyInfluencing,
    });
    this.#influenced.add({ ...result, sourcingPartnerIds: [], influencingPartnerIds: influencing });
  }

  /** The numbers of every partner with children of which anybody has a role on a deal. */
  numbers(): ReadonlyMap<PartnerId, PartnerNumbers> {
    const influenced = this.#influenced.numbers();
    return new Map(
      [...this.#sums.numbers()].map(([id, numbers]) => [
        id,
        { ...numbers, influencedGrossMinor: influenced.get(id)?.influencedGrossMinor ?? 0 },
      ]),
    );
  }

  #heads(ids: readonly PartnerId[]): readonly PartnerId[] {
    return [...new Set(ids.flatMap((id) => [...(this.#families.get(id) ?? [])]))];
  }

  #credits(own: PartnerCredits): PartnerCredits {
    const credits = new Map<PartnerId, number>();
    for (const [id, minor] of own) {
      for (const head of this.#families.get(id) ?? []) credits.set(head, (credits.get(head) ?? 0) + minor);
    }
    return credits;
  }
}
