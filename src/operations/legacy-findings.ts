/** Deals from before the baseline of which the portal's own field says nothing that the mapping knows. */
import type { Mapping } from '../domain/mapping.js';
import type { DealRecord } from './crm-port.js';

export interface LegacyFinding {
  readonly kind: 'legacy_value_empty' | 'legacy_value_unknown';
  readonly detail: string;
}

/** What should be looked at on a deal; nothing where its field says its class, and on deals since the baseline. */
export function legacyFinding(
  { legacyGap, legacyValue }: DealRecord,
  { baseline }: Mapping,
): readonly LegacyFinding[] {
  if (legacyGap === undefined || baseline === null) return [];
  const won = `won before the baseline, and ${baseline.property}`;
  return legacyGap === 'empty'
    ? [{ kind: 'legacy_value_empty', detail: `${won} is empty: our rules class it` }]
    : [
        {
          kind: 'legacy_value_unknown',
          detail: `${won} says ${JSON.stringify(legacyValue ?? '')}, which the mapping's baseline does not name: our rules class it`,
        },
      ];
}

const KINDS: ReadonlySet<string> = new Set<LegacyFinding['kind']>([
  'legacy_value_empty',
  'legacy_value_unknown',
]);

/** How many of these findings are of deals that the field does not class. */
export const countUnsaid = (findings: readonly { readonly kind: string }[]): number =>
  findings.filter(({ kind }) => KINDS.has(kind)).length;
