/** Which people of partners a sync asks for, and what it keeps of them where the portal has lost a property. */
import { expect, it } from '@jest/globals';
import { instant } from '../../src/domain/calendar.js';
import { PROGRAMME_READING } from '../../src/hubspot/programme-reading.js';
import type { ProgrammeReadDeps, ProgrammeReadRequest } from '../../src/operations/programme-read-deps.js';
import type { ProgrammeRecord, ProgrammeSourceState } from '../../src/operations/programme-store-port.js';
import { readPeople } from '../../src/operations/read-programme-people.js';

const { people: asked, ownOnPeople } = PROGRAMME_READING;
const PEOPLE = Array.from({ length: 101 }, (_, place) => String(1_000 + place));
const certified = { [ownOnPeople.certifications]: 'Implementation; 2026-01-15' };
const KEPT: readonly ProgrammeRecord[] = PEOPLE.map((id) => ({
  ...{ id, properties: { firstname: id, ...certified }, links: { companies: ['7'] } },
}));

/** One partner with 101 people, of whom nobody has changed; the portal answers some of our properties. */
async function read(known: Partial<ProgrammeSourceState>, answered: readonly string[]) {
  const named: string[] = [];
  let saved: readonly ProgrammeRecord[] = [];
  let state: ProgrammeSourceState | null = null;
  const unit = {
    saveProgrammeRecords: (_source: string, records: readonly ProgrammeRecord[]) => {
      saved = records;
    },
    saveProgrammeSource: (_source: string, now: ProgrammeSourceState) => {
      state = now;
    },
  };
  const stands = { missing: false, asked: asked.join(','), listing: null, watermark: instant(0), lacks: [] };
  const deps = {
    clock: { now: () => instant(9) },
    stop: undefined,
    programme: {
      linked: () => Promise.resolve(new Map([['7', PEOPLE]])),
      changedPage: () => Promise.resolve({ records: [], next: null }),
      byId: (_type: string, _asked: readonly string[], ids: readonly string[]) => {
        named.push(...ids);
        const values = { firstname: 'x', ...certified, [ownOnPeople.executive]: null };
        const properties = Object.fromEntries(
          Object.entries(values).filter(([name]) => answered.includes(name)),
        );
        return Promise.resolve(
          ids.map((id) => ({ id, properties: { ...properties, firstname: id }, archived: false })),
        );
      },
    },
    crm: { programmeReading: PROGRAMME_READING },
    store: {
      programmeSources: () => Promise.resolve(new Map([['people', { ...stands, ...known }]])),
      programmeRecords: () => Promise.resolve(KEPT),
      writeSync: (_portal: string, _lease: unknown, work: (of: typeof unit) => Promise<void>) => work(unit),
    },
  };
  const request = { full: false, partners: new Map([['7', {}]]) };
  await readPeople(deps as unknown as ProgrammeReadDeps, request as unknown as ProgrammeReadRequest);
  const lacks = (state as ProgrammeSourceState | null)?.lacks;
  return { asked: named.length, saved, lacks };
}

it('asks for one person where nobody has changed, and keeps all as they were', async () => {
  expect(await read({}, asked)).toEqual({ asked: 1, saved: [], lacks: [] });
});

it('notices that a property was deleted, which changes nobody, and keeps no value of it', async () => {
  const { lacks, saved } = await read({}, ['firstname', ownOnPeople.executive]);
  expect(lacks).toEqual([ownOnPeople.certifications]);
  expect(saved).toHaveLength(PEOPLE.length);
  expect(new Set(saved.map(({ properties }) => properties[ownOnPeople.certifications]))).toEqual(
    new Set([null]),
  );
  expect(saved[0]?.properties['firstname']).toBe(PEOPLE[0]);
});

it('asks for all of them again until the property is there', async () => {
  const lost = { lacks: [ownOnPeople.certifications] };
  expect(await read(lost, asked)).toMatchObject({ asked: PEOPLE.length, lacks: [] });
});
