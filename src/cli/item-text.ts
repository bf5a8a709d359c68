import type { SchemaItem } from '../operations/crm-port.js';

/** "property deals.partnership_class “Partner attribution”". */
export const itemText = ({ kind, objectType, name, label }: SchemaItem): string =>
  kind === 'object'
    ? `custom object ${name} “${label}”`
    : kind === 'label'
      ? `label ${objectType} “${label}”`
      : `${kind} ${objectType}.${name} “${label}”`;
