import { existsSync } from 'node:fs';
import os from 'node:os';
import { setImmediate } from 'node:timers/promises';
import { Worker } from 'node:worker_threads';
import type { Instant } from '../domain/calendar.js';
import type { Rules } from '../domain/rules.js';
import { AppError } from '../errors.js';
import type { ByteSource } from '../files/byte-source.js';
import type { CsvHeader } from '../files/csv-table.js';
import { PortfolioReading, type ColumnFiles, type Cut, type FilePortfolio } from '../files/read-columns.js';
import type { RowColumns } from '../files/row-block.js';
import type { RowTaker } from '../files/row-reader.js';
import { PartWork, takePart, type PartInput, type PartOutput } from './attribute-part.js';
import type { Answer, Answers, Request } from './attribute-worker.js';

/** Below so many bytes of input a second thread takes longer to start than it saves. */
const WORTH_BYTES = 16_000_000;
/** More are rarely faster: one thread puts together what they find. */
const MOST_WORKERS = 3;
/** Blocks of rows that may be on their way. */
const BLOCKS = 6;

/** Stands beside the command line once that is built. */
const PROGRAM = new URL('attribute-worker.js', import.meta.url);

/** Threads for the work on some files; null where one does it sooner, or where there is nothing to run. */
export function threadsFor({ deals, touches }: ColumnFiles): AttributionThreads | null {
  const workers = Math.min(MOST_WORKERS, os.availableParallelism() - 1);
  // A pipe has no size, and cannot be opened again by another thread.
  const isPiped = deals.size === 0 || touches.size === 0;
  if (workers < 1 || isPiped || deals.size + touches.size < WORTH_BYTES || !existsSync(PROGRAM)) return null;
  return new AttributionThreads(workers);
}

/** Threads that scan files and work parts off, beside the one that asks. */
export class AttributionThreads {
  readonly #threads: readonly [Thread, ...Thread[]];

  readonly #cut: Cut;

  /**
   * @param workers how many threads beside this one, at least one.
   * @param cut other sizes than the usual ones, for tests.
   */
  constructor(workers: number, program: URL = PROGRAM, cut: Cut = {}) {
    const others = Array.from({ length: workers - 1 }, () => new Thread(program));
    this.#threads = [new Thread(program), ...others];
    this.#cut = cut;
  }

  /**
   * As `readPortfolio`: another thread scans the files while this one looks ids up.
   * @throws AppError as `readPortfolio`.
   */
  async read(files: ColumnFiles, rules: Rules, asOf: Instant, homeCurrency: string): Promise<FilePortfolio> {
    const reading = new PortfolioReading(files, rules, asOf, homeCurrency, this.#cut);
    const deals = await this.#scan(files.deals, 'deals', reading.dealTaker);
    const known = reading.known(deals.finish());
    return reading.finish(known, await this.#scan(files.touches, 'touches', reading.touchTaker(known)));
  }

  async #scan<T extends RowTaker>(
    { name, path }: ByteSource,
    layout: 'deals' | 'touches',
    takerOf: (header: CsvHeader) => T,
  ): Promise<T> {
    const [thread] = this.#threads;
    const { blockBytes } = this.#cut;
    const open = { kind: 'open', path, layout, ...(blockBytes === undefined ? {} : { blockBytes }) } as const;
    const taker = takerOf({ name, columns: await thread.ask<'open'>(open) });
    const fill = (block: number) => thread.ask<'fill'>({ kind: 'fill', block });
    const asked = Array.from({ length: BLOCKS }, (_, block) => fill(block));
    const blocks = new Map<number, RowColumns>();
    for (let turn = 0; ; turn += 1) {
      const place = turn % BLOCKS;
      const filled = await asked[place];
      if (filled === null || filled === undefined) break;
      const block = { ...blocks.get(place), ...filled } as RowColumns;
      blocks.set(place, block);
      taker.take(block);
      asked[place] = fill(place);
    }
    await Promise.all(asked);
    return taker;
  }

  /** Works all parts off, in whatever order, in every thread and in this one. */
  async work(input: PartInput, take: (done: PartOutput) => void): Promise<void> {
    const next = new Int32Array(new SharedArrayBuffer(4));
    const elsewhere = this.#threads.map((thread) => workIn(thread, input, next, take));
    const all = Promise.all(elsewhere);
    // Whoever fails is heard below; until then this thread may be at work.
    all.catch(() => undefined);
    const work = new PartWork(input);
    for (let part = takePart(input, next); part !== null; part = takePart(input, next)) {
      take(work.do(part));
      await setImmediate();
    }
    await all;
  }

  /** Ends the threads. */
  async close(): Promise<void> {
    await Promise.all(this.#threads.map((thread) => thread.close()));
  }
}

async function workIn(
  thread: Thread,
  input: PartInput,
  next: Int32Array,
  take: (done: PartOutput) => void,
): Promise<void> {
  // All at once, so that the thread never waits for this one.
  const began = thread.ask<'begin'>({ kind: 'begin', input, next });
  const parts = input.whole.parts.map(async () => {
    const done = await thread.ask<'part'>({ kind: 'part' });
    if (done !== null) take(done);
  });
  await Promise.all([began, ...parts]);
}

interface Waiting {
  readonly resolve: (value: never) => void;
  readonly reject: (error: unknown) => void;
}

/** A thread that answers in turn. */
class Thread {
  readonly #worker: Worker;
  readonly #waiting: Waiting[] = [];
  #failure: Error | null = null;

  constructor(program: URL) {
    this.#worker = new Worker(program);
    this.#worker.on('message', (answer: Answer) => {
      const waiting = this.#waiting.shift();
      if (answer.kind === 'done') waiting?.resolve(answer.value as never);
      else waiting?.reject(new AppError(answer.error.code, answer.error.message, answer.error.next));
    });
    this.#worker.on('error', (error) => {
      this.#failure = error;
      for (const { reject } of this.#waiting.splice(0)) reject(error);
    });
  }

  ask<K extends Request['kind']>(request: Extract<Request, { kind: K }>): Promise<Answers[K]> {
    const answer = new Promise<Answers[K]>((resolve, reject) => {
      if (this.#failure !== null) throw this.#failure;
      this.#waiting.push({ resolve, reject });
      this.#worker.postMessage(request);
    });
    // Of several that are refused, one is heard.
    answer.catch(() => undefined);
    return answer;
  }

  async close(): Promise<void> {
    await this.#worker.terminate();
  }
}
