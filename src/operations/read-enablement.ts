/** The people of a partner company with what they have learnt. */
import {
  certificationLines,
  certificationsIn,
  type CertificationLine,
} from '../domain/certification-lines.js';
import type { ProgrammePerson } from '../domain/programme-facts.js';
import type { RawRecord } from './crm-port.js';
import { ENABLEMENT_PROPERTIES } from './enablement-port.js';
import type { ProgrammeCrm } from './programme-port.js';
import type { HeldByPeople } from './save-people.js';

/** More people than this are nobody's to read on a card. */
const MOST_PEOPLE = 200;

const PROPERTIES = ['firstname', 'lastname', 'email', 'jobtitle', ...Object.values(ENABLEMENT_PROPERTIES)];

export interface PartnerEnablement {
  /** By name, those without one last. */
  readonly people: readonly ProgrammePerson[];
  readonly certificationLines: ReadonlyMap<string, readonly CertificationLine[]>;
  readonly heldByPeople: HeldByPeople;
  readonly morePeople: number;
}

/** Reads a partner's contacts: two rounds. */
export async function readEnablement(crm: ProgrammeCrm, companyId: string): Promise<PartnerEnablement> {
  const linked = await crm.linked('companies', 'contacts', [companyId]);
  const ids = linked.get(companyId) ?? [];
  const records = ids.length === 0 ? [] : await crm.byId('contacts', PROPERTIES, ids.slice(0, MOST_PEOPLE));
  const lines = new Map(
    records.map(
      ({ id, properties }) =>
        [id, certificationLines(properties[ENABLEMENT_PROPERTIES.certifications] ?? null)] as const,
    ),
  );
  return {
    people: records.map((record) => personOf(record, lines.get(record.id) ?? [])).toSorted(byName),
    certificationLines: lines,
    heldByPeople: new Map(records.map(({ id, properties }) => [id, properties])),
    morePeople: Math.max(0, ids.length - MOST_PEOPLE),
  };
}

function personOf({ id, properties }: RawRecord, lines: readonly CertificationLine[]): ProgrammePerson {
  const text = (name: string): string => properties[name]?.trim() ?? '';
  const name = [text('firstname'), text('lastname')].filter((part) => part !== '').join(' ') || text('email');
  return {
    contactId: id,
    name: name === '' ? null : name,
    title: text('jobtitle') || null,
    isExecutive: text(ENABLEMENT_PROPERTIES.executive) === 'true',
    certifications: certificationsIn(lines),
  };
}

const byName = (one: ProgrammePerson, other: ProgrammePerson): number => {
  const [a, b] = [one, other].map(
    ({ name, contactId }) => `${name === null ? '1' : '0'}${name ?? ''} ${contactId}`,
  );
  return (a ?? '') < (b ?? '') ? -1 : 1;
};
