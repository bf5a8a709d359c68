/**
 * A signed request does its work once. Somebody who has recorded one could send it again for as long as its signature
 * holds, and HubSpot itself asks twice where it got no answer: both get the first answer, and nothing is done twice.
 */
export interface OnceOptions {
  /** Milliseconds of a clock that only goes forward. */
  readonly elapsedMs: () => number;
  /** How long a signature is remembered: longer than it holds. */
  readonly rememberMs: number;
  /** How many are remembered at most; the oldest go first. */
  readonly most: number;
}

export type Once = <T>(
  signature: string,
  work: () => Promise<T>,
  isFinal: (done: T) => boolean,
) => Promise<T>;

/** Five minutes ahead and five behind, and a little. */
export const REMEMBER_MS = 11 * 60_000;
export const MOST_REMEMBERED = 2_000;

/**
 * @returns does the work of a signature, or gives what came of it before. What failed, and what `isFinal` says is not, is
 *   forgotten, so that a second try is one.
 */
export function onceBySignature({ elapsedMs, rememberMs, most }: OnceOptions): Once {
  const done = new Map<string, { readonly at: number; readonly result: Promise<unknown> }>();
  const forget = (now: number): void => {
    // In the order of their coming, so that the first that is still fresh ends it.
    for (const [signature, { at }] of done) {
      if (now - at < rememberMs && done.size < most) return;
      done.delete(signature);
    }
  };
  return async <T>(signature: string, work: () => Promise<T>, isFinal: (one: T) => boolean): Promise<T> => {
    const now = elapsedMs();
    forget(now);
    const known = done.get(signature);
    if (known !== undefined) return known.result as Promise<T>;
    const result = work();
    done.set(signature, { at: now, result });
    const drop = (): void => void done.delete(signature);
    result.then((one) => (isFinal(one) ? undefined : drop()), drop);
    return result;
  };
}
