import { invalid, type ErrorDetail } from './api-error.js';
import type { ObjectType } from './object-types.js';

/** HubSpot's words for formats that this portal knows. */
export const FORMAT_RULES = ['MIN_LENGTH', 'MAX_LENGTH', 'MIN_NUMBER', 'MAX_NUMBER', 'REGEX'] as const;
export type FormatRule = (typeof FORMAT_RULES)[number];

const FITS: Readonly<Record<FormatRule, (value: string, argument: string) => boolean>> = {
  MIN_LENGTH: (value, least) => value.length >= Number(least),
  MAX_LENGTH: (value, most) => value.length <= Number(most),
  MIN_NUMBER: (value, least) => Number(value) >= Number(least),
  MAX_NUMBER: (value, most) => Number(value) <= Number(most),
  REGEX: (value, pattern) => new RegExp(pattern).test(value),
};

/** What an admin demands of records that are written. */
export type ValidationRule =
  /** A property that a new record must have. */
  | { readonly kind: 'required'; readonly type: ObjectType; readonly property: string }
  /** A property that a record must have while another one has one of these values. */
  | {
      readonly kind: 'conditional';
      readonly type: ObjectType;
      readonly when: { readonly property: string; readonly values: readonly string[] };
      readonly property: string;
      /** Also of writes that touch neither property, so that a record which breaks it takes none until it is mended. */
      readonly onEveryWrite?: true;
    }
  /** What a value must look like. */
  | {
      readonly kind: 'format';
      readonly type: ObjectType;
      readonly property: string;
      readonly ruleType: FormatRule;
      readonly ruleArguments: readonly string[];
    };

/** The first version of HubSpot's API that enforces them; earlier ones let such writes pass. */
const ENFORCED_FROM = '2026-09';

/** Whether a version of the API enforces an admin's rules: `v3` and `v4` never did, dated ones do from 2026-09 on. */
export const enforcesRules = (version: string): boolean => /^\d/.test(version) && version >= ENFORCED_FROM;

/** A value that is written and has not the form that the admin wants. */
function misshapen(
  { property, ruleType, ruleArguments }: Extract<ValidationRule, { readonly kind: 'format' }>,
  properties: ReadonlyMap<string, string>,
  written: ReadonlySet<string> | null,
): ErrorDetail | null {
  const value = properties.get(property);
  if (value === undefined || (written !== null && !written.has(property))) return null;
  if (FITS[ruleType](value, ruleArguments[0] ?? '')) return null;
  return {
    message: `Property "${property}" breaks its validation rule ${ruleType} ${ruleArguments.join(', ')}.`,
    code: 'INVALID_PROPERTY_VALUE',
    context: { propertyName: [property] },
  };
}

function brokenBy(
  rule: ValidationRule,
  properties: ReadonlyMap<string, string>,
  written: ReadonlySet<string> | null,
): ErrorDetail | null {
  if (rule.kind === 'format') return misshapen(rule, properties, written);
  if (properties.has(rule.property)) return null;
  if (rule.kind === 'required') {
    // On an update only whoever empties it breaks the rule: older records may well lack it.
    if (written !== null && !written.has(rule.property)) return null;
    return {
      message: `Property "${rule.property}" is required.`,
      code: 'MISSING_REQUIRED_PROPERTY',
      context: { propertyName: [rule.property] },
    };
  }
  const value = properties.get(rule.when.property);
  if (value === undefined || !rule.when.values.includes(value)) return null;
  const touched = written === null || written.has(rule.property) || written.has(rule.when.property);
  if (!touched && rule.onEveryWrite !== true) return null;
  return {
    message: `Property "${rule.property}" is required when "${rule.when.property}" is ${value}.`,
    code: 'MISSING_CONDITIONAL_REQUIRED_PROPERTY',
    context: { propertyName: [rule.property], dependsOn: [rule.when.property] },
  };
}

/**
 * Refuses a write that breaks the admin's rules, all that it breaks at once: 400 with
 * `MISSING_REQUIRED_PROPERTY` or `MISSING_CONDITIONAL_REQUIRED_PROPERTY`.
 * @param written the properties that an update names; null for a new record.
 */
export function checkRules(
  rules: readonly ValidationRule[],
  type: ObjectType,
  properties: ReadonlyMap<string, string>,
  written: ReadonlySet<string> | null,
): void {
  const errors = rules
    .filter((rule) => rule.type === type)
    .flatMap((rule) => brokenBy(rule, properties, written) ?? []);
  const [first] = errors;
  if (first !== undefined) throw invalid(first.message, errors);
}
