/** `npm run test:faults` plays everything; `npm test` a share of it, spread over all. */
export const EVERYTHING = process.env.FAULTS === 'all';

/** All of them, or so many. */
export function share<T>(all: readonly T[], count: number): readonly T[] {
  if (EVERYTHING) return all;
  const step = all.length / count;
  return all.filter((_, place) => Math.floor(place / step) !== Math.floor((place - 1) / step));
}
