/** Reads the whole list of a type into the mirror, page by page, from where it stands. */
import type { Instant } from '../domain/calendar.js';
import { compareIds } from '../domain/ids.js';
import { isAscending, cutsOf, MOST_RANGES, rangeKey, rangesOf, WHOLE, type IdRange } from './id-ranges.js';
import type { RawPage } from './crm-port.js';
import { withCursors, type ExtractRun, type ListedType } from './extract-run.js';
import { followMerges } from './follow-merges.js';
import { saveSightings } from './sightings.js';
import { readAhead } from './read-ahead.js';
import type { ExtractState, SyncState } from './sync-port.js';
import { takeAway } from './take-away.js';
import { together, type Bell } from './together.js';

/** Pages between two looks at whether the rest is worth cutting. */
const LOOK_EVERY = 10;

/** Pages of a range that may wait to be stored: while a process is new, storing is slower than asking. */
const PAGES_AHEAD = 8;

interface Answer {
  readonly page: RawPage;
  /** From before it was asked for. */
  readonly at: Instant;
  /** Where the rest of its range is cut; none: it is read on. */
  readonly cuts: readonly string[];
}

/** Pages of a range since it was last looked at, and where they began. */
interface Read {
  first: string | null;
  pages: number;
}

export class TypeListing {
  #ranges: IdRange[];
  /** The list does not come by ascending id: one cursor reads it, and nothing is known before its end. */
  #unordered: boolean;
  #restart = false;
  /** Ranges that were cut off and begin once the pages before them are kept. */
  #coming = 0;
  #absentMarked: boolean;
  #highest: string | null | undefined;
  /** Rings as more of the list is kept. */
  readonly bell: Bell;
  /** Records that were kept since this process began. */
  kept = 0;
  /** How often it had to be begun again. */
  restarts = 0;

  constructor(
    readonly run: ExtractRun,
    readonly type: ListedType,
    readonly startedAt: Instant,
    cursors: ExtractState['cursors'],
  ) {
    this.#unordered = cursors[this.#flag('unordered')] !== undefined;
    this.#absentMarked = cursors[this.#flag('absent')] !== undefined;
    const ranges = rangesOf(type, cursors);
    this.#ranges = ranges.length === 0 ? [WHOLE()] : ranges;
    this.bell = run.stop.bell();
  }

