import { SEED_NOW } from '../../clock.js';
import { newLabelPair } from '../../labels.js';
import type { ObjectType } from '../../object-types.js';
import type { Portal } from '../../portal.js';
import { CUSTOM_PROPERTY, type Property, type PropertyOption } from '../../property.js';
import { DAY } from '../writer.js';

/** What the people of a lived-in portal made is older than any of its deals. */
const MADE_AT = SEED_NOW - 3 * 365 * DAY;

type Given = Pick<Property, 'name' | 'label'> & Partial<Property>;

/** A dropdown whose values read as its labels do. */
export const dropdown = (name: string, label: string, values: readonly string[]): Given => ({
  name,
  label,
  type: 'enumeration',
  fieldType: 'select',
  options: choicesOf(values),
});

/** Options whose values read as their labels do. */
export const choicesOf = (values: readonly string[]): readonly PropertyOption[] =>
  values.map((value, displayOrder) => ({
    label: value,
    value,
    description: '',
    displayOrder,
    hidden: false,
  }));

/** A person of the portal's own. */
export const ownerProperty = (name: string, label: string): Given => ({
  name,
  label,
  type: 'enumeration',
  fieldType: 'select',
  externalOptions: true,
  referencedObjectType: 'OWNER',
});

/** A calendar date. */
export const dateProperty = (name: string, label: string): Given => ({
  name,
  label,
  type: 'date',
  fieldType: 'date',
});

/** A definition as the portal's people made it: text where nothing else is said. */
export const madeProperty = (groupName: string, given: Given): Property => ({
  ...CUSTOM_PROPERTY,
  groupName,
  type: 'string',
  fieldType: 'text',
  createdAt: MADE_AT,
  updatedAt: MADE_AT,
  ...given,
});

/** Adds properties that the portal's people made, in a group of their own. */
export function addProperties(
  portal: Portal,
  type: ObjectType,
  group: { readonly name: string; readonly label: string },
  given: readonly Given[],
): void {
  portal.apply({ kind: 'group', type, group: { ...group, displayOrder: -1 } });
  for (const one of given) {
    portal.apply({ kind: 'property', type, property: madeProperty(group.name, one) });
  }
}

/** A label as the portal's people made it: what the deal shows, and what the other end shows. */
export type LabelPlan = readonly [label: string, inverseLabel: string];

/** Adds labels from deals to another type; their keys by what the deal shows. */
export function addLabels(
  portal: Portal,
  to: ObjectType,
  labels: readonly LabelPlan[],
): ReadonlyMap<string, string> {
  return new Map(
    labels.map(([label, inverseLabel]) => {
      const name = label.toLowerCase().replace(/[^a-z0-9]+/g, '_');
      const pair = newLabelPair(portal, 'deals', to, { name, label, inverseLabel });
      portal.apply({ kind: 'label', pair });
      return [label, pair.forward.key];
    }),
  );
}
