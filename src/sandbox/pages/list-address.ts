/** Addresses and ranges of lists that are shown a page at a time. */

export const PAGE_SIZE = 25;

/** HubSpot's search answers no more than this, whatever it is asked. */
const SEARCH_LIMIT = 10_000;

/** What an address asks of a list. */
export interface ListQuery {
  readonly query: string;
  /** From 1. */
  readonly page: number;
  /** Values of the list's filters; what is not chosen is absent. */
  readonly chosen: Readonly<Record<string, string>>;
}

const addressOf = (path: string, { query, chosen }: ListQuery, page: number): string => {
  const fields = new URLSearchParams({ ...(query === '' ? {} : { q: query }), ...chosen });
  fields.set('page', String(page));
  return `${path}?${fields.toString()}`;
};

/** The ways on from one page of a list, and where in the list it stands. */
export const pagesOf = (path: string, list: ListQuery, shown: number, total: number) => {
  const offset = (list.page - 1) * PAGE_SIZE;
  const next = offset + PAGE_SIZE < Math.min(total, SEARCH_LIMIT);
  return {
    previousHref: list.page > 1 ? addressOf(path, list, list.page - 1) : null,
    nextHref: next ? addressOf(path, list, list.page + 1) : null,
    range: shown === 0 ? `0 of ${total}` : `${offset + 1}–${offset + shown} of ${total}`,
  };
};

const pageNumber = (value: unknown): number => {
  const page = Number(value);
  return Number.isInteger(page) && page >= 1 && page <= SEARCH_LIMIT / PAGE_SIZE ? page : 1;
};

const fieldOf = (value: unknown): string => (typeof value === 'string' ? value.trim().slice(0, 100) : '');

/** Reads a list's query out of an address; filters that the list does not have are ignored. */
export const readListQuery = (
  fields: Readonly<Record<string, unknown>>,
  filters: readonly string[],
): ListQuery => ({
  query: fieldOf(fields['q']),
  page: pageNumber(fields['page']),
  chosen: Object.fromEntries(
    filters.map((name) => [name, fieldOf(fields[name])] as const).filter(([, value]) => value !== ''),
  ),
});
