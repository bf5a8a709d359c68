import { isCustom, type ObjectType, type StandardType } from './object-types.js';

export const PROPERTY_TYPES = [
  'string',
  'number',
  'date',
  'datetime',
  'enumeration',
  'bool',
  'phone_number',
] as const;
export type PropertyType = (typeof PROPERTY_TYPES)[number];

export interface PropertyOption {
  readonly label: string;
  readonly value: string;
  readonly description: string;
  readonly displayOrder: number;
  readonly hidden: boolean;
}

/** A property definition as HubSpot answers it, but for the constants that `propertyBody` adds. */
export interface Property {
  readonly name: string;
  readonly label: string;
  readonly description: string;
  readonly groupName: string;
  readonly type: PropertyType;
  readonly fieldType: string;
  readonly options: readonly PropertyOption[];
  readonly displayOrder: number;
  readonly hidden: boolean;
  readonly formField: boolean;
  readonly hasUniqueValue: boolean;
  readonly externalOptions: boolean;
  readonly referencedObjectType?: string;
  readonly calculated: boolean;
  readonly hubspotDefined: boolean;
  readonly readOnlyValue: boolean;
  readonly createdAt: number;
  readonly updatedAt: number;
  readonly archivedAt: number | null;
}

export interface PropertyGroup {
  readonly name: string;
  readonly label: string;
  readonly displayOrder: number;
}

/** The definition on the wire. */
export function propertyBody(property: Property): Readonly<Record<string, unknown>> {
  const { readOnlyValue, createdAt, updatedAt, archivedAt, ...shown } = property;
  return {
    updatedAt: new Date(updatedAt).toISOString(),
    createdAt: new Date(createdAt).toISOString(),
    ...shown,
    archived: archivedAt !== null,
    ...(archivedAt !== null && { archivedAt: new Date(archivedAt).toISOString() }),
    modificationMetadata: {
      archivable: !property.hubspotDefined,
      readOnlyDefinition: property.hubspotDefined,
      readOnlyValue,
    },
  };
}

/** The definition that a portal's own people or apps make, before its particulars. */
export const CUSTOM_PROPERTY = {
  description: '',
  options: [],
  displayOrder: -1,
  hidden: false,
  formField: false,
  hasUniqueValue: false,
  externalOptions: false,
  calculated: false,
  hubspotDefined: false,
  readOnlyValue: false,
  archivedAt: null,
} as const;

const HUBSPOT_GROUPS: Readonly<Record<StandardType, PropertyGroup>> = {
  deals: { name: 'dealinformation', label: 'Deal information', displayOrder: 0 },
  companies: { name: 'companyinformation', label: 'Company information', displayOrder: 0 },
  contacts: { name: 'contactinformation', label: 'Contact information', displayOrder: 0 },
  meetings: { name: 'engagement', label: 'Meeting information', displayOrder: 0 },
  calls: { name: 'call', label: 'Call information', displayOrder: 0 },
  emails: { name: 'email', label: 'Email information', displayOrder: 0 },
  tickets: { name: 'ticketinformation', label: 'Ticket information', displayOrder: 0 },
  tasks: { name: 'task', label: 'Task information', displayOrder: 0 },
  notes: { name: 'note', label: 'Note information', displayOrder: 0 },
  feedback_submissions: {
    name: 'feedback_submission_information',
    label: 'Feedback submission information',
    displayOrder: 0,
  },
  marketing_events: {
    name: 'marketing_event_information',
    label: 'Marketing event information',
    displayOrder: 0,
  },
};

/** HubSpot's own group of properties of an object type. */
export const hubspotGroup = (type: ObjectType): PropertyGroup =>
  isCustom(type)
    ? { name: `${type.replace('-', '_')}_information`, label: 'Information', displayOrder: 0 }
    : HUBSPOT_GROUPS[type];
