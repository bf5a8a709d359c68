/** One source of the partner programme that is a list in the CRM: all of it once, from then on what changed. */
import { instant, type Instant } from '../domain/calendar.js';
import { isAppError, unlessStopped } from '../errors.js';
import { AHEAD_MS, windowSince } from './change-window.js';
import type { RawRecord } from './crm-port.js';
import { sweepArchive, tombstones } from './programme-archive.js';
import type { FoundPage } from './programme-port.js';
import type { ListedSource } from './programme-reading-port.js';
import type { ArchivedSource, ProgrammeRecord, ProgrammeSourceState } from './programme-store-port.js';
import type { ProgrammeReadDeps, ProgrammeReadRequest } from './programme-read-deps.js';

/** As many as one request for associations asks about. */
const TOGETHER = 1_000;

type Listed = 'tickets' | 'surveys' | 'events';

/**
 * Of which only what changed is asked for, and what is archived; events are few, cancelling one is no change of its people, and
 * one that is not in the list any more is gone.
 */
const INCREMENTAL: Readonly<Partial<Record<Listed, ArchivedSource>>> = {
  tickets: 'archived_tickets',
  surveys: 'archived_surveys',
};

/** The portal does not have the source, or does not let us read it. */
class SourceMissing extends Error {}

export class ProgrammeListing {
  readonly #asked: string;
  readonly #source: ListedSource;

  constructor(
    readonly deps: ProgrammeReadDeps,
    readonly request: ProgrammeReadRequest,
    readonly name: Listed,
    readonly known: ProgrammeSourceState | null,
  ) {
    this.#source = deps.crm.programmeReading.listed[name];
    this.#asked = [...this.#source.properties, ...this.#source.links].join(',');
  }

  /** Reads all of it, or what changed; a source that is missing keeps nothing. */
  async read(): Promise<void> {
    const { known, request, name } = this;
    try {
      const isKnown = known?.asked === this.#asked && !known.missing;
      const canResume = isKnown && known.listing !== null;
      if (canResume) await this.#list(known.listing);
      else if (isKnown && known.watermark !== null && !request.full && INCREMENTAL[name] !== undefined)
        await this.#changes(known.watermark);
      else {
        // Before the list: what is restored while it goes on is found by the next sweep.
        const startedAt = this.deps.clock.now();
        await this.#forgetTombs(await this.#sweep(await this.#tombs()));
        await this.#list({ startedAt, after: null });
      }
    } catch (error) {
      if (!(error instanceof SourceMissing)) throw error;
      await this.#forget();
    }
  }

