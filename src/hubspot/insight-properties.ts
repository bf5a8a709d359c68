/** What the sync publishes on deals beside their numbers: suggestions and findings, for cards, lists and workflows. */
import { HYGIENE_CODES } from '../domain/hygiene.js';
import type { PropertyDefinition } from './property-definition.js';

export const INSIGHT_RESULTS = {
  suggestions: {
    name: 'partnership_suggestions',
    label: 'Suggested partners (data)',
    description: 'Partners that probably belong to this deal, with the reasons, for the deal card. Computed.',
    type: 'string',
    fieldType: 'textarea',
  },
  suggestedCount: {
    name: 'partnership_suggested_count',
    label: 'Suggested partners',
    description:
      'How many partners probably belong to this deal and are not on it; empty where none. Computed.',
    type: 'number',
    fieldType: 'number',
  },
  hygiene: {
    name: 'partnership_hygiene',
    label: 'Partner hygiene findings',
    description: 'What a partnership manager should look at on this deal. Computed.',
    type: 'enumeration',
    fieldType: 'checkbox',
    options: HYGIENE_CODES.map((code) => ({ value: code, label: code.replaceAll('_', ' ') })),
  },
  hygieneDetail: {
    name: 'partnership_hygiene_detail',
    label: 'Partner hygiene findings (data)',
    description: 'The findings with their evidence, for the deal card. Computed.',
    type: 'string',
    fieldType: 'textarea',
  },
} as const satisfies Record<string, PropertyDefinition>;
