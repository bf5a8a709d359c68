import {
  Accordion,
  BarChart,
  Flex,
  Heading,
  Table,
  TableBody,
  TableCell,
  TableHead,
  TableHeader,
  TableRow,
} from '@hubspot/ui-extensions';

import type { HomeMonths } from '../view.js';

const COLUMNS = ['Partner-sourced', 'Partner-influenced', 'Direct', 'Won'] as const;

const MonthTable = ({ months }: { readonly months: HomeMonths }) => (
  <Table bordered={true} density="compact">
    <TableHead>
      <TableRow>
        <TableHeader>Month</TableHeader>
        {COLUMNS.map((column) => (
          <TableHeader key={column} align="right">
            {column}
          </TableHeader>
        ))}
      </TableRow>
    </TableHead>
    <TableBody>
      {months.rows.map(({ month, sourced, influenced, direct, total }) => (
        <TableRow key={month}>
          <TableCell>{month}</TableCell>
          {[sourced, influenced, direct, total].map((text, place) => (
            <TableCell key={COLUMNS[place]} align="right">
              {text}
            </TableCell>
          ))}
        </TableRow>
      ))}
    </TableBody>
  </Table>
);

/** Months by class, stacked; the same as a table for whoever does not see the chart. */
export const Months = ({ months }: { readonly months: HomeMonths }) => (
  <Flex direction="column" gap="small">
    <Heading>{months.title}</Heading>
    <BarChart
      data={months.points.map((point) => ({ ...point }))}
      axes={{
        x: { field: 'month', fieldType: 'category', label: 'Month of close' },
        y: { field: 'amount', fieldType: 'linear', label: 'Won revenue' },
        options: { stacking: true, groupFieldByColor: 'class' },
      }}
      options={{ showLegend: true, showTooltips: true }}
    />
    <Accordion title="The same as a table" size="sm">
      <MonthTable months={months} />
    </Accordion>
  </Flex>
);
