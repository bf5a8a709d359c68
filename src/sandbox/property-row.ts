import type { Property, PropertyType } from './property.js';

/** A property of HubSpot's own in a line. */
export type Row = readonly [name: string, label: string, type: PropertyType, more?: Partial<Property>];

/** Options from values to labels, in the order in which they stand. */
export const optionsOf = (labels: Readonly<Record<string, string>>): Property['options'] =>
  Object.entries(labels).map(([value, label], displayOrder) => ({
    label,
    value,
    description: '',
    displayOrder,
    hidden: false,
  }));

export const READ_ONLY = { readOnlyValue: true } as const;
export const CALCULATED = { readOnlyValue: true, calculated: true } as const;
export const OWNER = { externalOptions: true, referencedObjectType: 'OWNER' } as const;
/** An enumeration's options. */
export const choices = (labels: Readonly<Record<string, string>>): Partial<Property> => ({
  options: optionsOf(labels),
});

/** Every object has them. */
export const OBJECT_ROWS: readonly Row[] = [
  ['hs_object_id', 'Record ID', 'number', READ_ONLY],
  ['hs_createdate', 'Object create date/time', 'datetime', READ_ONLY],
  ['hs_merged_object_ids', 'Merged record IDs', 'string', READ_ONLY],
  ['hubspot_owner_id', 'Owner', 'enumeration', OWNER],
];

/** Every activity has them. */
export const ENGAGEMENT_ROWS: readonly Row[] = [
  ...OBJECT_ROWS,
  ['hs_lastmodifieddate', 'Object last modified date/time', 'datetime', READ_ONLY],
  ['hs_timestamp', 'Activity date', 'datetime'],
];
