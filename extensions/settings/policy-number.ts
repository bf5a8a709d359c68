/** Numbers of a policy as somebody writes them: read as they stand, never rounded, clamped or guessed. */
import type { PolicyField, PolicyFieldGroup } from '../view.js';
import { settingInForce } from './policy-text.js';

type NumberField = Extract<PolicyField, { kind: 'number' }>;

/** What was written into number fields and is no value of theirs, by path: the JSON keeps what it had. */
export type Unreadable = Readonly<Record<string, string>>;

export type NumberReading =
  | { readonly kind: 'value'; readonly value: number | undefined }
  | { readonly kind: 'problem'; readonly problem: string };

export const pathOf = ({ path }: PolicyField): string => path.join('.');

/** Reads what stands in a field; undefined is a field that may be left empty, and is. */
export function readNumber(
  { emptyMeans, positive }: Pick<NumberField, 'emptyMeans' | 'positive'>,
  written: string,
): NumberReading {
  const text = written.trim();
  if (text === '') {
    return emptyMeans === null
      ? { kind: 'problem', problem: 'This may not be empty: write a number.' }
      : { kind: 'value', value: undefined };
  }
  // No thousands' separators, no decimal comma: 1,5 could mean either.
  if (!/^-?(\d+(\.\d+)?|\.\d+)$/.test(text)) {
    return { kind: 'problem', problem: `“${text}” is not a number: write it like 30 or 1.5.` };
  }
  const value = Number(text);
  if (value < 0)
    return { kind: 'problem', problem: `${text} is below 0: this must be ${leastOf(positive)}.` };
  if (positive && value === 0) return { kind: 'problem', problem: `This must be ${leastOf(positive)}.` };
  return Number.isFinite(value)
    ? { kind: 'value', value }
    : { kind: 'problem', problem: `“${text}” is too large.` };
}

const leastOf = (positive: boolean): string => (positive ? 'above 0' : '0 or more');

/** What a number field shows: what was written and cannot be read, else the number that the text has or leaves as is. */
export function shownIn(field: NumberField, text: string, defaults: string, unreadable: Unreadable): string {
  const written = unreadable[pathOf(field)];
  if (written !== undefined) return written;
  const value = settingInForce(text, defaults, field);
  return value === undefined ? '' : typeof value === 'number' ? String(value) : JSON.stringify(value);
}

/** What is wrong with the number fields, each named: "Lock, days: This may not be empty". */
export const fieldProblems = (
  groups: readonly PolicyFieldGroup[],
  text: string,
  defaults: string,
  unreadable: Unreadable,
): readonly string[] =>
  groups
    .flatMap(({ fields }) => fields)
    .flatMap((field) => {
      if (field.kind !== 'number') return [];
      const reading = readNumber(field, shownIn(field, text, defaults, unreadable));
      return reading.kind === 'problem' ? [`${field.label}: ${reading.problem}`] : [];
    });
