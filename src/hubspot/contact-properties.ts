/**
 * What the people of partners hold, as data. Optional: a portal whose token may not touch the properties of contacts does
 * without, and is told so.
 */
import { ENABLEMENT_PROPERTIES } from '../operations/enablement-port.js';
import type { PropertyDefinition } from './property-definition.js';

export const CONTACT_PROGRAMME = {
  certifications: {
    name: ENABLEMENT_PROPERTIES.certifications,
    label: 'Certifications',
    description:
      'What this person is certified in, one a line: name; since; until. Example: Implementation; 2026-01-15; 2028-01-14',
    ...{ type: 'string', fieldType: 'textarea' },
  },
  executive: {
    name: ENABLEMENT_PROPERTIES.executive,
    label: 'Partner executive',
    description:
      'Whether this person decides for the partner: meetings with it count for executive engagement.',
    ...{ type: 'bool', fieldType: 'booleancheckbox' },
    options: [
      { value: 'true', label: 'Yes' },
      { value: 'false', label: 'No' },
    ],
  },
} as const satisfies Record<string, PropertyDefinition>;
