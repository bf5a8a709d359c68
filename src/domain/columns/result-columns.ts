import type { DealModel } from '../deal-model.js';
import type { Classifier } from './classifier.js';
import type { DealColumns } from './portfolio-columns.js';

/** Credits of one pool: a row a (deal, partner with a part in it); minor units of the deal's and the home currency. */
export interface PoolColumns {
  own: Float64Array;
  home: Float64Array;
}

/** What the engine found: columns by deal, and columns by row, whose rows of deal i start at `rowStarts[i]`. */
export class ResultColumns {
  readonly models: readonly DealModel[];
  readonly dealClass: Uint8Array;
  readonly flags: Uint8Array;
  readonly rowStarts: Uint32Array;
  /** By row, in the order of partners within a deal. */
  partner: Uint32Array;
  part: Uint8Array;
  readonly source: PoolColumns;
  /** One pool a model, in the order of `models`. */
  readonly model: readonly PoolColumns[];
  /** Where every deal is in the home currency, own and home credits are the same columns. */
  readonly #sameCurrency: boolean;
  #first = 0;
  #end = 0;

  constructor(deals: DealColumns, models: readonly DealModel[]) {
    this.models = models;
    this.dealClass = new Uint8Array(deals.length);
    this.flags = new Uint8Array(deals.length);
    this.rowStarts = new Uint32Array(deals.length + 1);
    this.#sameCurrency = deals.amount.every((amount, deal) => amount === deals.homeAmount[deal]);
    const rows = Math.max(16, 2 * deals.length);
    this.partner = new Uint32Array(rows);
    this.part = new Uint8Array(rows);
    this.source = this.#pool(rows);
    this.model = models.map(() => this.#pool(rows));
  }

  /** The first row of the deal that was begun last. */
  get firstRow(): number {
    return this.#first;
  }

  /** Rows of all deals. */
  get rows(): number {
    return this.#end;
  }

  #pool(rows: number): PoolColumns {
    const own = new Float64Array(rows);
    return { own, home: this.#sameCurrency ? own : new Float64Array(rows) };
  }

  /** Begins the next deal, with that many rows. */
  startDeal(deal: number, classifier: Pick<Classifier, 'class' | 'flags'>, rows: number): void {
    this.dealClass[deal] = classifier.class;
    this.flags[deal] = classifier.flags;
    this.#first = this.#end;
    this.#end += rows;
    this.rowStarts[deal + 1] = this.#end;
    if (this.#end > this.partner.length) this.#resize(2 * this.#end);
  }

  putRow(row: number, partner: number, part: number): void {
    this.partner[this.#first + row] = partner;
    this.part[this.#first + row] = part;
  }

  /** Gives back the room that was not needed. */
  finish(): this {
    this.#resize(this.#end);
    return this;
  }

  #resize(rows: number): void {
    this.partner = resized(this.partner, rows, Uint32Array);
    this.part = resized(this.part, rows, Uint8Array);
    for (const pool of [this.source, ...this.model]) {
      pool.own = resized(pool.own, rows, Float64Array);
      pool.home = this.#sameCurrency ? pool.own : resized(pool.home, rows, Float64Array);
    }
  }
}

type Column = Uint8Array | Uint32Array | Float64Array;

function resized<T extends Column>(column: T, rows: number, type: new (length: number) => T): T {
  if (rows <= column.length) return column.subarray(0, rows) as T;
  const larger = new type(rows);
  larger.set(column);
  return larger;
}
