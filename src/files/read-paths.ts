import { compareIds } from '../domain/ids.js';
import type { Journeys } from '../domain/journey.js';
import { CsvTable, readRows, type CsvRow, type CsvSource } from './csv-table.js';
import type { Rejection } from './rejection.js';

export interface PathFile {
  readonly journeys: Journeys;
  readonly rejected: readonly Rejection[];
}

interface PathRow {
  readonly steps: readonly string[];
  readonly conversions: number;
  readonly value: number;
  readonly nulls: number;
}

/**
 * Reads paths.csv: `path,total_conversions,total_conversion_value,total_null`, steps separated by ` > `. Counts may be
 * written as programs for statistics do (1e+05). Rows with a bad cell are set aside.
 */
export function readPaths(source: CsvSource): PathFile {
  const table = new CsvTable(source, ['path', 'total_conversions']);
  const { values: rows, rejected } = readRows(table, readPath);
  const partners = [...new Set(rows.flatMap((row) => row.steps))].sort(compareIds);
  const place = new Map(partners.map((partner, index) => [partner, index]));
  const starts = new Uint32Array(rows.length + 1);
  rows.forEach((row, index) => (starts[index + 1] = (starts[index] ?? 0) + row.steps.length));
  return {
    journeys: {
      partners,
      starts,
      steps: Uint32Array.from(rows.flatMap((row) => row.steps.map((step) => place.get(step) ?? 0))),
      conversions: Float64Array.from(rows, (row) => row.conversions),
      values: Float64Array.from(rows, (row) => row.value),
      nulls: Float64Array.from(rows, (row) => row.nulls),
    },
    rejected,
  };
}

function readPath(row: CsvRow): PathRow | null {
  const path = row.required('path');
  const steps = path?.split(' > ').map((step) => step.trim()) ?? [];
  if (steps.includes('')) row.reject('path', 'step_missing');
  const conversions = row.requiredAs('total_conversions', readCount, 'number_invalid');
  const value = readOptional(row, 'total_conversion_value', readNumber);
  const nulls = readOptional(row, 'total_null', readCount);
  if (path === null || conversions === null || value === null || nulls === null) return null;
  return { steps, conversions, value, nulls };
}

const readOptional = (row: CsvRow, column: string, read: (text: string) => number | null): number | null =>
  row.cell(column) === null ? 0 : row.requiredAs(column, read, 'number_invalid');

const NUMBER = /^-?\d+(\.\d+)?([eE][+-]?\d+)?$/;

function readNumber(text: string): number | null {
  const value = NUMBER.test(text) ? Number(text) : Number.NaN;
  return Number.isFinite(value) ? value : null;
}

function readCount(text: string): number | null {
  const count = readNumber(text);
  return count !== null && count >= 0 ? count : null;
}
