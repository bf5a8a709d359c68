/**
 * The contacts of partner companies with what they have learnt. Who they are is asked each time, since HubSpot moves no date when
 * an association changes; what stands on them as it changes, where they are more than one request holds.
 */
import type { Instant } from '../domain/calendar.js';
import { unlessStopped } from '../errors.js';
import { windowSince } from './change-window.js';
import type { RawRecord } from './crm-port.js';
import { keptRecords, replaceKept } from './programme-kept.js';
import type { ProgrammeRecord, ProgrammeSourceState } from './programme-store-port.js';
import type { ProgrammeReadDeps, ProgrammeReadRequest } from './programme-read-deps.js';

/** A request by id holds as many. */
const ONE_REQUEST = 100;
/** Searches are four times as scarce as requests by id: beyond a page for so many people, all of them are read. */
const PEOPLE_PER_SEARCH = 4 * ONE_REQUEST;

/** Reads the people of partners: companies in thousands, contacts in hundreds. */
export async function readPeople(deps: ProgrammeReadDeps, request: ProgrammeReadRequest): Promise<void> {
  const { programme, crm, store, clock } = deps;
  const { portalId, lease } = request;
  const { people: asked } = crm.programmeReading;
  const at = clock.now();
  const known = (await store.programmeSources(portalId)).get('people') ?? null;
  const { partnersOf, named } = await partnersOfPeople(deps, request);
  const kept = await keptRecords(store, portalId, 'people');
  const all = [...partnersOf.keys()];
  const since = all.length > ONE_REQUEST ? watermarkOf(request, known, asked.join(',')) : null;
  const changed = since === null ? null : await changedSince(deps, since, at, all.length);
  // Of those who are named and not associated, only a reading by id tells that they are gone.
  const told = changed === null ? all : all.filter((id) => changed.has(id) || !kept.has(id) || named.has(id));
  // One tells whether the portal has lost a property since, which changes nobody.
  const ids = told.length > 0 ? told : all.slice(0, 1);
  const raws = ids.length === 0 ? [] : await programme.byId('contacts', asked, ids);
  const read = new Map(raws.map(({ id, properties }) => [id, properties]));
  const left = new Set(ids);
  const lacks = lackedBy(deps, raws);
  const now = all.flatMap((id): readonly ProgrammeRecord[] => {
    const properties = left.has(id) ? read.get(id) : kept.get(id)?.properties;
    if (properties === undefined) return [];
    const values = Object.fromEntries(
      asked.map((name) => [name, lacks.includes(name) ? null : (properties[name] ?? null)]),
    );
    return [{ id, properties: values, links: { companies: partnersOf.get(id) ?? [] } }];
  });
  await store.writeSync(portalId, lease, async (unit) => {
    await replaceKept(unit, 'people', { kept, now, at });
    const state = { missing: false, asked: asked.join(','), listing: null, watermark: at, lacks };
    await unit.saveProgrammeSource('people', state);
  });
}

interface PartnersOfPeople {
  /** Partner companies by contact. */
  readonly partnersOf: ReadonlyMap<string, readonly string[]>;
  /** Contacts that partners name without being associated with them. */
  readonly named: ReadonlySet<string>;
}

async function partnersOfPeople(
  { programme }: Pick<ProgrammeReadDeps, 'programme'>,
  { partners }: ProgrammeReadRequest,
): Promise<PartnersOfPeople> {
  const partnersOf = new Map<string, string[]>();
  const note = (contact: string, partner: string): void => {
    const known = partnersOf.get(contact) ?? [];
    if (!known.includes(partner)) partnersOf.set(contact, [...known, partner]);
  };
  const companies = [...partners.keys()];
  const linked = companies.length === 0 ? [] : await programme.linked('companies', 'contacts', companies);
  for (const [partner, contacts] of linked) for (const contact of contacts) note(contact, partner);
  const associated = new Set(partnersOf.keys());
  for (const [partner, { people = [] }] of partners) for (const { id } of people) note(id, partner);
  return { partnersOf, named: new Set([...partnersOf.keys()].filter((id) => !associated.has(id))) };
}

/** Null where all are to be read: the first time, where other properties are asked for, or where the portal lacked one. */
const watermarkOf = (
  { full }: ProgrammeReadRequest,
  known: ProgrammeSourceState | null,
  asked: string,
): Instant | null =>
  full || known === null || known.missing || known.asked !== asked || (known.lacks ?? []).length > 0
    ? null
    : known.watermark;

/** Ids of all contacts that have changed, of whomever; null where they are so many that reading the people takes less. */
async function changedSince(
  { programme, stop }: ProgrammeReadDeps,
  watermark: Instant,
  askedAt: Instant,
  people: number,
): Promise<ReadonlySet<string> | null> {
  const window = windowSince(watermark, askedAt);
  const changed = new Set<string>();
  let after: string | null = null;
  for (let pages = Math.ceil(people / PEOPLE_PER_SEARCH); pages > 0; pages -= 1) {
    unlessStopped(stop);
    const page = await programme.changedPage('contacts', [], window, after);
    if (page === null) return null;
    for (const { id } of page.records) changed.add(id);
    after = page.next;
    if (after === null) return changed;
  }
  return null;
}

/** HubSpot leaves a property that it does not have out of its answer, and answers null for an empty one. */
const lackedBy = ({ crm }: ProgrammeReadDeps, raws: readonly RawRecord[]): readonly string[] =>
  Object.values(crm.programmeReading.ownOnPeople).filter(
    (name) => raws.length > 0 && raws.every(({ properties }) => properties[name] === undefined),
  );
