import type { TableCellProps, TableElementProps, TableHeaderProps, TableProps } from '@hubspot/ui-extensions';

import { IconBack, IconForward, IconSort, IconSortDown, IconSortUp } from '../icons.js';
import { classes } from './props.js';

type Width = TableCellProps['width'];

const columnOf = (align: TableCellProps['align'], width: Width) => ({
  className: classes(align && `cell-${align}`, typeof width === 'string' && `cell-${width}`),
  style: typeof width === 'number' ? { width } : undefined,
});

type PagedProps = TableProps & { readonly paginated: true };

/** The page numbers in the middle: as many as fit, around the page that one is on. */
const numbersOf = (page: number, pageCount: number, most: number): readonly number[] => {
  const count = Math.max(1, Math.min(most, pageCount));
  const first = Math.max(1, Math.min(page - Math.floor(count / 2), pageCount - count + 1));
  return Array.from({ length: count }, (_, index) => first + index);
};

const Pages = (props: PagedProps) => {
  const { page = 1, pageCount, onPageChange, showFirstLastButtons, maxVisiblePageButtons = 5 } = props;
  const words = props.showButtonLabels !== false;
  const step = (label: string, to: number, back: boolean) => (
    <button
      type="button"
      className="page-step"
      disabled={back ? page <= 1 : page >= pageCount}
      aria-label={words ? undefined : label}
      onClick={() => onPageChange(to)}
    >
      {back ? <IconBack /> : null}
      {words ? label : null}
      {back ? null : <IconForward />}
    </button>
  );
  return (
    <nav className="table-pages" aria-label="Pages of the table">
      {showFirstLastButtons === true ? step('First', 1, true) : null}
      {step('Prev', page - 1, true)}
      {numbersOf(page, pageCount, maxVisiblePageButtons).map((number) => (
        <button
          key={number}
          type="button"
          className="page-number"
          aria-label={`Page ${number}`}
          aria-current={number === page ? 'page' : undefined}
          onClick={() => onPageChange(number)}
        >
          {number}
        </button>
      ))}
      {step('Next', page + 1, false)}
      {showFirstLastButtons === true ? step('Last', pageCount, false) : null}
    </nav>
  );
};

export const Table = (props: TableProps) => (
  <div className={classes('table-frame', props.flush !== true && 'table-spaced')}>
    <div className="table-scroll" tabIndex={0} role="group" aria-label="Table">
      <table
        className={classes(
          'table',
          props.bordered !== false && 'table-bordered',
          `table-${props.density ?? 'default'}`,
        )}
      >
        {props.children}
      </table>
    </div>
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

const SORT_ICONS = { ascending: IconSortUp, descending: IconSortDown, none: IconSort } as const;

export const TableHeader = (props: TableHeaderProps) => {
  const { align, width, children } = props;
  const column = columnOf(align, width);
  if (!('onSortChange' in props)) {
    return (
      <th scope="col" {...column}>
        {children}
      </th>
    );
  }
  const { sortDirection, onSortChange, disabled } = props;
  const SortIcon = SORT_ICONS[sortDirection];
  const next = sortDirection === 'ascending' ? 'descending' : 'ascending';
  return (
    <th scope="col" aria-sort={sortDirection} {...column}>
      <button type="button" className="sort" disabled={disabled} onClick={() => onSortChange(next)}>
        {children}
        <SortIcon />
      </button>
    </th>
  );
};
