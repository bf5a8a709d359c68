import { Table, TableBody, TableCell, TableHead, TableHeader, TableRow } from '@hubspot/ui-extensions';
import type { ReactNode } from 'react';

interface Props {
  /** Head of the first column. */
  readonly head: string;
  readonly columns: readonly string[];
  readonly rows: readonly {
    /** Unique among the rows. */
    readonly key: string;
    readonly label: ReactNode;
    readonly cells: readonly string[];
  }[];
}

/** Rows of sums, each under its label. */
export const SumsTable = ({ head, columns, rows }: Props) => (
  <Table bordered={true} flush={true} density="condensed">
    <TableHead>
      <TableRow>
        <TableHeader>{head}</TableHeader>
        {columns.map((column) => (
          <TableHeader key={column} align="right">
            {column}
          </TableHeader>
        ))}
      </TableRow>
    </TableHead>
    <TableBody>
      {rows.map(({ key, label, cells }) => (
        <TableRow key={key}>
          <TableCell>{label}</TableCell>
          {columns.map((column, at) => (
            <TableCell key={column} align="right">
              {cells[at]}
            </TableCell>
          ))}
        </TableRow>
      ))}
    </TableBody>
  </Table>
);
