/** The names that a mapping uses, with what is wrong with each: an id in place of a name, or a name of ours. */
import { PARTNER_FIELDS, type Mapping } from './mapping.js';
import type { MappingProblem } from './mapping-reading.js';

/** What kind of a portal's thing a name stands for. */
export type NamedThing =
  | { readonly kind: 'property'; readonly of: 'companies' | 'contacts' | 'deals' | 'object' }
  | { readonly kind: 'label'; readonly of: 'companies' | 'contacts' }
  | { readonly kind: 'pipeline' | 'object' };

/** One place of a mapping that names something of the portal. */
export interface MappedName {
  readonly path: MappingProblem['path'];
  readonly thing: NamedThing;
  readonly name: string;
  /** Null where the name can be one. */
  readonly problem: string | null;
}

/**
 * Every place of a mapping that names a property, a label, a pipeline or an object of the portal, in the order of the
 * file. The defaults' own names are among them.
 */
export function namedIn(mapping: Mapping): readonly MappedName[] {
  const { partners, fields, tags, people, customer, pipelines, amount, baseline } = mapping;
  return [
    ...partnerNames(partners),
    ...PARTNER_FIELDS.flatMap((field) => {
      const mapped = fields[field];
      const of = mapped?.on === 'object' ? 'object' : 'companies';
      return mapped === null ? [] : [property(['fields', field, 'property'], of, mapped.property)];
    }),
    ...tags.labels.map(({ object, label: name }, place) =>
      named(['tags', 'labels', place, 'label'], { kind: 'label', of: object }, name),
    ),
    ...(tags.property === null
      ? []
      : [property(['tags', 'property', 'property'], 'deals', tags.property.property)]),
    ...(people === null ? [] : [property(['people', 'property'], 'contacts', people.property)]),
    ...(people === null || people.company === null
      ? []
      : [property(['people', 'company'], 'contacts', people.company)]),
    ...(customer.label === null
      ? []
      : [named(['customer', 'label'], { kind: 'label', of: 'companies' }, customer.label)]),
    ...pipelines.map(({ label: name }, place) =>
      named(['pipelines', place, 'label'], { kind: 'pipeline' }, name),
    ),
    property(['amount', 'property'], 'deals', amount.property),
    ...(baseline === null ? [] : [property(['baseline', 'property'], 'deals', baseline.property)]),
  ];
}

function partnerNames(partners: Mapping['partners']): readonly MappedName[] {
  if (partners.from === 'company')
    return [property(['partners', 'property'], 'companies', partners.property)];
  const { object, where } = partners;
  return [
    named(['partners', 'object'], { kind: 'object' }, object),
    ...(where === null ? [] : [property(['partners', 'where', 'property'], 'object', where.property)]),
  ];
}

type PropertyOf = Extract<NamedThing, { kind: 'property' }>['of'];

const property = (path: MappingProblem['path'], of: PropertyOf, name: string): MappedName =>
  named(path, { kind: 'property', of }, name);

const named = (path: MappingProblem['path'], thing: NamedThing, name: string): MappedName => ({
  path,
  thing,
  name,
  problem: problemOf(thing, name),
});

/** Our labels between deals and companies, proposals among them. */
const OUR_LABEL = /^(proposed: )?partner (sourced|influenced)(: |$)/i;

function problemOf({ kind }: NamedThing, name: string): string | null {
  if (/^partnership_/i.test(name))
    return `is “${name}”, which is Partnership Manager’s own; name one of theirs`;
  switch (kind) {
    case 'property':
      return propertyProblem(name);
    case 'object':
      return /^(\d+-\d+|p\d+_.*)$/.test(name)
        ? `is “${name}”, which holds an id that another account does not have; give the object’s name, such as partner_account`
        : null;
    case 'label':
      if (OUR_LABEL.test(name))
        return `is “${name}”, one of Partnership Manager’s own labels, which count anyhow`;
      return isId(name) ? idProblem(name, 'the label as a record shows it') : null;
    case 'pipeline':
      // HubSpot's ids of pipelines are long; somebody may call one “2026”.
      return /^\d{5,}$/.test(name) ? idProblem(name, 'the pipeline as people see it') : null;
  }
}

function propertyProblem(name: string): string | null {
  if (isId(name)) return idProblem(name, 'the property’s internal name');
  return /\s/.test(name)
    ? `is “${name}”, which looks like what people see; give the property’s internal name, which has no blanks`
    : null;
}

const isId = (name: string): boolean => /^(\d+|\d+-\d+|(USER|HUBSPOT|INTEGRATOR)_DEFINED\W*\d+)$/.test(name);

const idProblem = (name: string, wanted: string): string =>
  `is “${name}”, an id, which another account does not have; give ${wanted}`;
