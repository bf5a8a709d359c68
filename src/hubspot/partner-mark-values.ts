/**
 * What makes a partner of a company besides its own properties, as values beside them: `~marked` on every company that was
 * read together with the marks, `~object` and `~object.<property>` of the custom object's record, `~contacts`. No property
 * of HubSpot has such a name.
 */
import * as z from 'zod';

/** "true" or "false"; absent where the marks were not read. */
export const MARKED = '~marked';
/** Id of the custom object's record. */
export const MARK_OBJECT = '~object';
/** JSON: id and name of each contact who is a partner. */
export const MARK_CONTACTS = '~contacts';

/** Where a property of the custom object's record stands beside those of the company. */
export const markProperty = (property: string): string => `${MARK_OBJECT}.${property}`;

const contacts = z.array(z.tuple([z.string(), z.string().nullable()]));

/** The contacts of `~contacts`; none where it says nothing. */
export function markContacts(text: string | null): readonly { id: string; name: string | null }[] {
  if (text === null) return [];
  return contacts.parse(JSON.parse(text)).map(([id, name]) => ({ id, name }));
}
