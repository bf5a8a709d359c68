import type { Change, RecordRef } from './change.js';
import { PortalClock } from './clock.js';
import type { PortalState } from './portal-state.js';

/** Makes a change in memory. */
export function applyChange(portal: PortalState, change: Change): void {
  switch (change.kind) {
    case 'record':
      portal.records.put(change.type, change.record);
      break;
    case 'record-gone':
      portal.records.remove(change.type, change.id);
      break;
    case 'merged':
      portal.records.merge(change.type, change.ids, change.into);
      break;
    case 'link':
      link(portal, change.from, change.to, change.keys);
      break;
    case 'label':
      portal.labels.put(change.pair);
      break;
    case 'label-gone':
      portal.labels.remove(change.key);
      break;
    case 'association-limit':
      portal.labels.setLimit(change.key, change.max);
      break;
    case 'property':
      portal.properties.put(change.type, change.property);
      break;
    case 'group':
      portal.properties.putGroup(change.type, change.group);
      break;
    case 'group-gone':
      portal.properties.removeGroup(change.type, change.name);
      break;
    case 'schema':
      if (portal.schemas.get(change.schema.type) === undefined) portal.properties.open(change.schema.type);
      portal.schemas.put(change.schema);
      break;
    case 'schema-gone':
      portal.properties.close(change.type);
      portal.schemas.remove(change.type);
      break;
    case 'clock':
      portal.clock = new PortalClock(change.now);
  }
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