  #flag(what: 'unordered' | 'absent'): string {
    return `${what}/${this.type}`;
  }

  /** All of it is kept, and what was not in it is gone. */
  get isDone(): boolean {
    return this.#absentMarked;
  }

  /** Every record up to and with this id is kept; null: none yet. */
  get frontier(): string | null {
    if (this.#unordered) return null;
    const open = this.#ranges.find(({ done }) => !done) ?? this.#ranges.at(-1);
    return open?.after ?? open?.from ?? null;
  }

  /** Reads what is left of it. */
  async read(): Promise<void> {
    do {
      if (this.#restart) await this.#begin();
      await together(
        this.run.stop,
        this.#ranges.map((range) => () => this.#readRange(range)),
      );
    } while (this.#restart);
    if (!this.#absentMarked) await this.#markAbsent();
    this.bell.ring();
  }

  async #readRange(range: IdRange): Promise<void> {
    for await (const { page, at, cuts } of readAhead(this.#pages(range), PAGES_AHEAD)) {
      if (this.#restart) return;
      await this.#keep(range, page, at, cuts);
      if (cuts.length === 0) continue;
      const place = this.#ranges.indexOf(range);
      const parts = this.#ranges.slice(place, place + cuts.length + 1);
      await together(
        this.run.stop,
        parts.map((part) => () => this.#readRange(part)),
      );
    }
  }

  /** What is left of a range, up to and with the page after which it is cut. */
  async *#pages({ after: from, to, done }: IdRange): AsyncGenerator<Answer> {
    const read: Read = { first: from, pages: 0 };
    for (let after = from, ended = done; !ended && !this.#restart;) {
      this.run.stop.check();
      const { page, at } = await this.#ask(after);
      if (!this.#unordered && !isAscending(page.records, after)) {
        this.#restart = true;
        return;
      }
      const cuts = await this.#cuts(to, page, read);
      this.#coming += cuts.length;
      yield { page, at, cuts };
      after = page.next;
      ended = cuts.length > 0 || isLastOf(to, page);
    }
  }

  async #ask(after: string | null): Promise<Omit<Answer, 'cuts'>> {
    const { run, type } = this;
    const at = run.clock.now();
    run.tally.requests.lists += 1;
    return { page: await run.crm.listPage(type, after, false), at };
  }

  /** Where what is left of the one range is to be cut. */
  async #cuts(to: string | null, { records, next }: RawPage, read: Read): Promise<readonly string[]> {
    read.first ??= records[0]?.id ?? null;
    read.pages += 1;
    const last = records.at(-1)?.id;
    if (this.#unordered || next === null || read.pages < LOOK_EVERY) return [];
    const { first, pages } = read;
    if (first === null || last === undefined) return [];
    // Ids are as dense as they were lately: those of a portal's first years lie far from each other.
    Object.assign(read, { first: last, pages: 0 });
    const reading = this.#ranges.filter(({ done }) => !done).length + this.#coming;
    if (reading >= MOST_RANGES) return [];
    const end = to ?? (await this.#end());
    return end === null ? [] : cutsOf({ first, last, pages }, end, MOST_RANGES - reading + 1);
  }

  /** The highest id, asked for once. */
  async #end(): Promise<string | null> {
    if (this.#highest === undefined) {
      this.run.tally.requests.searches += 1;
      this.#highest = await this.run.crm.highestId(this.type);
    }
    return this.#highest;
  }

  async #keep(range: IdRange, page: RawPage, at: Instant, cuts: readonly string[]): Promise<void> {
    const { run, type } = this;
    const to = cuts[0] ?? range.to;
    const records = to === null ? page.records : page.records.filter(({ id }) => compareIds(id, to) <= 0);
    const own = { ...range, to, after: page.next, done: isLastOf(to, page) };
    if (page.next === null) own.after = page.records.at(-1)?.id ?? range.after;
    const others = cuts.map((from, index): IdRange => {
      const end = cuts[index + 1] ?? null;
      return { from, to: end, after: from, done: false };
    });
    await run.commits.commit(
      async (unit) => {
        await saveSightings(run, unit, type, { records, at });
        await followMerges(run, unit, type, { records, at });
      },
      (state) => {
        const moved = [own, ...others].map((one) => [rangeKey(type, one), standing(one)] as const);
        return withCursors(state, { [rangeKey(type, range)]: null, ...Object.fromEntries(moved) });
      },
    );
    const place = this.#ranges.indexOf(range);
    Object.assign(range, own);
    this.#ranges.splice(place + 1, 0, ...others);
    this.#coming -= others.length;
    this.kept += records.length;
    run.tally.saw(type, records.length);
    this.bell.ring();
  }

  /** From the start, with one cursor that goes where the answers say. */
  async #begin(): Promise<void> {
    const { run, type } = this;
    const cursors = (state: SyncState): readonly string[] => Object.keys(state.extract?.cursors ?? {});
    await run.commits.commit(
      () => Promise.resolve(),
      (state) => {
        const own = cursors(state).filter((key) => key.split('/')[1] === type);
        const none = Object.fromEntries(own.map((key) => [key, null]));
        return withCursors(state, { ...none, [this.#flag('unordered')]: { after: null, done: true } });
      },
    );
    this.#unordered = true;
    this.restarts += 1;
    this.#restart = false;
    this.#coming = 0;
    this.#ranges = [WHOLE()];
  }

  async #markAbsent(): Promise<void> {
    const { run, type } = this;
    const at = run.clock.now();
    await run.commits.commit(
      async (unit) => {
        const gone = await unit.markAbsent(type, this.startedAt, at);
        await takeAway(run, unit, type, gone);
      },
      (state) => withCursors(state, { [this.#flag('absent')]: { after: null, done: true } }),
    );
    this.#absentMarked = true;
  }
}

/** Whether a page is the last one of a range that ends with an id; null: with the list. */
function isLastOf(to: string | null, { records, next }: RawPage): boolean {
  const last = records.at(-1);
  return next === null || (to !== null && last !== undefined && compareIds(last.id, to) >= 0);
}

const standing = ({ after, done }: IdRange): { readonly after: string | null; readonly done: boolean } => ({
  after,
  done,
});
