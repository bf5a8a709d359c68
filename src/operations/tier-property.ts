/** Where the tier that a partner holds is read, as the mapping says. */
import type { Crm } from './crm-port.js';

/** Our own property, or the portal's; `ours_then_theirs`: theirs where ours is empty. */
export type TierProperty =
  { readonly kind: 'ours' } | { readonly kind: 'theirs' | 'ours_then_theirs'; readonly property: string };

export function tierProperty({ mapping }: Pick<Crm, 'mapping'>): TierProperty {
  const { tier } = mapping.fields;
  if (tier === null || tier.mode === 'ignore') return { kind: 'ours' };
  const { property } = tier;
  return { kind: tier.mode === 'read' ? 'theirs' : 'ours_then_theirs', property };
}
