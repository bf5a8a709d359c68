/** Values of the portal's own properties, as its mapping says what they mean. */
import { parseInstant, type Instant } from '../domain/calendar.js';
import { meaningIn } from '../domain/mapped-value.js';
import type { MappedField } from '../domain/mapping.js';
import type { Cells } from './cells.js';
import { markProperty } from './partner-mark-values.js';

/** Several values of one property stand with semicolons between. Example: "Reseller;Referral" → both. */
export const severalIn = (text: string): readonly string[] =>
  text
    .split(';')
    .map((part) => part.trim())
    .filter((part) => part !== '');

/** Whether a property has one of the values, or a property with several values one of them. */
export function hasOneOf(cells: Cells, property: string, values: readonly string[]): boolean {
  const text = cells.get(property);
  if (text === null) return false;
  return values.includes(text) || (text.includes(';') && severalIn(text).some((one) => values.includes(one)));
}

/** Where a mapped field stands in a company's raw record. */
const cellOf = ({ on, property }: MappedField): string =>
  on === 'object' ? markProperty(property) : property;

/**
 * One of our options, from our own property or from the portal's, as the mapping says.
 * @param labels our options by value.
 * @returns null where neither says anything; what is written there and means nothing is a problem that is not fatal.
 */
export function readOption<T extends string>(
  cells: Cells,
  ours: string,
  labels: Readonly<Record<T, string>>,
  field: MappedField | null,
): T | null {
  if (field?.mode === 'read') return theirOption(cells, labels, field);
  const text = cells.get(ours);
  if (text !== null) {
    return Object.hasOwn(labels, text) ? (text as T) : cells.note(ours, 'option_unknown', false);
  }
  return field?.mode === 'migrate' ? theirOption(cells, labels, field) : null;
}

function theirOption<T extends string>(
  cells: Cells,
  labels: Readonly<Record<T, string>>,
  field: MappedField,
): T | null {
  const cell = cellOf(field);
  const text = cells.get(cell);
  if (text === null) return null;
  const meant = (value: string): T | null => {
    const ours = meaningIn(field.values, value);
    return ours !== undefined && Object.hasOwn(labels, ours) ? (ours as T) : null;
  };
  const whole = meant(text);
  if (whole !== null) return whole;
  const parts = severalIn(text).map(meant);
  const [only, ...others] = new Set(parts);
  if (only === null || only === undefined || parts.includes(null)) {
    return cells.note(cell, 'option_unknown', false);
  }
  // One partner has one type, and which of several it is nobody said.
  return others.length === 0 ? only : cells.note(cell, 'option_ambiguous', false);
}

/** An owner's id, from our own property or from the portal's. */
export function readOwner(cells: Cells, ours: string, field: MappedField | null): string | null {
  if (field?.mode === 'read') return cells.get(cellOf(field));
  return cells.get(ours) ?? (field?.mode === 'migrate' ? cells.get(cellOf(field)) : null);
}

/** A date, from our own property or from the portal's. */
export function readDate(cells: Cells, ours: string, field: MappedField | null): Instant | null {
  const own = field?.mode === 'read' ? null : dateIn(cells, ours);
  if (own !== null || field === null || field.mode === 'ignore') return own;
  return dateIn(cells, cellOf(field));
}

function dateIn(cells: Cells, cell: string): Instant | null {
  const text = cells.get(cell);
  if (text === null) return null;
  return parseInstant(text) ?? cells.note(cell, 'instant_invalid', false);
}
