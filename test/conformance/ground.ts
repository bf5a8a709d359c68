/** What the facts stand on: a portal, a client, and everything they make there, which is taken away again. */
import type { Consumer, Item, Properties, RecordType } from './consumer.js';
import type { Target } from './target.js';

const NAMES: Readonly<Record<RecordType, string>> = {
  deals: 'dealname',
  companies: 'name',
  contacts: 'lastname',
  tickets: 'subject',
  tasks: 'hs_task_subject',
  notes: 'hs_note_body',
  feedback_submissions: 'hs_submission_name',
  '0-54': 'hs_event_name',
};

const SEARCH_PATIENCE_MS = 120_000;
const SEARCH_PAUSE_MS = 3_000;

type Undo = () => Promise<unknown>;

export class Ground {
  readonly #undo: Undo[] = [];
  #made = 0;

  constructor(
    readonly crm: Consumer,
    readonly target: Target,
    /** In the name of everything that is made, so that a person can tell what it was, should it ever stay. */
    readonly marker: string,
  ) {}

  /** A name that nothing else has. */
  name(): string {
    this.#made += 1;
    return `${this.marker} ${this.#made}`;
  }

  /** The same as lower-case letters, digits and underscores. */
  key(): string {
    return this.name().toLowerCase().replace(/\W+/g, '_');
  }

  email(): string {
    return `${this.key()}@example.com`;
  }

  /** How to take away what a fact makes; also what it has merged or archived already. */
  undo(step: Undo): void {
    this.#undo.push(step);
  }

  async make(type: RecordType, properties: Properties = {}): Promise<Item> {
    const item = await this.crm.create(type, { [NAMES[type]]: this.name(), ...properties });
    this.undo(() => this.crm.archive(type, item.id));
    return item;
  }

  /** Notes a record that a fact made by itself. */
  keepTrack(type: RecordType, items: readonly { readonly id: string }[]): void {
    for (const { id } of items) this.undo(() => this.crm.archive(type, id));
  }

  /** Waits until search has seen what was written; in the sandbox it has. */
  async eventually<T>(ask: () => Promise<T>, isThere: (answer: T) => boolean): Promise<T> {
    const started = Date.now();
    for (;;) {
      const answer = await ask();
      if (isThere(answer) || !this.target.isHubSpot || Date.now() - started > SEARCH_PATIENCE_MS)
        return answer;
      await new Promise((resolve) => setTimeout(resolve, SEARCH_PAUSE_MS));
    }
  }

  /** Takes everything away, the last first; goes on where a step fails, and says in the end which did. */
  async cleanUp(): Promise<void> {
    const failed: string[] = [];
    for (const step of this.#undo.splice(0).reverse()) {
      try {
        await step();
      } catch (error) {
        // What a fact has taken away itself is not there any more.
        if ((error as { status?: number }).status !== 404) failed.push(String(error));
      }
    }
    if (failed.length > 0) throw new Error(`Left behind, marked ${this.marker}:\n${failed.join('\n')}`);
  }
}
