/** The few members of DuckDB's client that the benchmarks call, so that types check where it is not installed. */
declare module '@duckdb/node-api' {
  export interface DuckDBType {
    readonly typeId: number;
  }
  export const INTEGER: DuckDBType;
  export const TINYINT: DuckDBType;
  export const DOUBLE: DuckDBType;

  export class DuckDBDataChunk {
    static create(types: readonly DuckDBType[], rowCount?: number): DuckDBDataChunk;
    setColumns(columns: readonly (readonly number[])[]): void;
  }
  export interface DuckDBAppender {
    appendDataChunk(chunk: DuckDBDataChunk): void;
    closeSync(): void;
  }
  export interface DuckDBResultReader {
    readonly currentRowCount: number;
    getColumns(): unknown[][];
  }
  export interface DuckDBConnection {
    run(sql: string): Promise<unknown>;
    runAndReadAll(sql: string): Promise<DuckDBResultReader>;
    createAppender(table: string): Promise<DuckDBAppender>;
    closeSync(): void;
  }
  export class DuckDBInstance {
    static create(path: string, options?: Readonly<Record<string, string>>): Promise<DuckDBInstance>;
    connect(): Promise<DuckDBConnection>;
    closeSync(): void;
  }
}
