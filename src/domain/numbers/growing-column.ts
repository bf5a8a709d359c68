/** A column of numbers whose length is not known before it ends; it doubles its room, and keeps nothing but numbers. */
type Numbers = Float64Array | Int32Array | Uint8Array;

export class GrowingColumn<Column extends Numbers> {
  readonly #make: (length: number) => Column;
  #values: Column;
  #length = 0;

  constructor(make: (length: number) => Column) {
    this.#make = make;
    this.#values = make(64);
  }

  push(value: number): void {
    if (this.#length === this.#values.length) {
      const roomier = this.#make(2 * this.#length);
      roomier.set(this.#values);
      this.#values = roomier;
    }
    this.#values[this.#length] = value;
    this.#length += 1;
  }

  get length(): number {
    return this.#length;
  }

  /** What was pushed, without a copy: good until the next push. */
  get values(): Column {
    return this.#values.subarray(0, this.#length) as Column;
  }
}
