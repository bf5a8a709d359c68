/** What `npm start` does while its pages are open: a sync soon after somebody changed something, one at a time. */
import { isAppError } from '../errors.js';
import { answeredWords, syncedWords, type PortalWork } from './portal-work.js';

export interface BackgroundSettings {
  readonly work: Pick<PortalWork, 'sync' | 'answerAsked'>;
  /** Prints one line. */
  readonly tell: (text: string) => void;
  /** Runs something after so many ms. */
  readonly later: (ms: number, run: () => void) => void;
}

/** Several actions in a row are one sync. */
const SOON_MS = 500;
/** Somebody syncs by hand: it is tried again. */
const HELD_MS = 2_000;

export class BackgroundWork {
  readonly #settings: BackgroundSettings;
  readonly #wanted = new Set<'sync' | 'dry_run'>();
  #scheduled = false;
  #closed = false;
  #running: Promise<void> = Promise.resolve();

  constructor(settings: BackgroundSettings) {
    this.#settings = settings;
  }

  /** @param action the function that was asked for. */
  after(action: string): void {
    this.#wanted.add(action === 'ask-dry-run' ? 'dry_run' : 'sync');
    this.#schedule(SOON_MS);
  }

  /** Begins nothing more, and waits for what is under way. */
  async close(): Promise<void> {
    this.#closed = true;
    await this.#running;
  }

  #schedule(ms: number): void {
    if (this.#scheduled || this.#closed) return;
    this.#scheduled = true;
    this.#settings.later(ms, () => {
      this.#scheduled = false;
      this.#running = this.#running.then(() => this.#run());
    });
  }

  async #run(): Promise<void> {
    for (const kind of [...this.#wanted]) {
      if (this.#closed) return;
      this.#wanted.delete(kind);
      try {
        const text = await this.#do(kind);
        if (text !== null) this.#settings.tell(text);
      } catch (error) {
        this.#failed(kind, error);
      }
    }
  }

  async #do(kind: 'sync' | 'dry_run'): Promise<string | null> {
    const { work } = this.#settings;
    if (kind === 'sync') return syncedWords(await work.sync());
    const answered = await work.answerAsked();
    return answered === null ? null : answeredWords(answered);
  }

  /** The pages stay open, whatever becomes of a sync; a defect is told like an outage. */
  #failed(kind: 'sync' | 'dry_run', error: unknown): void {
    if (isAppError(error) && error.code === 'interrupted') return;
    if (isAppError(error) && error.code === 'lease_held') {
      this.#wanted.add(kind);
      this.#schedule(HELD_MS);
      return;
    }
    const words = isAppError(error) ? `${error.message} ${error.next}` : String(error);
    this.#settings.tell(`could not ${kind === 'sync' ? 'sync' : 'do the dry run'}: ${words}`);
  }
}
