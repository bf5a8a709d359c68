/** Contacts as people whom one can call. The sync asks for none of this: it is personal data that it does not need. */
import type { PersonRecord } from '../operations/published-port.js';
import type { CrmRecord } from './cells.js';
import { readByIds } from './read-by-ids.js';
import type { Transport } from './transport.js';

const PERSON_PROPERTIES = ['firstname', 'lastname', 'jobtitle', 'email', 'phone', 'mobilephone'];

/** Reads people by contact id, in the order asked for; those that are not there are left out. */
export async function readPeople(
  transport: Transport,
  ids: readonly string[],
): Promise<readonly PersonRecord[]> {
  const records = await readByIds(transport, { type: 'contacts', properties: PERSON_PROPERTIES }, ids);
  const people = new Map(records.map((one) => [one.id, personOf(one)]));
  return ids.flatMap((id) => people.get(id) ?? []);
}

function personOf({ id, properties }: CrmRecord): PersonRecord {
  const of = (name: string): string | null => {
    const value = properties[name]?.trim() ?? '';
    return value === '' ? null : value;
  };
  const name = [of('firstname'), of('lastname')].filter((part) => part !== null).join(' ');
  return {
    id,
    name: name === '' ? of('email') : name,
    title: of('jobtitle'),
    email: of('email'),
    phone: of('phone') ?? of('mobilephone'),
  };
}
