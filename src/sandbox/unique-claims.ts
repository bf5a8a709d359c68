import { conflict, invalid, type ApiError } from './api-error.js';
import type { ObjectType } from './object-types.js';
import type { Portal } from './portal.js';

/** What a request's records want to have alone: each value of a unique property once, in the portal and in the request. */
export class UniqueClaims {
  readonly #claimed = new Set<string>();
  readonly #unique: readonly string[];

  constructor(
    readonly portal: Portal,
    readonly type: ObjectType,
  ) {
    this.#unique = portal.properties
      .list(type)
      .filter(({ hasUniqueValue, archivedAt }) => hasUniqueValue && archivedAt === null)
      .map(({ name }) => name);
  }

  /**
   * Takes the unique values of a record for it, e-mail addresses in lower case; refused where another record has one:
   * 409 for a contact's e-mail address, 400 `CONFLICTING_UNIQUE_VALUE` for any other property.
   * @param before the record's values up to now.
   * @param self its id; null while it has none.
   */
  claim(properties: Map<string, string>, before: ReadonlyMap<string, string>, self: string | null): void {
    for (const name of this.#unique) {
      const given = properties.get(name);
      if (given === undefined) continue;
      const value = name === 'email' ? given.toLowerCase() : given;
      properties.set(name, value);
      if (value === before.get(name)) continue;
      const taken = this.portal.records.findUnique(this.type, name, value);
      if (taken !== undefined && taken.id !== self) throw this.#refusal(name, value, taken.id);
      const claim = `${name}\n${value}`;
      if (this.#claimed.has(claim)) throw this.#refusal(name, value, null);
      this.#claimed.add(claim);
    }
  }

  #refusal(name: string, value: string, holder: string | null): ApiError {
    if (this.type === 'contacts' && name === 'email') {
      return conflict(
        holder === null ? 'Contact already exists.' : `Contact already exists. Existing ID: ${holder}`,
        'CONFLICT',
      );
    }
    const message =
      holder === null ? `${value} is given to two records` : `${holder} already has that value.`;
    const listed = [{ isValid: false, message, error: 'CONFLICTING_UNIQUE_VALUE', name }];
    return invalid(`Property values were not valid: ${JSON.stringify(listed)}`, [
      {
        message,
        code: 'CONFLICTING_UNIQUE_VALUE',
        context: { propertyName: [name], ...(holder !== null && { conflictingId: [holder] }) },
      },
    ]);
  }
}
