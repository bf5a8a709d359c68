/** The record types that the pages know, by HubSpot's type ids. */

const OBJECT_TYPES: ReadonlyMap<string, string> = new Map([
  ['0-1', 'contacts'],
  ['0-2', 'companies'],
  ['0-3', 'deals'],
]);

/** The name of a type in the API's paths. @returns undefined for a type that the pages do not know. */
export const typeOf = (objectTypeId: string): string | undefined => OBJECT_TYPES.get(objectTypeId);
