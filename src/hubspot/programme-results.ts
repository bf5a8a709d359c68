import type { PropertyDefinition } from './property-definition.js';

/** What the sync publishes on partner companies of the partner programme. */
export const PROGRAMME_RESULTS = {
  programme: {
    name: 'partnership_programme',
    label: 'Partner programme (data)',
    description:
      'Numbers, health and what is due with this partner as the last sync worked them out, for its card. Computed.',
    ...{ type: 'string', fieldType: 'textarea' },
  },
  health: {
    name: 'partnership_health',
    label: 'Partner health',
    description:
      'From 0 to 100, of engagement, revenue trend, pipeline, enablement and satisfaction. Computed.',
    ...{ type: 'number', fieldType: 'number' },
  },
} as const satisfies Record<string, PropertyDefinition>;
