import type { TableCellProps, TableElementProps, TableHeaderProps, TableProps } from '@hubspot/ui-extensions';

import { classes } from './props.js';

type Width = TableCellProps['width'];

const columnOf = (align: TableCellProps['align'], width: Width) => ({
  className: classes(align && `cell-${align}`, typeof width === 'string' && `cell-${width}`),
  style: typeof width === 'number' ? { width } : undefined,
});

const Pages = ({ page = 1, pageCount, onPageChange }: TableProps & { readonly paginated: true }) => (
  <nav className="pages" aria-label="Pages of the table">
    <button
      type="button"
      className="button button-transparent"
      disabled={page <= 1}
      onClick={() => onPageChange(page - 1)}
    >
      Prev
    </button>
    <span>
      {page} of {pageCount}
    </span>
    <button
      type="button"
      className="button button-transparent"
      disabled={page >= pageCount}
      onClick={() => onPageChange(page + 1)}
    >
      Next
    </button>
  </nav>
);

export const Table = (props: TableProps) => (
  <div className="table-scroll">
    <table
      className={classes(
        'table',
        props.bordered !== false && 'table-bordered',
        props.flush === true && 'table-flush',
        `table-${props.density ?? 'default'}`,
      )}
    >
      {props.children}
    </table>
    {props.paginated === true ? <Pages {...props} /> : null}
  </div>
);

export const TableHead = ({ children }: TableElementProps) => <thead>{children}</thead>;
export const TableBody = ({ children }: TableElementProps) => <tbody>{children}</tbody>;
export const TableFooter = ({ children }: TableElementProps) => <tfoot>{children}</tfoot>;
export const TableRow = ({ children }: TableElementProps) => <tr>{children}</tr>;

export const TableCell = ({ align, width, colSpan, children }: TableCellProps) => (
  <td {...columnOf(align, width)} colSpan={colSpan}>
    {children}
  </td>
);

export const TableHeader = (props: TableHeaderProps) => {
  const { align, width, children } = props;
  if (!('onSortChange' in props)) {
    return (
      <th scope="col" {...columnOf(align, width)}>
        {children}
      </th>
    );
  }
  const { sortDirection, onSortChange, disabled } = props;
  const next = sortDirection === 'ascending' ? 'descending' : 'ascending';
  return (
    <th scope="col" aria-sort={sortDirection} {...columnOf(align, width)}>
      <button type="button" disabled={disabled} onClick={() => onSortChange(next)}>
        {children}
      </button>
    </th>
  );
};
