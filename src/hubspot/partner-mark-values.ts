/**
 * What makes a partner of a company besides its own properties, as values beside them: `~marked` on every company that was
 * read together with the marks, `~object` and `~object.<property>` of the custom object's record, `~contacts`. No property
 * of HubSpot has such a name. What the sync publishes of them is one property, for whoever reads without the marks.
 */
import * as z from 'zod';
import type { Mapping } from '../domain/mapping.js';
import type { PartnerPerson } from '../domain/partner.js';
import type { PropertyValues } from '../operations/crm-port.js';
import { parseJson } from './parse-json.js';

/** "true" or "false"; absent where the marks were not read. */
export const MARKED = '~marked';
/** Id of the custom object's record. */
export const MARK_OBJECT = '~object';
/** JSON: id and name of each contact who is a partner. */
export const MARK_CONTACTS = '~contacts';

/** Where a property of the custom object's record stands beside those of the company. */
export const markProperty = (property: string): string => `${MARK_OBJECT}.${property}`;

/** Whether something besides companies' own properties makes partners. */
export const hasMarks = ({ partners, people }: Pick<Mapping, 'partners' | 'people'>): boolean =>
  partners.from === 'object' || people !== null;

const MOST_CONTACTS = 200;
const contacts = z.array(z.tuple([z.string(), z.string().nullable()]));

/** The value of `~contacts`. */
export const contactsText = (people: readonly PartnerPerson[]): string =>
  JSON.stringify(people.slice(0, MOST_CONTACTS).map(({ id, name }) => [id, name]));

/** The contacts of `~contacts`; none where it says nothing. */
export function markContacts(text: string | null): readonly PartnerPerson[] {
  const read = contacts.safeParse(parseJson(text ?? ''));
  return read.success ? read.data.map(([id, name]) => ({ id, name })) : [];
}

const marker = z.object({ v: z.literal(1), marks: z.record(z.string(), z.string()) });

/** What is published of a partner's marks; of one that its own properties make, that there are none. */
export const encodeMarker = (marks: PropertyValues): string => {
  const said = Object.entries(marks).filter(([name, value]) => name !== MARKED && value !== null);
  return JSON.stringify({ v: 1, marks: Object.fromEntries(said) });
};

/** The marks that the last sync published; null for what it did not write. */
export function decodeMarker(text: string): PropertyValues | null {
  const read = marker.safeParse(parseJson(text));
  return read.success ? read.data.marks : null;
}
