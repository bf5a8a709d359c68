import { invalid } from './api-error.js';
import { isCustom, type ObjectType } from './object-types.js';
import type { Portal } from './portal.js';

/** Refuses a new custom object without the properties that its schema requires. */
export function requireSchemaProperties(
  portal: Portal,
  type: ObjectType,
  properties: ReadonlyMap<string, string>,
): void {
  if (!isCustom(type)) return;
  const missing = portal.schemas.get(type)?.requiredProperties.filter((name) => !properties.has(name)) ?? [];
  if (missing.length === 0) return;
  throw invalid(`Error creating ${type}. Some required properties were not set.`, [
    { message: 'required properties were not set', code: 'REQUIRED_FIELD', context: { properties: missing } },
  ]);
}
