/** What records are called, as they were last seen, for texts that would else have ids alone. */
import type { PortalId } from '../domain/ids.js';
import type { LinkedType, PropertyValues } from './crm-port.js';
import type { Store } from './ports.js';
import { spokenName } from './spoken-name.js';

const NAME_OF = {
  deals: 'dealname',
  companies: 'name',
} as const satisfies Partial<Record<LinkedType, string>>;

export type NamedType = keyof typeof NAME_OF;

export const isNamedType = (type: string): type is NamedType => Object.hasOwn(NAME_OF, type);

/** Names by id, on one line each; records without one, and those that were never seen, are left out. */
export async function knownNames(
  store: Pick<Store, 'seenRecords'>,
  portalId: PortalId,
  type: NamedType,
  ids: Iterable<string>,
): Promise<ReadonlyMap<string, string>> {
  const asked = [...new Set(ids)];
  if (asked.length === 0) return new Map();
  const records = await store.seenRecords(portalId, type, asked);
  return new Map(
    [...records].flatMap(([id, { properties }]) => {
      const name = nameIn(type, properties);
      return name === '' ? [] : [[id, name] as const];
    }),
  );
}

const nameIn = (type: NamedType, properties: PropertyValues): string =>
  spokenName(properties[NAME_OF[type]] ?? '');
