import type { Change } from './change.js';
import type { ObjectType } from './object-types.js';
import type { PortalState } from './portal-state.js';

/** The whole state beyond HubSpot's own things and what its seed generates, as changes in one fixed order. */
export function* snapshotOf(portal: PortalState): Generator<Change> {
  for (const schema of portal.schemas.list()) yield { kind: 'schema', schema };
  for (const type of portal.types()) {
    for (const group of portal.properties.listGroups(type)) yield { kind: 'group', type, group };
    for (const property of portal.properties.list(type)) {
      if (!property.hubspotDefined) yield { kind: 'property', type, property };
    }
  }
  for (const pair of portal.labels.madePairs()) yield { kind: 'label', pair };
  for (const [key, max] of portal.labels.limits()) yield { kind: 'association-limit', key, max };
  for (const type of portal.types()) yield* recordsOf(portal, type);
  yield* linksOf(portal);
}

function* recordsOf(portal: PortalState, type: ObjectType): Generator<Change> {
  for (const record of portal.records.held(type)) yield { kind: 'record', type, record };
  for (const id of portal.records.gone(type)) yield { kind: 'record-gone', type, id };
  for (const [id, into] of portal.records.merged(type)) yield { kind: 'merged', type, ids: [id], into };
}

function* linksOf(portal: PortalState): Generator<Change> {
  const types = portal.types();
  for (const [rank, type] of types.entries()) {
    for (const id of portal.links.writtenIds(type)) {
      for (const toType of types.slice(rank)) {
        for (const target of portal.links.written({ type, id }, toType)) {
          // An association is one thing with two ends: written once, from the end that comes first.
          if (toType === type && Number(target.id) < Number(id)) continue;
          yield { kind: 'link', from: { type, id }, to: { type: toType, id: target.id }, keys: target.keys };
        }
      }
    }
  }
}
