import { Accordion, BarChart, Flex, Heading } from '@hubspot/ui-extensions';

import { SumsTable } from '../SumsTable.js';
import type { HomeMonths } from '../view.js';

const COLUMNS = ['Partner-sourced', 'Partner-influenced', 'Direct', 'Won'] as const;

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
      <SumsTable
        head="Month"
        columns={COLUMNS}
        rows={months.rows.map(({ month, sourced, influenced, direct, total }) => ({
          key: month,
          label: month,
          cells: [sourced, influenced, direct, total],
        }))}
      />
    </Accordion>
  </Flex>
);
