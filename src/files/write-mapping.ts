/** A mapping as a file: only what differs from the defaults, in one order, as people read it. */
import { isDeepStrictEqual } from 'node:util';
import {
  DEFAULT_MAPPING,
  PARTNER_FIELDS,
  type MappedField,
  type MappedLabel,
  type Mapping,
} from '../domain/mapping.js';

type Json = Readonly<Record<string, unknown>>;

/** The text of a mapping; what `parseMapping` makes of it is the mapping. */
export function writeMapping(mapping: Mapping): string {
  const { partners, tags, people } = mapping;
  const file: Json = {
    version: mapping.version,
    ...differing('partners', partners, partners.from === 'company' ? partners : withoutNulls(partners)),
    ...filled('fields', fieldsOf(mapping)),
    ...filled('tags', {
      ...(tags.labels.length === 0 ? {} : { labels: tags.labels.map(labelOf) }),
      ...(tags.property === null ? {} : { property: withoutNulls(tags.property, ['values']) }),
    }),
    ...(people === null ? {} : { people: withoutNulls(people) }),
    ...differing('customer', mapping.customer),
    ...differing('pipelines', mapping.pipelines),
    ...differing('amount', mapping.amount),
    ...filled('activityKinds', {
      ...kindsOf(mapping, 'demo'),
      ...kindsOf(mapping, 'proposal'),
    }),
    ...(mapping.baseline === null ? {} : { baseline: mapping.baseline }),
  };
  return `${JSON.stringify(file, null, 2)}\n`;
}

const differing = (key: keyof Mapping, value: unknown, written: unknown = value): Json =>
  isDeepStrictEqual(value, DEFAULT_MAPPING[key]) ? {} : { [key]: written };

const filled = (key: keyof Mapping, value: Json): Json =>
  Object.keys(value).length === 0 ? {} : { [key]: value };

/** What a key that is absent means anyhow is left out, and empty maps of values. */
function withoutNulls(value: object, optional: readonly string[] = []): Json {
  const entries = Object.entries(value).filter(
    ([key, item]) => item !== null && !(optional.includes(key) && Object.keys(item as object).length === 0),
  );
  return Object.fromEntries(entries);
}

const labelOf = ({ object, label, role, motion }: MappedLabel): Json => ({
  object,
  label,
  role,
  ...(motion === null ? {} : { motion }),
});

const fieldsOf = ({ fields }: Mapping): Json =>
  Object.fromEntries(
    PARTNER_FIELDS.flatMap((name) => {
      const field = fields[name];
      return field === null ? [] : [[name, fieldOf(field)] as const];
    }),
  );

const fieldOf = ({ on, property, mode, values }: MappedField): Json => ({
  ...(on === 'company' ? {} : { on }),
  property,
  mode,
  ...(Object.keys(values).length === 0 ? {} : { values }),
});

const kindsOf = ({ activityKinds }: Mapping, kind: 'demo' | 'proposal'): Json =>
  isDeepStrictEqual(activityKinds[kind], DEFAULT_MAPPING.activityKinds[kind])
    ? {}
    : { [kind]: activityKinds[kind] };
