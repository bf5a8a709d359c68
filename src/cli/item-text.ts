import { groupBy } from '../domain/group-by.js';
import type { SchemaItem, UnavailableItem } from '../operations/crm-port.js';

/** "property deals.partnership_class “Partner attribution”". */
export const itemText = ({ kind, objectType, name, label }: SchemaItem): string =>
  kind === 'object'
    ? `custom object ${name} “${label}”`
    : kind === 'label'
      ? `label ${objectType} “${label}”`
      : `${kind} ${objectType}.${name} “${label}”`;

/** What a portal does not allow, each reason once: HubSpot gives every refusal an id of its own, which is of the first. */
export function unavailableLines(items: readonly UnavailableItem[]): readonly string[] {
  const groups = groupBy(items, ({ kind, objectType, reason }) =>
    JSON.stringify([kind, objectType, reason.replace(/ \(correlation ID [^)]*\)/, '')]),
  );
  return [...groups.values()].flatMap(([first, ...more]) => {
    if (first === undefined) return [];
    const others = more.map(({ label }) => `“${label}”`);
    return [`  not available: ${[itemText(first), ...others].join(', ')}. ${first.reason}`];
  });
}
