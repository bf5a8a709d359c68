/**
 * The middle value; of an even number of values the mean of the two in the middle. Example: 3, 9, 4 → 4; 1, 2 → 1.5.
 * @returns null of none.
 */
export function median(values: Iterable<number>): number | null {
  return medianOfSorted(Float64Array.from(values).sort());
}

/** The same of values in ascending order. */
export function medianOfSorted(sorted: Float64Array): number | null {
  if (sorted.length === 0) return null;
  const middle = sorted.length / 2;
  const [low, high] = [sorted[Math.ceil(middle) - 1] ?? 0, sorted[Math.floor(middle)] ?? 0];
  return low + (high - low) / 2;
}
