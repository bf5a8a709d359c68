/** The phases of a sync as a person sees them: one line each, with rate, time left and requests while it runs. */
import type { SyncProgress, SyncSummary } from '../operations/sync-portal.js';
import type { Crm } from '../operations/crm-port.js';
import type { CommandContext } from './command-context.js';
import { many } from './many.js';
import { startProgress, type Progress } from './progress-bar.js';

type Phase = 'read' | 'compute' | 'write';

export class SyncPhases {
  readonly #say: (text: string) => void;
  readonly #interactive: boolean;
  readonly #crm: Pick<Crm, 'tally' | 'budget'>;
  readonly #bars = new Map<Phase, Progress>();
  readonly #read = new Map<string, { readonly records: number; readonly of: number | null }>();
  #over = false;

  constructor(
    { say, interactive }: Pick<CommandContext, 'say' | 'interactive'>,
    crm: Pick<Crm, 'tally' | 'budget'>,
  ) {
    this.#say = say;
    this.#interactive = interactive;
    this.#crm = crm;
    this.#bar('read');
  }

  show(event: SyncProgress): void {
    // What was under way when the command was stopped may still come in; a bar that is drawn again would never end.
    if (this.#over) return;
    switch (event.phase) {
      case 'settle':
        this.#say(`  ${'settle'.padEnd(10)}${event.records} records that a stopped run may have written\n`);
        break;
      case 'remap':
        this.#say(
          `  ${'mapping'.padEnd(10)}${event.version} says something else than what the portal was read by last: everything is read anew\n`,
        );
        break;
      case 'read':
        this.#read.set(event.what, event);
        this.#showRead();
        break;
      case 'compute':
        this.#bar('compute').update(event.deals, event.of, 'deals');
        break;
      case 'write':
        this.#bar('write').update(event.written, event.of, 'records');
    }
  }

  #showRead(): void {
    const parts = [...this.#read.values()];
    const done = parts.reduce((sum, { records }) => sum + records, 0);
    const of = parts.reduce((sum, part) => sum + Math.max(part.records, part.of ?? 0), 0);
    const known = parts.some((part) => part.of !== null);
    this.#bar('read').update(done, known ? of : null, `records, ${this.#requests()}`);
  }

  #requests(): string {
    const { requests } = this.#crm.tally();
    const { daily } = this.#crm.budget(0);
    const left = daily === null ? '' : `, ${daily.remaining.toLocaleString('en-US')} left today`;
    return `${requests.toLocaleString('en-US')} requests${left}`;
  }

  #bar(phase: Phase): Progress {
    const known = this.#bars.get(phase);
    if (known !== undefined) return known;
    const bar = startProgress(phase, this.#say, this.#interactive);
    this.#bars.set(phase, bar);
    return bar;
  }

  end(summary: SyncSummary): void {
    const { requests, throttled, computed, conflicts, findingCount, writes, dryRun, observed } = summary;
    this.#bar('read').finish(`${readWords(summary)}   ${requests} requests, ${throttled} throttled`);
    this.#bar('compute').finish(
      `${many(computed, 'deal')}; in all ${many(conflicts, 'conflict')}, ${many(findingCount, 'finding')}`,
    );
    const wrote = writes.deals + writes.partners;
    const refused = writes.refused === 0 ? '' : `, ${writes.refused} refused`;
    const would = dryRun || observed ? ' would be written' : '';
    const words = `${many(writes.deals, 'deal')}, ${many(writes.partners, 'partner')}${would}${refused}`;
    this.#bar('write').finish(wrote + writes.refused === 0 ? 'nothing: the portal is up to date' : words);
    this.#over = true;
  }

  abandon(): void {
    if (this.#over) return;
    // A bar that is left running would keep the process alive.
    const phases = [...this.#bars.keys()];
    for (const [place, phase] of phases.entries()) {
      this.#bar(phase).finish(place === phases.length - 1 ? 'stopped' : 'done');
    }
    this.#over = true;
  }
}

/** "412 deals, 1,180 touches" of everything; of what changed, how much was looked at. */
function readWords({ full, read, deals, touches }: SyncSummary): string {
  if (full) return `${many(deals, 'deal')}, ${many(touches, 'touch', 'touches')}`;
  // Searches lag, so that what changed within the last hour, also by us, is looked at once more.
  const recent = Object.values(read).reduce((sum, records) => sum + records, 0);
  return recent === 0 ? 'no recent changes' : `${many(recent, 'recent change')} looked at`;
}
