import { invalid } from './api-error.js';
import { isCustom, specOf, type ObjectType } from './object-types.js';
import type { Portal } from './portal.js';

const nameOf = (type: ObjectType): string => (isCustom(type) ? type : specOf(type).singular.toUpperCase());

/** What HubSpot wants of new records of its own types. */
const HUBSPOT_REQUIRED: Readonly<Partial<Record<ObjectType, readonly string[]>>> = {
  tickets: ['hs_pipeline_stage'],
  tasks: ['hs_timestamp'],
  notes: ['hs_timestamp'],
};

/** Refuses a new record without the properties that HubSpot, or a custom object's schema, requires. */
export function requireProperties(
  portal: Portal,
  type: ObjectType,
  properties: ReadonlyMap<string, string>,
): void {
  const required = isCustom(type) ? portal.schemas.get(type)?.requiredProperties : HUBSPOT_REQUIRED[type];
  const missing = required?.filter((name) => !properties.has(name)) ?? [];
  if (missing.length === 0) return;
  throw invalid(`Error creating ${nameOf(type)}. Some required properties were not set.`, [
    { message: 'required properties were not set', code: 'REQUIRED_FIELD', context: { properties: missing } },
  ]);
}
