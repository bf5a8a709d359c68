import type { PropertyDefinition } from './property-definition.js';

/** What people or integrations enter on customers. */
export const CUSTOMER_INPUTS = {
  integrations: {
    name: 'partnership_integrations',
    label: 'Active partner integrations',
    description:
      'Partners whose integration this customer uses: names, domains or company IDs, with semicolons between.',
    type: 'string',
    fieldType: 'text',
  },
} as const satisfies Record<string, PropertyDefinition>;
