/** A portal's configuration by names: mapping, policy, settings, and which of our items exist; no id of any portal. */
import type { Mapping } from '../domain/mapping.js';
import type { Policy } from '../domain/policy.js';
import type { Crm, SchemaItem } from './crm-port.js';
import type { Holding } from './in-force.js';
import type { PortalSettings } from './portal-data-port.js';

/** One of our items, by its names. */
export type ItemName = Pick<SchemaItem, 'objectType' | 'name' | 'label'> & {
  readonly kind: Exclude<SchemaItem['kind'], 'options'>;
};

export interface SetUp {
  readonly mapping: Mapping;
  readonly policy: Policy;
  readonly settings: PortalSettings;
  readonly items: readonly ItemName[];
}

/** Reads what holds in a portal. */
export async function exportSetUp(crm: Crm, holding: Holding): Promise<SetUp> {
  const [{ mapping }, { policy, settings }, review] = await Promise.all([
    holding.mapping(),
    holding.inForce(),
    crm.reviewSchema(),
  ]);
  const items = review.present.flatMap(({ kind, objectType, name, label }) =>
    kind === 'options' ? [] : [{ kind, objectType, name, label }],
  );
  return { mapping, policy, settings, items };
}

/** Whether two items are the same thing, whatever is to be done about it: new options are of their property. */
export const isSameItem = (one: SchemaItem | ItemName, other: SchemaItem | ItemName): boolean =>
  kindOf(one) === kindOf(other) && one.objectType === other.objectType && one.name === other.name;

const kindOf = ({ kind }: SchemaItem | ItemName): string => (kind === 'options' ? 'property' : kind);
