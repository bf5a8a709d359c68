/** What was seen of a portal, asked for by any number of ids: the store takes so many at a time. */
import type { Between } from '../domain/hygiene.js';
import type { PortalId } from '../domain/ids.js';
import type { Link, LinkedType } from './crm-port.js';
import type { SeenRecord } from './seen-port.js';
import type { SyncStore } from './sync-port.js';

/** Ids in one question to the store. */
const ASKED_AT_ONCE = 2_000;

export class Mirror {
  constructor(
    readonly store: SyncStore,
    readonly portalId: PortalId,
  ) {}

  /** Records by id, gone ones too. */
  records(type: LinkedType, ids: Iterable<string>): Promise<ReadonlyMap<string, SeenRecord>> {
    return inParts(ids, (part) => this.store.seenRecords(this.portalId, type, part));
  }

  /** Links by origin; origins without any are left out. */
  links(
    from: LinkedType,
    to: LinkedType,
    fromIds: Iterable<string>,
  ): Promise<ReadonlyMap<string, readonly Link[]>> {
    return inParts(fromIds, (part) => this.store.seenLinks(this.portalId, from, to, part));
  }

  /** Ids of the records that links lead to, by origin. */
  async targets(
    from: LinkedType,
    to: LinkedType,
    fromIds: Iterable<string>,
  ): Promise<ReadonlyMap<string, readonly string[]>> {
    const links = await this.links(from, to, fromIds);
    return new Map([...links].map(([id, own]) => [id, own.map((link) => link.toId)]));
  }

  /** Between which instants the tags of deals were seen first, by deal and company or contact. */
  tags(
    to: 'companies' | 'contacts',
    dealIds: Iterable<string>,
  ): Promise<ReadonlyMap<string, ReadonlyMap<string, Between>>> {
    return inParts(dealIds, (part) => this.store.seenTags(this.portalId, to, part));
  }

  /** Ids of the records that links come from, by target; targets without any are left out. */
  origins(
    from: LinkedType,
    to: LinkedType,
    toIds: Iterable<string>,
  ): Promise<ReadonlyMap<string, readonly string[]>> {
    return inParts(toIds, (part) => this.store.seenOrigins(this.portalId, from, to, part));
  }
}

async function inParts<T>(
  ids: Iterable<string>,
  ask: (part: readonly string[]) => Promise<ReadonlyMap<string, T>>,
): Promise<ReadonlyMap<string, T>> {
  const all = [...new Set(ids)];
  const found = new Map<string, T>();
  for (let start = 0; start < all.length; start += ASKED_AT_ONCE) {
    for (const [id, value] of await ask(all.slice(start, start + ASKED_AT_ONCE))) found.set(id, value);
  }
  return found;
}

/** Every value of a map of lists, once each. */
export const everyOf = (lists: ReadonlyMap<string, readonly string[]>): ReadonlySet<string> =>
  new Set([...lists.values()].flat());
