import {
  Accordion,
  EmptyState,
  Flex,
  List,
  StatusTag,
  Table,
  TableBody,
  TableCell,
  TableHead,
  TableHeader,
  TableRow,
  Text,
} from '@hubspot/ui-extensions';

import type { HomeHealth } from '../../view.js';
import { CompanyLink } from '../RecordLinks.js';

const HealthRow = ({
  row,
  columns,
}: {
  readonly row: HomeHealth['rows'][number];
  readonly columns: readonly string[];
}) => (
  <TableRow>
    <TableCell>
      <Flex direction="column" gap="flush">
        <CompanyLink companyId={row.partnerId}>{row.name}</CompanyLink>
        {row.leftOut.map((text) => (
          <Text key={text} variant="microcopy">
            {text}
          </Text>
        ))}
      </Flex>
    </TableCell>
    <TableCell align="right">
      <StatusTag variant={row.variant}>{row.score}</StatusTag>
    </TableCell>
    {columns.map((column, place) => (
      <TableCell key={column} align="right">
        {row.cells[place]}
      </TableCell>
    ))}
  </TableRow>
);

/** Health of partners, the lowest first, with every part and its formula. */
export const Health = ({ health }: { readonly health: HomeHealth }) =>
  health.rows.length === 0 ? (
    <EmptyState title="No partner has a health yet" layout="vertical">
      <Text>The next sync works it out.</Text>
    </EmptyState>
  ) : (
    <Flex direction="column" gap="small">
      <Table bordered={true} flush={true} density="condensed">
        <TableHead>
          <TableRow>
            <TableHeader>Partner</TableHeader>
            <TableHeader align="right">Health, 0 to 100</TableHeader>
            {health.columns.map((column) => (
              <TableHeader key={column} align="right">
                {column}
              </TableHeader>
            ))}
          </TableRow>
        </TableHead>
        <TableBody>
          {health.rows.map((row) => (
            <HealthRow key={row.partnerId} row={row} columns={health.columns} />
          ))}
        </TableBody>
      </Table>
      <Text variant="microcopy">{health.note}</Text>
      <Accordion title="How each part is worked out" size="small">
        <List variant="unordered-styled">
          {health.formulas.map((formula) => (
            <Text key={formula}>{formula}</Text>
          ))}
        </List>
      </Accordion>
    </Flex>
  );
