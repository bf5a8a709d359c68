import {
  Flex,
  Heading,
  Select,
  Table,
  TableBody,
  TableCell,
  TableHead,
  TableHeader,
  TableRow,
  Text,
} from '@hubspot/ui-extensions';
import { useState } from 'react';

import type { HomePeriod } from '../view.js';

const COLUMNS = [
  'Partner-sourced',
  'Partner-influenced',
  'Direct',
  'Won',
  'Partner-sourced share',
  'Won deals',
] as const;

const Lines = ({ period }: { readonly period: HomePeriod }) => (
  <Table bordered={true} density="condensed">
    <TableHead>
      <TableRow>
        <TableHeader>Line of revenue</TableHeader>
        {COLUMNS.map((column) => (
          <TableHeader key={column} align="right">
            {column}
          </TableHeader>
        ))}
      </TableRow>
    </TableHead>
    <TableBody>
      {period.lines.map((line) => (
        <TableRow key={line.line}>
          <TableCell>{line.line}</TableCell>
          {[line.sourced, line.influenced, line.direct, line.total, line.share, line.deals].map(
            (text, place) => (
              <TableCell key={COLUMNS[place]} align="right">
                {text}
              </TableCell>
            ),
          )}
        </TableRow>
      ))}
    </TableBody>
  </Table>
);

/** Won revenue of one period by class and line of revenue; the identity is written out. */
export const Portfolio = ({ periods }: { readonly periods: readonly HomePeriod[] }) => {
  const [chosen, setChosen] = useState(periods[0]?.title ?? '');
  const period = periods.find(({ title }) => title === chosen) ?? periods[0];
  if (period === undefined) return null;
  return (
    <Flex direction="column" gap="small">
      <Heading>Won revenue</Heading>
      <Select
        name="period"
        label="Period"
        value={period.title}
        options={periods.map(({ title }) => ({ value: title, label: title }))}
        onChange={(value) => setChosen(String(value))}
      />
      <Text>{period.identity}</Text>
      <Lines period={period} />
    </Flex>
  );
};