  async #list(from: NonNullable<ProgrammeSourceState['listing']>): Promise<void> {
    const { startedAt } = from;
    let { after } = from;
    for (let isLast = false; !isLast;) {
      const batch: RawRecord[] = [];
      const at = this.deps.clock.now();
      // A batch at a time, so that associations are asked for in full requests.
      while (batch.length < TOGETHER && !isLast) {
        unlessStopped(this.deps.stop);
        const page = await this.#page(after);
        batch.push(...page.records);
        after = page.next;
        isLast = after === null;
      }
      const records = await this.#withLinks(batch);
      const state = this.#state(isLast ? null : { startedAt, after }, isLast ? startedAt : null);
      await this.#keep(records, at, state, isLast ? startedAt : null);
    }
  }

  async #changes(watermark: Instant): Promise<void> {
    const askedAt = this.deps.clock.now();
    const window = windowSince(watermark, askedAt);
    const { type, properties } = this.#source;
    const tombs = await this.#tombs();
    for (let after: string | null = null, isLast = false; !isLast;) {
      unlessStopped(this.deps.stop);
      const page: FoundPage | null = await this.deps.programme.changedPage(type, properties, window, after);
      if (page === null) throw new SourceMissing();
      after = page.next;
      isLast = after === null;
      // A search may lag and name what was archived; what was restored is told by the sweep.
      const records = await this.#withLinks(page.records.filter((one) => !tombs.has(one.id)));
      await this.#keep(records, askedAt, this.#state(null, isLast ? askedAt : watermark), null);
    }
    // After the search, which may still name what is archived.
    const restored = await this.#sweep(tombs);
    for (let from = 0; from < restored.length; from += TOGETHER) {
      const ids = restored.slice(from, from + TOGETHER);
      const records = await this.#withLinks(await this.deps.programme.byId(type, properties, ids));
      await this.#forgetTombs(ids, records);
    }
  }

  async #tombs(): Promise<ReadonlySet<string>> {
    const archived = INCREMENTAL[this.name];
    return archived === undefined ? new Set() : tombstones(this.deps, this.request, archived);
  }

  async #sweep(tombs: ReadonlySet<string>): Promise<readonly string[]> {
    const archived = INCREMENTAL[this.name];
    if (archived === undefined) return [];
    return sweepArchive(this.deps, this.request, { name: this.name, archived, listed: this.#source }, tombs);
  }

  /** What was archived and is not any more; what is there again is kept with it. */
  async #forgetTombs(ids: readonly string[], restored: readonly ProgrammeRecord[] = []): Promise<void> {
    const archived = INCREMENTAL[this.name];
    if (archived === undefined || ids.length === 0) return;
    const { portalId, lease } = this.request;
    await this.deps.store.writeSync(portalId, lease, async (unit) => {
      await unit.saveProgrammeRecords(this.name, restored, this.deps.clock.now());
      await unit.dropProgrammeRecords(archived, ids);
    });
  }

  async #page(after: string | null): Promise<FoundPage> {
    const { type, properties } = this.#source;
    const page = await this.deps.programme.listPage(type, properties, after);
    if (page === null) throw new SourceMissing();
    return page;
  }

  async #withLinks(raws: readonly RawRecord[]): Promise<readonly ProgrammeRecord[]> {
    const there = raws.filter(({ archived }) => !archived);
    if (there.length === 0) return [];
    const ids = there.map(({ id }) => id);
    const targets = await Promise.all(this.#source.links.map((to) => this.#linked(to, ids)));
    return there.map(({ id, properties }) => ({
      id,
      properties: Object.fromEntries(this.#source.properties.map((name) => [name, properties[name] ?? null])),
      links: Object.fromEntries(this.#source.links.map((to, place) => [to, targets[place]?.get(id) ?? []])),
    }));
  }

  /** Whose records are cannot be told without their associations. */
  async #linked(to: ListedSource['links'][number], ids: readonly string[]) {
    try {
      return await this.deps.programme.linked(this.#source.type, to, ids);
    } catch (error) {
      if (isAppError(error) && REFUSED.has(error.code)) throw new SourceMissing();
      throw error;
    }
  }

  #state(listing: ProgrammeSourceState['listing'], watermark: Instant | null): ProgrammeSourceState {
    return { missing: false, asked: this.#asked, listing, watermark };
  }

  async #keep(
    records: readonly ProgrammeRecord[],
    at: Instant,
    state: ProgrammeSourceState,
    dropBefore: Instant | null,
  ): Promise<void> {
    const { portalId, lease } = this.request;
    const archived = INCREMENTAL[this.name];
    await this.deps.store.writeSync(portalId, lease, async (unit) => {
      await unit.saveProgrammeRecords(this.name, records, at);
      // What is kept is not archived: archived again, it is to be dropped again.
      if (archived !== undefined && records.length > 0) {
        await unit.dropProgrammeRecords(
          archived,
          records.map(({ id }) => id),
        );
      }
      if (dropBefore !== null) await unit.dropUnseenProgramme(this.name, dropBefore);
      await unit.saveProgrammeSource(this.name, state);
    });
  }

  async #forget(): Promise<void> {
    const { portalId, lease } = this.request;
    const now = this.deps.clock.now();
    const state = { ...this.#state(null, null), missing: true };
    await this.deps.store.writeSync(portalId, lease, async (unit) => {
      await unit.dropUnseenProgramme(this.name, instant(now + AHEAD_MS));
      await unit.saveProgrammeSource(this.name, state);
    });
  }
}

const REFUSED: ReadonlySet<string> = new Set(['crm_refused', 'scope_missing']);
