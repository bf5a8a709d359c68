/** Work side by side: the first failure stops the rest, and nothing is left running behind it. */

/** Ends what works side by side. */
export class Stop {
  readonly #controller = new AbortController();
  readonly #bells = new Set<Bell>();

  /** The first reason counts. */
  because(reason: unknown): void {
    this.#controller.abort(reason);
    for (const bell of this.#bells) bell.ring();
  }

  /** @throws the reason, once there is one. */
  check(): void {
    this.#controller.signal.throwIfAborted();
  }

  /** A bell that also rings when all is stopped. */
  bell(): Bell {
    const bell = new Bell();
    this.#bells.add(bell);
    return bell;
  }
}

/** Wakes who waits for something to have happened. */
export class Bell {
  #waiting: (() => void)[] = [];

  ring(): void {
    const waiting = this.#waiting;
    this.#waiting = [];
    for (const wake of waiting) wake();
  }

  heard(): Promise<void> {
    return new Promise((wake) => this.#waiting.push(wake));
  }
}

/** Runs tasks side by side. @throws what stopped them, after all have ended. */
export async function together(stop: Stop, tasks: readonly (() => Promise<void>)[]): Promise<void> {
  await Promise.all(
    tasks.map(async (task) => {
      try {
        await task();
      } catch (error) {
        stop.because(error);
      }
    }),
  );
  stop.check();
}

/**
 * Asks for several items at once, and settles the answers one after the other, in the order of the items.
 * @param width how many answers are waited for or settled at a time.
 */
export async function inOrder<T, R>(
  stop: Stop,
  items: AsyncIterable<T>,
  width: number,
  { ask, settle }: { ask: (item: T) => Promise<R>; settle: (item: T, answer: R) => Promise<void> },
): Promise<void> {
  const open: Promise<void>[] = [];
  let last: Promise<void> = Promise.resolve();
  try {
    for await (const item of items) {
      const before = last;
      last = settled(stop, ask(item), before, (answer) => settle(item, answer)).catch((error: unknown) => {
        stop.because(error);
      });
      open.push(last);
      if (open.length >= width) await open.shift();
      stop.check();
    }
  } finally {
    await Promise.all(open);
  }
  stop.check();
}

async function settled<R>(
  stop: Stop,
  asked: Promise<R>,
  before: Promise<void>,
  settle: (answer: R) => Promise<void>,
): Promise<void> {
  const [answer] = await Promise.all([asked, before]);
  // What comes after a failure is not settled: a cursor that moved on would pass over what failed.
  stop.check();
  await settle(answer);
}

/**
 * Works items out one ahead: while the caller has one, the next is worked out already. Nothing is left running behind it.
 * @param mayFollow whether what follows an item may be asked for before the caller is done with it.
 */
export async function* oneAhead<T, R>(
  items: AsyncIterable<T>,
  work: (item: T) => Promise<R>,
  mayFollow: (item: T) => boolean,
): AsyncGenerator<readonly [T, R]> {
  const source = items[Symbol.asyncIterator]();
  const step = async (): Promise<readonly [T, R] | null> => {
    const next = await source.next();
    return next.done === true ? null : [next.value, await work(next.value)];
  };
  let ahead: ReturnType<typeof step> | null = null;
  try {
    for (;;) {
      const current = await (ahead ?? step());
      ahead = null;
      if (current === null) return;
      if (mayFollow(current[0])) {
        ahead = step();
        // Its failure is told when its turn comes; until then it is nobody's.
        ahead.catch(() => undefined);
      }
      yield current;
    }
  } finally {
    await ahead?.catch(() => undefined);
    await source.return?.();
  }
}
