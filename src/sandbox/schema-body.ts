import type { ObjectSchema } from './object-schema.js';
import { specOf } from './object-types.js';
import type { Portal } from './portal.js';
import { propertyBody } from './property.js';

/** Both directions of every association that the object type may have without a label. */
const associationsBody = (portal: Portal, { type, createdAt }: ObjectSchema) =>
  portal.labels
    .all()
    .filter(({ from, to, label }) => label === null && (from === type || to === type))
    .map(({ typeId, from, to, name }) => ({
      id: String(typeId),
      fromObjectTypeId: specOf(from).typeId,
      toObjectTypeId: specOf(to).typeId,
      name,
      createdAt: new Date(createdAt).toISOString(),
      updatedAt: new Date(createdAt).toISOString(),
    }));

/** A custom object's definition on the wire, its properties and associations with it. */
export function schemaBody(portal: Portal, schema: ObjectSchema): Readonly<Record<string, unknown>> {
  const { type, name, labels, description, archivedAt, createdAt, updatedAt } = schema;
  const properties = portal.properties.list(type).filter((property) => property.archivedAt === null);
  return {
    id: type.slice(2),
    objectTypeId: type,
    fullyQualifiedName: portal.schemas.fullyQualifiedName(schema),
    name,
    labels,
    ...(description !== null && { description }),
    primaryDisplayProperty: schema.primaryDisplayProperty,
    secondaryDisplayProperties: schema.secondaryDisplayProperties,
    requiredProperties: schema.requiredProperties,
    searchableProperties: schema.searchableProperties,
    properties: properties.map(propertyBody),
    associations: associationsBody(portal, schema),
    createdAt: new Date(createdAt).toISOString(),
    updatedAt: new Date(updatedAt).toISOString(),
    archived: archivedAt !== null,
  };
}
