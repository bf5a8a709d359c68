import {
  Flex,
  Heading,
  Statistics,
  StatisticsItem,
  Table,
  TableBody,
  TableCell,
  TableHead,
  TableHeader,
  TableRow,
  Text,
} from '@hubspot/ui-extensions';

import type { PartnerNumbersView } from '../view.js';

/** Totals that people ask for first, and the same by period below. */
export const Numbers = ({ numbers }: { readonly numbers: PartnerNumbersView }) => (
  <Flex direction="column" gap="small">
    <Heading>{numbers.title}</Heading>
    <Statistics>
      {numbers.tiles.map((tile) => (
        <StatisticsItem key={tile.id} id={tile.id} label={tile.label} number={tile.value}>
          <Text variant="microcopy">{tile.note}</Text>
        </StatisticsItem>
      ))}
    </Statistics>
    {numbers.rows.length > 0 && <SumsTable head="Number" columns={numbers.columns} rows={numbers.rows} />}
  </Flex>
);

interface SumsProps {
  /** Head of the first column. */
  readonly head: string;
  readonly columns: readonly string[];
  readonly rows: readonly { readonly label: string; readonly cells: readonly string[] }[];
}

/** Rows of sums, each under its label. */
export const SumsTable = ({ head, columns, rows }: SumsProps) => (
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
      {rows.map((row) => (
        <TableRow key={row.label}>
          <TableCell>{row.label}</TableCell>
          {row.cells.map((cell, index) => (
            <TableCell key={columns[index] ?? index} align="right">
              {cell}
            </TableCell>
          ))}
        </TableRow>
      ))}
    </TableBody>
  </Table>
);
