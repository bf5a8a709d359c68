/** The contacts of partner companies with what they have learnt: all of them each time, since they are few. */
import type { ProgrammeRecord } from './programme-store-port.js';
import type { ProgrammeReadDeps, ProgrammeReadRequest } from './programme-read-deps.js';

/** Reads the people of partners: companies in thousands, contacts in hundreds. */
export async function readPeople(
  { programme, crm, store, clock }: ProgrammeReadDeps,
  { portalId, lease, partners }: ProgrammeReadRequest,
): Promise<void> {
  const { people: asked, ownOnPeople } = crm.programmeReading;
  const at = clock.now();
  const partnersOf = new Map<string, string[]>();
  const note = (contact: string, partner: string): void => {
    const known = partnersOf.get(contact) ?? [];
    if (!known.includes(partner)) partnersOf.set(contact, [...known, partner]);
  };
  const companies = [...partners.keys()];
  const linked = companies.length === 0 ? [] : await programme.linked('companies', 'contacts', companies);
  for (const [partner, contacts] of linked) for (const contact of contacts) note(contact, partner);
  for (const [partner, { people = [] }] of partners) for (const { id } of people) note(id, partner);
  const raws = await programme.byId('contacts', asked, [...partnersOf.keys()]);
  const records = raws.map(({ id, properties }): ProgrammeRecord => ({
    id,
    properties: Object.fromEntries(asked.map((name) => [name, properties[name] ?? null])),
    links: { companies: partnersOf.get(id) ?? [] },
  }));
  // HubSpot leaves a property that it does not have out of its answer, and answers null for an empty one.
  const lacks = Object.values(ownOnPeople).filter(
    (name) => raws.length > 0 && raws.every(({ properties }) => properties[name] === undefined),
  );
  await store.writeSync(portalId, lease, async (unit) => {
    await unit.saveProgrammeRecords('people', records, at);
    await unit.dropUnseenProgramme('people', at);
    const state = { missing: false, asked: asked.join(','), listing: null, watermark: null, lacks };
    await unit.saveProgrammeSource('people', state);
  });
}
