interface ColumnType<T> {
  readonly BYTES_PER_ELEMENT: number;
  new (buffer: SharedArrayBuffer): T;
}

/** A column that several threads can use. What is never written to takes no memory. */
export const shared = <T>(type: ColumnType<T>, length: number): T =>
  new type(new SharedArrayBuffer(length * type.BYTES_PER_ELEMENT));
