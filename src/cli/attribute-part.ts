import type { RollupSums } from '../domain/columns/rollup.js';
import type { UnorderedPortfolio } from '../domain/columns/touch-order.js';
import { exclusionsBy, type ExclusionColumns } from '../files/exclusions.js';
import { DealRows, type DealLabels } from '../files/write-deal-columns.js';
import { PartAttribution, type PartSettings } from '../operations/attribute-parts.js';

/** A portfolio and what is to be done with it; plain data, that another thread can take. */
export interface PartInput {
  readonly whole: Omit<UnorderedPortfolio, 'isExcluded'>;
  readonly exclusions: ExclusionColumns;
  readonly settings: PartSettings;
  /** What rows say of deals; null where no rows are asked for. */
  readonly labels: DealLabels | null;
}

/** What came of a part. */
export interface PartOutput {
  readonly part: number;
  readonly sums: RollupSums;
  /** How many rows credits.csv has of it. */
  readonly credits: number;
  readonly dealRows: Uint8Array<ArrayBuffer>;
  readonly creditRows: Uint8Array<ArrayBuffer>;
}

const NOTHING = new Uint8Array(0);

/** Works parts of a portfolio off, in whatever thread. */
export class PartWork {
  readonly #attribution: PartAttribution;
  readonly #rows: DealRows | null;

  constructor({ whole, exclusions, settings, labels }: PartInput) {
    this.#attribution = new PartAttribution({ ...whole, isExcluded: exclusionsBy(exclusions) }, settings);
    this.#rows = labels === null ? null : new DealRows(labels, whole.partners);
  }

  /** Attributes a part and writes its rows. */
  do(part: number): PartOutput {
    const attributed = this.#attribution.attribute(part);
    return {
      part,
      sums: attributed.sums,
      credits: attributed.results.rows,
      dealRows: this.#rows?.deals(attributed) ?? NOTHING,
      creditRows: this.#rows?.credits(attributed) ?? NOTHING,
    };
  }
}

/** The part that a thread begins next; null where all are begun. */
export function takePart({ whole }: PartInput, next: Int32Array): number | null {
  const part = Atomics.add(next, 0, 1);
  return part < whole.parts.length ? part : null;
}
