import type { ProgrammePerson } from '../domain/programme-facts.js';
import { ENABLEMENT_PROPERTIES } from './enablement-port.js';
import type { ProgrammeCrm } from './programme-port.js';

/** More people than this are nobody's to read on a card. */
const MOST_PEOPLE = 200;

const NAMES = ['firstname', 'lastname', 'email', 'jobtitle'] as const;

/** The contacts of a partner company with what they have learnt: two rounds. */
export async function readEnablement(
  crm: ProgrammeCrm,
  companyId: string,
): Promise<{ readonly people: readonly ProgrammePerson[]; readonly problems: readonly string[] }> {
  const linked = await crm.linked('companies', 'contacts', [companyId]);
  const ids = (linked.get(companyId) ?? []).slice(0, MOST_PEOPLE);
  if (ids.length === 0) return { people: [], problems: [] };
  const records = await crm.byId('contacts', [...NAMES, ...Object.values(ENABLEMENT_PROPERTIES)], ids);
  const people = records.map(({ id, properties }): ProgrammePerson => {
    const name = [properties['firstname'], properties['lastname']].filter(Boolean).join(' ');
    return {
      contactId: id,
      name: name === '' ? (properties['email'] ?? null) : name,
      isExecutive: properties[ENABLEMENT_PROPERTIES.executive] === 'true',
      certifications: [],
    };
  });
  return { people, problems: [] };
}
