/** What a sync of tickets does about archived ones: each is dropped once, whatever a lagging search says of it. */
import { expect, it } from '@jest/globals';
import { instant } from '../../src/domain/calendar.js';
import { PROGRAMME_READING } from '../../src/hubspot/programme-reading.js';
import { ProgrammeListing } from '../../src/operations/programme-listing.js';
import type { ProgrammeReadDeps, ProgrammeReadRequest } from '../../src/operations/programme-read-deps.js';
import type { ProgrammeRecord } from '../../src/operations/programme-store-port.js';

const { properties, links } = PROGRAMME_READING.listed.tickets;
const STANDS = {
  ...{ missing: false, asked: [...properties, ...links].join(','), listing: null, watermark: instant(0) },
};
const raw = (id: string) => ({ id, properties: {}, archived: false });

/** A portal with tickets, some archived, a search that names what it is told to, and what is kept of it. */
class Tickets {
  readonly kept = { tickets: new Set<string>(), archived_tickets: new Set<string>() };
  there: readonly string[] = [];
  archived: readonly string[] = [];
  named: readonly string[] = [];
  dropped: string[] = [];

  async sync(full = false): Promise<readonly string[]> {
    this.dropped = [];
    const request = { full } as unknown as ProgrammeReadRequest;
    await new ProgrammeListing(
      this.#deps() as unknown as ProgrammeReadDeps,
      request,
      'tickets',
      STANDS,
    ).read();
    return this.dropped;
  }

  #deps() {
    const page = (ids: readonly string[]) => Promise.resolve({ records: ids.map(raw), next: null });
    const unit = {
      saveProgrammeRecords: (source: keyof Tickets['kept'], records: readonly ProgrammeRecord[]) =>
        records.forEach(({ id }) => this.kept[source].add(id)),
      dropProgrammeRecords: (source: keyof Tickets['kept'], ids: readonly string[]) => {
        if (source === 'tickets') this.dropped.push(...ids);
        ids.forEach((id) => this.kept[source].delete(id));
      },
      dropUnseenProgramme: () => this.kept.tickets.forEach((id) => this.#dropUnlessThere(id)),
      saveProgrammeSource: () => undefined,
    };
    return {
      clock: { now: () => instant(9) },
      crm: { programmeReading: PROGRAMME_READING },
      programme: {
        listPage: (_type: string, _properties: unknown, _after: null, isArchived = false) =>
          page(isArchived ? this.archived : this.there),
        changedPage: () => page(this.named),
        byId: (_type: string, _properties: unknown, ids: readonly string[]) =>
          Promise.resolve(ids.filter((id) => this.there.includes(id)).map(raw)),
        linked: () => Promise.resolve(new Map()),
      },
      store: {
        programmeRecords: (_portal: string, source: keyof Tickets['kept']) =>
          Promise.resolve([...this.kept[source]].map(raw)),
        writeSync: (_portal: string, _lease: unknown, work: (of: typeof unit) => Promise<void>) => work(unit),
      },
    };
  }

  #dropUnlessThere(id: string): void {
    if (!this.there.includes(id)) this.kept.tickets.delete(id);
  }

  get state() {
    return [[...this.kept.tickets].toSorted(), [...this.kept.archived_tickets].toSorted()];
  }
}

it('drops what was archived since the last sync alone', async () => {
  const tickets = new Tickets();
  tickets.there = ['1', '2', '3'];
  await tickets.sync(true);
  Object.assign(tickets, { there: ['1', '2'], archived: ['3'] });
  expect(await tickets.sync()).toEqual(['3']);
  expect(await tickets.sync()).toEqual([]);
  Object.assign(tickets, { there: ['1'], archived: ['2', '3'] });
  expect([await tickets.sync(), tickets.state]).toEqual([['2'], [['1'], ['2', '3']]]);
});

it('keeps nothing that a lagging search names and that was archived before', async () => {
  const tickets = new Tickets();
  Object.assign(tickets, { there: ['1'], archived: ['2'] });
  await tickets.sync(true);
  tickets.named = ['1', '2'];
  expect([await tickets.sync(), tickets.state]).toEqual([[], [['1'], ['2']]]);
});

it('drops again what was restored, listed and archived once more', async () => {
  const tickets = new Tickets();
  Object.assign(tickets, { there: ['1'], archived: ['2'] });
  await tickets.sync(true);
  Object.assign(tickets, { there: ['1', '2'], archived: ['2'] });
  // Restored between the sweep and the list.
  await tickets.sync(true);
  expect(tickets.state).toEqual([['1', '2'], []]);
  Object.assign(tickets, { there: ['1'], archived: ['2'] });
  expect([await tickets.sync(), tickets.state]).toEqual([['2'], [['1'], ['2']]]);
  Object.assign(tickets, { there: ['1', '2'], archived: [] });
  expect([await tickets.sync(), tickets.state]).toEqual([[], [['1', '2'], []]]);
});
