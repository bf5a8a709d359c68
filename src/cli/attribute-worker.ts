/** A second thread of `partnership attribute`: scans files, and works parts of a portfolio off. */
import { parentPort } from 'node:worker_threads';
import { isAppError, type AppError } from '../errors.js';
import { DEAL_LAYOUT } from '../files/deal-columns.js';
import type { RowBlock, RowColumns } from '../files/row-block.js';
import { RowReader } from '../files/row-reader.js';
import { TOUCH_LAYOUT } from '../files/touch-columns.js';
import { PartWork, takePart, type PartInput, type PartOutput } from './attribute-part.js';
import { byteSource } from './read-text-file.js';

const LAYOUTS = { deals: DEAL_LAYOUT, touches: TOUCH_LAYOUT } as const;

/** What a thread is asked; each is answered, in turn. */
export type Request =
  /** Opens a file; the answer is its header. */
  | {
      readonly kind: 'open';
      readonly path: string;
      readonly layout: keyof typeof LAYOUTS;
      readonly blockBytes?: number;
    }
  /** Fills one of some blocks with the next rows, which the thread that asks has done with; null: there are no more. */
  | { readonly kind: 'fill'; readonly block: number }
  /** Makes ready for parts. @param next counts the parts that were begun. */
  | { readonly kind: 'begin'; readonly input: PartInput; readonly next: Int32Array }
  /** Works the next part off that nobody has begun; null: there are no more. */
  | { readonly kind: 'part' };

export interface Answers {
  readonly open: readonly string[];
  /** Without the memory of a block where it is that of before. */
  readonly fill: RowColumns | Pick<RowColumns, 'rows'> | null;
  readonly begin: null;
  readonly part: PartOutput | null;
}

export type Answer =
  | { readonly kind: 'done'; readonly value: Answers[keyof Answers] }
  | { readonly kind: 'refused'; readonly error: Pick<AppError, 'code' | 'message' | 'next'> };

class Desk {
  #reader: RowReader | null = null;
  #blocks: RowBlock[] = [];
  /** By place of a block, the bytes of which the other thread has. */
  readonly #handedOver = new Map<number, Uint8Array>();
  #input: PartInput | null = null;
  #next: Int32Array = new Int32Array(0);
  #work: PartWork | null = null;

  answer(request: Request): Answers[keyof Answers] {
    switch (request.kind) {
      case 'open':
        this.#reader = new RowReader(byteSource(request.path), LAYOUTS[request.layout], request.blockBytes);
        this.#blocks = [];
        return this.#reader.header.columns;
      case 'fill':
        return this.#fill(request.block);
      case 'begin':
        this.#reader = null;
        this.#blocks = [];
        this.#input = request.input;
        this.#next = request.next;
        this.#work = new PartWork(request.input);
        return null;
      case 'part': {
        const part = this.#input === null ? null : takePart(this.#input, this.#next);
        return part === null ? null : (this.#work?.do(part) ?? null);
      }
    }
  }

  #fill(place: number): Answers['fill'] {
    if (this.#reader === null) return null;
    const block = (this.#blocks[place] ??= this.#reader.newBlock());
    if (!this.#reader.fill(block)) return null;
    const { bytes, rows, room, start, end, line, isRead, values } = block;
    // Handing memory over costs as much as reading a few hundred rows: the thread that asks knows it already.
    if (this.#handedOver.get(place) === bytes) return { rows };
    this.#handedOver.set(place, bytes);
    return { bytes, rows, room, start, end, line, isRead, values };
  }
}

const desk = new Desk();

function answered(request: Request): Answer {
  try {
    return { kind: 'done', value: desk.answer(request) };
  } catch (error) {
    if (!isAppError(error)) throw error;
    return { kind: 'refused', error: { code: error.code, message: error.message, next: error.next } };
  }
}

parentPort?.on('message', (request: Request) => {
  const answer = answered(request);
  // Rows are handed over, not copied.
  const isPart = request.kind === 'part' && answer.kind === 'done' && answer.value !== null;
  const part = isPart ? (answer.value as PartOutput) : null;
  parentPort?.postMessage(answer, part === null ? [] : [part.dealRows.buffer, part.creditRows.buffer]);
});
