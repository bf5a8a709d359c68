import { useState } from 'react';

/** Up to this many rows a table has no pages. */
export const ROWS_A_PAGE = 10;

interface Pages {
  readonly paginated: true;
  /** From 1 on. */
  readonly page: number;
  readonly pageCount: number;
  readonly onPageChange: (page: number) => void;
}

interface Paged<Row> {
  /** Of the page that is shown. */
  readonly rows: readonly Row[];
  /** For HubSpot's table. */
  readonly paging: Pages | { readonly paginated: false };
}

/** Cuts rows into pages; a page that is gone, since there are fewer rows now, is the last one. */
export const usePages = <Row>(all: readonly Row[]): Paged<Row> => {
  const [asked, setPage] = useState(1);
  const pageCount = Math.max(1, Math.ceil(all.length / ROWS_A_PAGE));
  const page = Math.min(asked, pageCount);
  return {
    rows: all.slice((page - 1) * ROWS_A_PAGE, page * ROWS_A_PAGE),
    paging:
      pageCount === 1 ? { paginated: false } : { paginated: true, page, pageCount, onPageChange: setPage },
  };
};
