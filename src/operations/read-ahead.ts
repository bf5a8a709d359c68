/** Takes items before they are needed, while those taken before are worked on. */

/**
 * The items of a source in their order, with up to `depth` of them taken in advance. Whoever leaves the loop early
 * waits for what was already asked for; an error of the source comes in its place.
 */
export async function* readAhead<T>(source: AsyncGenerator<T>, depth: number): AsyncGenerator<T> {
  // A generator queues what is asked of it: the second item is begun when the first is there.
  const coming: Promise<IteratorResult<T>>[] = [];
  try {
    for (;;) {
      while (coming.length < depth) coming.push(ask(source));
      const next = await coming.shift();
      if (next === undefined || next.done === true) return;
      yield next.value;
    }
  } finally {
    await Promise.allSettled(coming);
  }
}

function ask<T>(source: AsyncGenerator<T>): Promise<IteratorResult<T>> {
  const next = source.next();
  // Its error is thrown where its place in the order is, and may not count as unhandled before.
  next.catch(() => undefined);
  return next;
}
