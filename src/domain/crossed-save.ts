/**
 * Whether a save crossed another one. The CRM writes what it is told, whatever stood there, and keeps every version of a
 * property: the version right under ours must be the one that we read. If it is another, somebody saved in between, not
 * knowing of us nor we of them, and ours is the later one (ADR 0039).
 */
import type { Instant } from './calendar.js';

/** A value that a property has, or had. */
export interface PropertyVersion {
  /** Null is empty. */
  readonly value: string | null;
  readonly at: Instant;
}

/** One save of a property that every save writes anew, such as a history to which each adds its own entry. */
export interface WrittenOver {
  /** What was read, and what was written over it; never the same. */
  readonly before: string | null;
  readonly after: string | null;
  /** Whether one value was written by somebody who had read the other. */
  readonly knows: (newer: string | null, older: string | null) => boolean;
}

export type SaveOrder =
  | {
      readonly kind: 'first';
      readonly ours: PropertyVersion;
      /** Whether the one over it is of the same instant and does not know it: which of them is the first, nobody can tell. */
      readonly isAtOnce: boolean;
    }
  | {
      readonly kind: 'late';
      readonly ours: PropertyVersion;
      /** Who wrote first over what we read too. */
      readonly winner: PropertyVersion;
      /** The last of those that were written over the winner's, each knowing the one under it: what is to stand. */
      readonly standing: PropertyVersion;
    }
  /** Ours is not among the versions. */
  | { readonly kind: 'unknown' };

/**
 * Where a save stands among those of its property. Examples, of which we read A and wrote C: versions C, A: first. C, B, A:
 * late, B has won. D, C, A: first, and whoever wrote D has to look. C, B, C, A: first; B was late, and set ours back.
 * @param versions the newest first.
 */
export function orderOfSave(
  versions: readonly PropertyVersion[],
  { before, after, knows }: WrittenOver,
): SaveOrder {
  const place = placeOfSave(versions, before, after);
  const ours = versions[place];
  if (ours === undefined) return { kind: 'unknown' };
  const under = versions.slice(place + 1);
  if ((under[0]?.value ?? null) === before) {
    const over = versions[place - 1];
    return { kind: 'first', ours, isAtOnce: over?.at === ours.at && !knows(over.value, after) };
  }
  const read = under.findIndex(({ value }) => value === before);
  // What was read may be older than all that is kept, or nothing: then the oldest is the first that we did not know.
  const unknown = (read === -1 ? under : under.slice(0, read)).toReversed();
  const [winner, ...later] = unknown;
  if (winner === undefined) return { kind: 'unknown' };
  let standing = winner;
  for (const next of later) {
    if (!knows(next.value, standing.value)) break;
    standing = next;
  }
  return { kind: 'late', ours, winner, standing };
}

/** Whoever gives way writes ours again: of those over what was read the oldest is ours. -1: it is not there. */
function placeOfSave(
  versions: readonly PropertyVersion[],
  before: string | null,
  after: string | null,
): number {
  let place = -1;
  for (const [at, { value }] of versions.entries()) {
    if (value === after) place = at;
    // What is older was written, and taken back, before we read.
    else if (value === before && place !== -1) break;
  }
  return place;
}

type Late = Extract<SaveOrder, { kind: 'late' }>;

/** Whether another property that we wrote was written by somebody else, too, from the winner's save to ours. */
export const isTakenToo = (
  versions: readonly PropertyVersion[],
  { winner, ours }: Pick<Late, 'winner' | 'ours'>,
): boolean =>
  versions.some(({ at }) => at >= winner.at && at < ours.at) ||
  // Of one instant one version is ours, whichever.
  versions.filter(({ at }) => at === ours.at).length > 1;

/**
 * What a property is to be once more; undefined where it is that, or somebody has written over ours already. What of it is
 * the winner's goes by instants: a save has one for all of its properties (ADR 0039).
 * @param written ours; the CRM may hold it in other words.
 */
export function valueToStand(
  versions: readonly PropertyVersion[],
  { standing, ours }: Late,
  written: string | null,
): string | null | undefined {
  const [last] = versions;
  if (last === undefined || (last.at !== ours.at && last.value !== written)) return undefined;
  const value = versions.find(({ at }) => at <= standing.at)?.value ?? null;
  return value === last.value ? undefined : value;
}
