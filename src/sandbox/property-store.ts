import { hubspotProperties } from './hubspot-properties.js';
import { OBJECT_TYPES, type ObjectType } from './object-types.js';
import { hubspotGroup, type Property, type PropertyGroup } from './property.js';

const key = (type: ObjectType, name: string): string => `${type}/${name}`;

/** Property definitions and groups of the portal, HubSpot's own and those that people and apps made. */
export class PropertyStore {
  readonly #properties = new Map<string, { readonly type: ObjectType; readonly property: Property }>();
  readonly #groups = new Map<string, { readonly type: ObjectType; readonly group: PropertyGroup }>();

  constructor() {
    for (const type of OBJECT_TYPES) this.open(type);
  }

  /** Puts in what HubSpot gives every object type of its own. */
  open(type: ObjectType): void {
    this.putGroup(type, hubspotGroup(type));
    for (const property of hubspotProperties(type)) this.put(type, property);
  }

  /** Forgets a custom object's definitions with it. */
  close(type: ObjectType): void {
    for (const [name, one] of this.#properties) if (one.type === type) this.#properties.delete(name);
    for (const [name, one] of this.#groups) if (one.type === type) this.#groups.delete(name);
  }

  put(type: ObjectType, property: Property): void {
    this.#properties.set(key(type, property.name), { type, property });
  }

  /** The definition, unless it is archived. */
  get(type: ObjectType, name: string): Property | undefined {
    const property = this.getAny(type, name);
    return property?.archivedAt === null ? property : undefined;
  }

  /** The definition, archived or not. */
  getAny(type: ObjectType, name: string): Property | undefined {
    return this.#properties.get(key(type, name))?.property;
  }

  /** All definitions of an object type, archived ones too. */
  list(type: ObjectType): readonly Property[] {
    return [...this.#properties.values()].filter((one) => one.type === type).map(({ property }) => property);
  }

  putGroup(type: ObjectType, group: PropertyGroup): void {
    this.#groups.set(key(type, group.name), { type, group });
  }

  removeGroup(type: ObjectType, name: string): void {
    this.#groups.delete(key(type, name));
  }

  getGroup(type: ObjectType, name: string): PropertyGroup | undefined {
    return this.#groups.get(key(type, name))?.group;
  }

  listGroups(type: ObjectType): readonly PropertyGroup[] {
    return [...this.#groups.values()].filter((one) => one.type === type).map(({ group }) => group);
  }
}
