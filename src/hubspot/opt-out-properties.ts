import type { PropertyDefinition } from './property-definition.js';

/** One property on deals and one on companies; both have this name. */
const NAME = 'partnership_opt_out';

const optOut = (description: string): PropertyDefinition => ({
  name: NAME,
  label: 'No partner attribution',
  description,
  type: 'bool',
  fieldType: 'booleancheckbox',
  options: [
    { value: 'true', label: 'Yes' },
    { value: 'false', label: 'No' },
  ],
});

/** What people tick to keep a deal, or a partner, out of attribution. */
export const OPT_OUTS = {
  deal: optOut('This deal is in no number of Partnership Manager, and no partner has credit for it.'),
  partner: optOut(
    'This company is no partner to Partnership Manager: it has no credit, and no tag of it counts.',
  ),
} as const;

/** As HubSpot holds a ticked box. */
export const isTicked = (value: string | null): boolean => value === 'true';
