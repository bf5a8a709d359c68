/** Units of work of an extract, one after the other: what waits is committed together, with the state that goes with it. */
import type { SyncState, SyncUnit } from './sync-port.js';

type Work = (unit: SyncUnit) => Promise<void>;

interface Waiting {
  readonly work: Work;
  readonly after: (state: SyncState) => SyncState;
  readonly resolve: () => void;
  readonly reject: (error: unknown) => void;
}

const unchanged = (state: SyncState): SyncState => state;

export class Commits {
  #state: SyncState;
  #waiting: Waiting[] = [];
  #running = false;
  #failure: { readonly error: unknown } | null = null;

  /** @param most how many pieces of work one unit takes; what they keep must not depend on one another. */
  constructor(
    readonly write: (work: Work) => Promise<void>,
    state: SyncState,
    readonly most: number,
  ) {
    this.#state = state;
  }

  /** As it is committed. */
  get state(): SyncState {
    return this.#state;
  }

  /**
   * Does a piece of work, and what it makes of the state, in one unit with what waits beside it.
   * @returns when it is committed. After a failure nothing more is: the rest would build on what was taken back.
   */
  commit(work: Work, after: (state: SyncState) => SyncState = unchanged): Promise<void> {
    return new Promise((resolve, reject) => {
      this.#waiting.push({ work, after, resolve, reject });
      if (!this.#running) void this.#drain();
    });
  }

  async #drain(): Promise<void> {
    this.#running = true;
    while (this.#waiting.length > 0) {
      const group = this.#waiting.splice(0, this.most);
      try {
        if (this.#failure !== null) throw this.#failure.error;
        await this.#commit(group);
        for (const { resolve } of group) resolve();
      } catch (error) {
        this.#failure ??= { error };
        for (const { reject } of group) reject(error);
      }
    }
    this.#running = false;
  }

  async #commit(group: readonly Waiting[]): Promise<void> {
    const state = group.reduce((before, { after }) => after(before), this.#state);
    await this.write(async (unit) => {
      // Side by side: while the database stores one, the next is made ready. All have ended before the unit does.
      const ends = await Promise.allSettled(group.map(({ work }) => work(unit)));
      const failed = ends.find((end) => end.status === 'rejected');
      if (failed !== undefined) throw failed.reason;
      if (state !== this.#state) await unit.saveState(state);
    });
    this.#state = state;
  }
}
