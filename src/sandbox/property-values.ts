import { invalid, type ErrorDetail } from './api-error.js';
import { OWNERS } from './owners.js';
import type { Pipeline } from './deal-pipelines.js';
import type { ObjectType } from './object-types.js';
import type { PortalTerms } from './portal-terms.js';
import type { Property } from './property.js';
import type { PropertyStore } from './property-store.js';
import type { PortalSettings } from './settings.js';
import { TICKET_PIPELINES } from './ticket-pipelines.js';

/** What a request may give as a value; HubSpot turns them all into text. */
export type InputValue = string | number | boolean | null;
export type InputProperties = Readonly<Record<string, InputValue>>;

/** HubSpot's longest property value. */
const MAX_LENGTH = 65_536;

type Checked = { readonly value: string } | { readonly code: string; readonly message: string };

const NUMBER = /^-?(\d+(\.\d*)?|\.\d+)([eE][+-]?\d+)?$/;
const ISO_DATE = /^\d{4}-\d{2}-\d{2}$/;
const ISO_INSTANT = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2}(\.\d+)?)?(Z|[+-]\d{2}:?\d{2})$/;

const bad = (property: Property, code: string, text: string): Checked => ({
  code,
  message: `${text} was not a valid ${property.type} for property "${property.name}".`,
});

function checkInstant(property: Property, text: string): Checked {
  const millis = /^-?\d+$/.test(text)
    ? Number(text)
    : ISO_DATE.test(text) || ISO_INSTANT.test(text)
      ? Date.parse(text)
      : NaN;
  if (Number.isNaN(new Date(millis).getTime())) return bad(property, 'INVALID_DATE', text);
  const iso = new Date(millis).toISOString();
  if (property.type === 'datetime') return { value: iso };
  return iso.endsWith('T00:00:00.000Z') ? { value: iso.slice(0, 10) } : bad(property, 'INVALID_DATE', text);
}

type Pipelines = readonly Pipeline[];

function allowedValues(property: Property, pipelines: Pipelines): ReadonlySet<string> {
  if (property.referencedObjectType === 'OWNER') return new Set(OWNERS.map(({ id }) => id));
  if (property.name === 'pipeline') return new Set(pipelines.map(({ id }) => id));
  if (property.name === 'dealstage') {
    return new Set(pipelines.flatMap(({ stages }) => stages.map(({ id }) => id)));
  }
  if (property.name === 'hs_pipeline') return new Set(TICKET_PIPELINES.map(({ id }) => id));
  if (property.name === 'hs_pipeline_stage') {
    return new Set(TICKET_PIPELINES.flatMap(({ stages }) => stages.map(({ id }) => id)));
  }
  return new Set(property.options.map(({ value }) => value));
}

function checkOptions(
  property: Property,
  text: string,
  before: string | undefined,
  pipelines: Pipelines,
): Checked {
  const allowed = allowedValues(property, pipelines);
  const several = property.fieldType === 'checkbox';
  const given = several ? text.split(';').filter((one) => one !== '') : [text];
  const unknown = given.find((one) => !allowed.has(one));
  if (unknown !== undefined) {
    return {
      code: 'INVALID_OPTION',
      message: `${unknown} was not one of the allowed options for property "${property.name}": ${JSON.stringify([...allowed])}`,
    };
  }
  // A leading semicolon adds to what is there.
  const kept = several && text.startsWith(';') && before !== undefined ? before.split(';') : [];
  return { value: [...new Set([...kept, ...given])].join(';') };
}

function checkValue(
  property: Property,
  text: string,
  before: string | undefined,
  pipelines: Pipelines,
): Checked {
  switch (property.type) {
    case 'number':
      return NUMBER.test(text) && Number.isFinite(Number(text))
        ? { value: text }
        : bad(property, 'INVALID_INTEGER', text);
    case 'bool':
      return text === 'true' || text === 'false' ? { value: text } : bad(property, 'INVALID_BOOLEAN', text);
    case 'date':
    case 'datetime':
      return checkInstant(property, text);
    case 'enumeration':
      return checkOptions(property, text, before, pipelines);
    case 'string':
    case 'phone_number':
      return text.length <= MAX_LENGTH
        ? { value: text }
        : {
            code: 'PROPERTY_VALUE_TOO_LONG',
            message: `The value of "${property.name}" is longer than ${MAX_LENGTH} characters.`,
          };
  }
}

function checkProperty(
  property: Property | undefined,
  name: string,
  input: InputValue,
  before: string | undefined,
  pipelines: Pipelines,
): Checked {
  if (property === undefined) {
    return { code: 'PROPERTY_DOESNT_EXIST', message: `Property "${name}" does not exist` };
  }
  if (property.readOnlyValue) {
    return {
      code: 'READ_ONLY_VALUE',
      message: `"${name}" is a read only property; its value cannot be set.`,
    };
  }
  // An empty value clears the property.
  return input === null || input === ''
    ? { value: '' }
    : checkValue(property, String(input), before, pipelines);
}

const withoutZeros = (number: string): string =>
  /^-?\d+\.\d*$/.test(number) ? number.replace(/\.?0*$/, '') : number;

/** What values are checked against. */
interface Checking {
  readonly properties: PropertyStore;
  readonly settings: PortalSettings;
  readonly terms: PortalTerms;
}

/**
 * The given values as HubSpot stores them, '' for those to clear. Throws one 400 that lists every value which does not
 * fit its definition.
 */
export function checkValues(
  { properties: store, settings, terms }: Checking,
  type: ObjectType,
  input: InputProperties,
  before: ReadonlyMap<string, string>,
): ReadonlyMap<string, string> {
  const values = new Map<string, string>();
  const errors: ErrorDetail[] = [];
  for (const [name, given] of Object.entries(input)) {
    const property = store.get(type, name);
    const checked = checkProperty(property, name, given, before.get(name), terms.pipelines);
    const shortens = settings.dropTrailingZeros && property?.type === 'number';
    if ('value' in checked) values.set(name, shortens ? withoutZeros(checked.value) : checked.value);
    else errors.push({ ...checked, context: { propertyName: [name] } });
  }
  if (errors.length > 0) {
    const listed = errors.map(({ message, code }) => ({ isValid: false, message, error: code }));
    throw invalid(`Property values were not valid: ${JSON.stringify(listed)}`, errors);
  }
  return values;
}
