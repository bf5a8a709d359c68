import { unknownType, type CustomType, type ObjectType } from './object-types.js';

/** The definition of an object type that people made. Instants in milliseconds. */
export interface ObjectSchema {
  readonly type: CustomType;
  readonly name: string;
  readonly labels: { readonly singular: string; readonly plural: string };
  readonly description: string | null;
  readonly primaryDisplayProperty: string;
  readonly secondaryDisplayProperties: readonly string[];
  readonly requiredProperties: readonly string[];
  readonly searchableProperties: readonly string[];
  readonly createdAt: number;
  readonly updatedAt: number;
  readonly archivedAt: number | null;
}

/** The first number that the portal gives a type of its own. */
const FIRST_TYPE = 44_210_001;

/** The object types that people made. */
export class SchemaStore {
  readonly #schemas = new Map<CustomType, ObjectSchema>();
  #next = FIRST_TYPE;

  constructor(readonly portalId: number) {}

  /** A type id that no custom object has or will have. */
  mintType(): CustomType {
    return `2-${this.#next++}`;
  }

  put(schema: ObjectSchema): void {
    this.#schemas.set(schema.type, schema);
    this.#next = Math.max(this.#next, Number(schema.type.slice(2)) + 1);
  }

  remove(type: ObjectType): void {
    this.#schemas.delete(type as CustomType);
  }

  /** In the order in which they were made, archived ones too. */
  list(): readonly ObjectSchema[] {
    return [...this.#schemas.values()];
  }

  /** The definition of a type, archived or not. */
  get(type: ObjectType): ObjectSchema | undefined {
    return this.#schemas.get(type as CustomType);
  }

  fullyQualifiedName({ name }: ObjectSchema): string {
    return `p${this.portalId}_${name}`;
  }

  /** The schema behind a type id, a fully qualified name or the short form `p_name`. */
  find(text: string): ObjectSchema | undefined {
    return this.list().find(
      (schema) =>
        schema.type === text || this.fullyQualifiedName(schema) === text || `p_${schema.name}` === text,
    );
  }

  /**
   * Parts of a path with the type ids of custom objects in the place of their names; 400 for a type id that no object
   * has.
   */
  resolve(params: ReadonlyMap<string, string>): ReadonlyMap<string, string> {
    const resolved = new Map(params);
    for (const name of ['type', 'from', 'to']) {
      const text = params.get(name);
      if (text === undefined || !/^(2-|p\d*_)/.test(text)) continue;
      const schema = this.find(text);
      if (schema === undefined || schema.archivedAt !== null) throw unknownType(text);
      resolved.set(name, schema.type);
    }
    return resolved;
  }
}
