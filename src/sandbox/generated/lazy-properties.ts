import type { GeneratedRecords } from './generated-portal.js';

/** The properties of a generated record, each computed when it is looked at; whole only where somebody lists them. */
export class LazyProperties implements ReadonlyMap<string, string> {
  #whole: Map<string, string> | null = null;

  constructor(
    readonly source: GeneratedRecords,
    readonly n: number,
  ) {}

  get(name: string): string | undefined {
    return this.source.readers.get(name)?.(this.n);
  }

  has(name: string): boolean {
    return this.get(name) !== undefined;
  }

  get size(): number {
    return this.#all().size;
  }

  #all(): Map<string, string> {
    if (this.#whole !== null) return this.#whole;
    const whole = new Map<string, string>();
    for (const [name, read] of this.source.readers) {
      const value = read(this.n);
      if (value !== undefined) whole.set(name, value);
    }
    this.#whole = whole;
    return whole;
  }

  entries(): MapIterator<[string, string]> {
    return this.#all().entries();
  }

  keys(): MapIterator<string> {
    return this.#all().keys();
  }

  values(): MapIterator<string> {
    return this.#all().values();
  }

  forEach(visit: (value: string, key: string, map: ReadonlyMap<string, string>) => void): void {
    for (const [key, value] of this.#all()) visit(value, key, this);
  }

  [Symbol.iterator](): MapIterator<[string, string]> {
    return this.#all()[Symbol.iterator]();
  }
}
