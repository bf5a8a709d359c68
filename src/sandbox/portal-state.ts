import type { PortalClock } from './clock.js';
import type { LabelStore } from './label-store.js';
import type { LinkStore } from './link-store.js';
import type { SchemaStore } from './object-schema.js';
import type { ObjectType } from './object-types.js';
import type { PropertyStore } from './property-store.js';
import type { RecordStore } from './record-store.js';

/** What changes change. */
export interface PortalState {
  readonly records: RecordStore;
  readonly links: LinkStore;
  readonly labels: LabelStore;
  readonly properties: PropertyStore;
  readonly schemas: SchemaStore;
  clock: PortalClock;
  /** Every object type of the portal. */
  types(): readonly ObjectType[];
}
