/** Contacts who are partners themselves, and the company that each of them stands for. */
import { compareIds } from '../domain/ids.js';
import type { MappedPeople } from '../domain/mapping.js';
import type { PartnerPerson } from '../domain/partner.js';
import type { RecordProblem } from '../operations/crm-port.js';
import { readTargets } from './associations.js';
import { Cells, type CrmRecord } from './cells.js';
import { companiesMeant, type CompanyMeant } from './companies-meant.js';
import { hasOneOf } from './mapped-values.js';
import { searchByIds } from './search-by-ids.js';
import type { Transport } from './transport.js';

export interface PeopleMarks {
  readonly ofCompany: ReadonlyMap<string, readonly PartnerPerson[]>;
  readonly companyOfContact: ReadonlyMap<string, string>;
  readonly problems: readonly RecordProblem[];
}

/** HubSpot's own type: contact → primary company. */
const PRIMARY_TYPE_ID = 1;

/** Finds the contacts by search, which may lag behind by seconds, and their companies. */
export async function peopleMarks(transport: Transport, people: MappedPeople): Promise<PeopleMarks> {
  const contacts = await findPeople(transport, people);
  const companyOf =
    people.company === null
      ? await primaryCompanies(transport, contacts)
      : await namedCompanies(transport, contacts, people.company);
  const ofCompany = new Map<string, PartnerPerson[]>();
  const companyOfContact = new Map<string, string>();
  const problems: RecordProblem[] = [];
  for (const contact of contacts) {
    const meant = companyOf(contact);
    if (meant.kind === 'none') {
      const property = people.company ?? people.property;
      const value = contact.properties[property] ?? '';
      const about = { objectType: 'contacts', recordId: contact.id, property, value };
      problems.push({ ...about, reason: meant.why, fatal: false });
      continue;
    }
    companyOfContact.set(contact.id, meant.companyId);
    const others = ofCompany.get(meant.companyId) ?? [];
    ofCompany.set(meant.companyId, [...others, { id: contact.id, name: nameOf(contact) }]);
  }
  return { ofCompany, companyOfContact, problems };
}

/** By ascending id; those whose value the search finds alike, but is another, are left out. */
async function findPeople(
  transport: Transport,
  { property, values, company }: MappedPeople,
): Promise<readonly CrmRecord[]> {
  const properties = ['firstname', 'lastname', property, ...(company === null ? [] : [company])];
  const found = await searchByIds(transport, 'contacts', { property, values }, [...new Set(properties)]);
  return found
    .filter((record) => hasOneOf(new Cells('contacts', record), property, values))
    .toSorted((a, b) => compareIds(a.id, b.id));
}

type CompanyOf = (contact: CrmRecord) => CompanyMeant;

async function primaryCompanies(transport: Transport, contacts: readonly CrmRecord[]): Promise<CompanyOf> {
  const ids = contacts.map(({ id }) => id);
  const targets = await readTargets(transport, 'contacts', 'companies', ids);
  return ({ id }) => {
    const primary = (targets.get(id) ?? []).find(({ associationTypes }) =>
      associationTypes.some(
        ({ category, typeId }) => category === 'HUBSPOT_DEFINED' && typeId === PRIMARY_TYPE_ID,
      ),
    );
    return primary === undefined
      ? { kind: 'none', why: 'company_missing' }
      : { kind: 'company', companyId: primary.toObjectId };
  };
}

async function namedCompanies(
  transport: Transport,
  contacts: readonly CrmRecord[],
  property: string,
): Promise<CompanyOf> {
  const textOf = ({ properties }: CrmRecord): string => properties[property]?.trim() ?? '';
  const meantBy = await companiesMeant(transport, contacts.map(textOf));
  return (contact) => {
    const text = textOf(contact);
    return text === '' ? { kind: 'none', why: 'company_missing' } : meantBy(text);
  };
}

function nameOf({ properties }: CrmRecord): string | null {
  const parts = [properties.firstname, properties.lastname].map((part) => part?.trim() ?? '');
  const name = parts.filter((part) => part !== '').join(' ');
  return name === '' ? null : name;
}
