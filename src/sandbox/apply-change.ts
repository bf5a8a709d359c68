import type { Change, RecordRef } from './change.js';
import { PortalClock } from './clock.js';
import type { PortalState } from './portal-state.js';

type ChangeOf<K extends Change['kind']> = Extract<Change, { readonly kind: K }>;

const APPLIED: { readonly [K in Change['kind']]: (portal: PortalState, change: ChangeOf<K>) => void } = {
  record: (portal, { type, record }) => portal.records.put(type, record),
  'record-gone': (portal, { type, id }) => portal.records.remove(type, id),
  merged: (portal, { type, ids, into }) => portal.records.merge(type, ids, into),
  link: (portal, { from, to, keys }) => link(portal, from, to, keys),
  label: (portal, { pair }) => portal.labels.put(pair),
  'label-gone': (portal, { key }) => portal.labels.remove(key),
  'association-limit': (portal, { key, max }) => portal.labels.setLimit(key, max),
  property: (portal, { type, property }) => portal.properties.put(type, property),
  group: (portal, { type, group }) => portal.properties.putGroup(type, group),
  'group-gone': (portal, { type, name }) => portal.properties.removeGroup(type, name),
  schema: (portal, { schema }) => {
    if (portal.schemas.get(schema.type) === undefined) portal.properties.open(schema.type);
    portal.schemas.put(schema);
  },
  'schema-gone': (portal, { type }) => {
    portal.properties.close(type);
    portal.schemas.remove(type);
  },
  clock: (portal, { now }) => {
    portal.clock = new PortalClock(now);
  },
};

/** Makes a change in memory. */
export function applyChange(portal: PortalState, change: Change): void {
  // The table has for each kind what takes that kind; the compiler cannot tell that both are of one kind here.
  const apply = APPLIED[change.kind] as (portal: PortalState, change: Change) => void;
  apply(portal, change);
}

function link(portal: PortalState, from: RecordRef, to: RecordRef, keys: readonly string[]): void {
  portal.links.set(from, to, keys);
  const inverse = keys.map((key) => {
    const type = portal.labels.get(key);
    if (type === undefined) throw new Error(`No association type ${key}`);
    return type.inverseKey;
  });
  portal.links.set(to, from, inverse);
}
