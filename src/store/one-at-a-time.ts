/**
 * Units of work of one portal wait for each other here, before they take a connection: waiting for the portal's lock
 * inside Postgres, they would hold every connection of the pool, and the one that works could not read.
 */
export type InTurn = <T>(key: string, work: () => Promise<T>) => Promise<T>;

export function oneAtATime(): InTurn {
  const lasts = new Map<string, Promise<unknown>>();
  return (key, work) => {
    const before = lasts.get(key) ?? Promise.resolve();
    const result = before.then(work);
    const over: Promise<unknown> = result
      .catch(() => undefined)
      .then(() => {
        if (lasts.get(key) === over) lasts.delete(key);
      });
    lasts.set(key, over);
    return result;
  };
}
