/** How much two names are alike, for what a person is asked; nothing is ever decided by it. */
import { companyNameKeys } from './company-name.js';

/**
 * Dice's coefficient over pairs of letters, without case, punctuation and legal forms; the shorter name is held against the
 * whole of the longer one and against its beginning, since people leave out the rest of a name.
 * @returns from 0 (nothing in common) to 1. Example: “Contosso Ltd” and “Contoso” share 6 of 7 and 6 pairs: 12 / 13.
 */
export function likeness(one: string, other: string): number {
  const [a, b] = [companyNameKeys(one).loose, companyNameKeys(other).loose];
  if (a.length < 2 || b.length < 2) return a === b && a !== '' ? 1 : 0;
  if (Math.min(a.length, b.length) >= SHORTEST_START && (a.startsWith(b) || b.startsWith(a)))
    return STARTS_ALIKE;
  const [short, long] = a.length <= b.length ? [a, b] : [b, a];
  return Math.max(dice(short, long), dice(short, long.slice(0, short.length)));
}

function dice(one: string, other: string): number {
  const left = pairs(other);
  let shared = 0;
  for (const pair of pairs(one)) {
    const at = left.indexOf(pair);
    if (at < 0) continue;
    left.splice(at, 1);
    shared += 1;
  }
  return (2 * shared) / (one.length + other.length - 2);
}

const pairs = (text: string): string[] =>
  Array.from({ length: text.length - 1 }, (_, at) => text.slice(at, at + 2));

/** “AG” begins too many names. */
const SHORTEST_START = 4;
const STARTS_ALIKE = 0.95;
