type Column = Uint8Array | Uint32Array | Int32Array | Float64Array;

/**
 * Columns of one length that grow as rows come. Room for the most rows that a file of some size can hold is asked for at
 * once: what is never written to takes no memory.
 */
export class GrowingColumns<T extends Readonly<Record<string, Column>>> {
  readonly #make: (length: number) => T;
  #room: number;
  #columns: T;
  length = 0;

  constructor(make: (length: number) => T, most: number) {
    this.#make = make;
    this.#room = Math.max(1024, most);
    this.#columns = make(this.#room);
  }

  get columns(): T {
    return this.#columns;
  }

  /** The next row. */
  next(): number {
    const row = this.length;
    this.fit(row + 1);
    return row;
  }

  /** Sees to it that there are so many rows. */
  fit(length: number): void {
    if (length > this.length) this.length = length;
    if (length <= this.#room) return;
    this.#room = 2 * length;
    const larger = this.#make(this.#room);
    for (const [name, column] of Object.entries(this.#columns)) larger[name]?.set(column);
    this.#columns = larger;
  }

  /** The rows that there are. */
  finish(): T {
    const entries = Object.entries(this.#columns).map(([name, column]) => [
      name,
      column.subarray(0, this.length),
    ]);
    return Object.fromEntries(entries) as T;
  }
}
