/** A list of records cut into ranges of ids, so that several pages of it are on their way at a time. */
import { compareIds } from '../domain/ids.js';
import type { RawRecord } from './crm-port.js';
import type { ExtractState } from './sync-port.js';

/** Ids beyond `from` (null: all) up to and with `to` (null: to the end), and how far it was read. */
export interface IdRange {
  readonly from: string | null;
  to: string | null;
  after: string | null;
  done: boolean;
}

export const WHOLE = (): IdRange => ({ from: null, to: null, after: null, done: false });

const PREFIX = 'list';

/** How a range's cursor is called in the state of an extract. */
export const rangeKey = (type: string, { from, to }: Pick<IdRange, 'from' | 'to'>): string =>
  `${PREFIX}/${type}/${from ?? ''}/${to ?? ''}`;

/** The ranges of a type as a state has them, ascending; none where its list was not begun. */
export function rangesOf(type: string, cursors: ExtractState['cursors']): IdRange[] {
  const ranges = Object.entries(cursors).flatMap(([key, { after, done }]): IdRange[] => {
    const [prefix, of, from = '', to = ''] = key.split('/');
    if (prefix !== PREFIX || of !== type) return [];
    return [{ from: from === '' ? null : from, to: to === '' ? null : to, after, done }];
  });
  return ranges.sort((a, b) => compareIds(a.from ?? '0', b.from ?? '0'));
}

/** Whether records come by ascending id, from a cursor on: it names the last record before, or the first one. */
export function isAscending(records: readonly RawRecord[], after: string | null): boolean {
  return records.every(({ id }, index) => {
    const before = records[index - 1]?.id;
    return before === undefined ? after === null || compareIds(id, after) >= 0 : compareIds(id, before) > 0;
  });
}

/** Most ranges of a type that are read side by side. */
export const MOST_RANGES = 6;
/** The fewest pages that make a range worth its own half-empty last page. */
const FEWEST_PAGES = 50;

/**
 * Where to cut what is left of a range, guessed from how dense the ids were lately; empty where it is not worth it.
 * @param read the last pages, which began beyond `first` and ended with `last`.
 * @param end the last id of what is left, or the highest there is.
 * @param most ranges that it may become.
 * @returns ends of ranges: the rest of this one, and of all but the last one.
 */
export function cutsOf(
  read: { readonly first: string; readonly last: string; readonly pages: number },
  end: string,
  most: number = MOST_RANGES,
): readonly string[] {
  const [first, last, highest] = [Number(read.first), Number(read.last), Number(end)];
  if (![first, last, highest].every(Number.isSafeInteger) || last <= first || highest <= last) return [];
  const pagesLeft = ((highest - last) / (last - first)) * read.pages;
  const ranges = Math.min(most, Math.floor(pagesLeft / FEWEST_PAGES));
  if (ranges < 2) return [];
  return Array.from({ length: ranges - 1 }, (_, index) =>
    String(Math.floor(last + ((highest - last) * (index + 1)) / ranges)),
  );
}
