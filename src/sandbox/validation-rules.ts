import { invalid, type ErrorDetail } from './api-error.js';
import type { ObjectType } from './object-types.js';

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
    };

/** The first version of HubSpot's API that enforces them; earlier ones let such writes pass. */
const ENFORCED_FROM = '2026-09';

/** Whether a version of the API enforces an admin's rules: `v3` and `v4` never did, dated ones do from 2026-09 on. */
export const enforcesRules = (version: string): boolean => /^\d/.test(version) && version >= ENFORCED_FROM;

function brokenBy(
  rule: ValidationRule,
  properties: ReadonlyMap<string, string>,
  written: ReadonlySet<string> | null,
): ErrorDetail | null {
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
  if (written !== null && !written.has(rule.property) && !written.has(rule.when.property)) return null;
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
