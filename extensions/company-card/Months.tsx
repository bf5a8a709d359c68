import { Accordion, BarChart, type ChartDataRow, Flex, Heading, Text } from '@hubspot/ui-extensions';

import type { PartnerMonthsView } from '../view.js';
import { SumsTable } from '../SumsTable.js';

const Chart = ({ months }: { readonly months: PartnerMonthsView }) => (
  <BarChart
    data={months.points.map((point): ChartDataRow => ({ ...point }))}
    axes={{
      x: { field: 'month', fieldType: 'category', label: 'Month of close' },
      y: { field: 'amount', fieldType: 'linear', label: months.currency },
      options: { groupFieldByColor: 'series' },
    }}
    options={{ showLegend: true, showTooltips: true, colorList: ['darkGreen', 'aqua'] }}
  />
);

/** Won revenue by month: drawn, and in numbers for whoever does not see the drawing, or needs the cents. */
export const Months = ({ months }: { readonly months: PartnerMonthsView }) => (
  <Flex direction="column" gap="small">
    <Heading>{months.title}</Heading>
    {months.empty ? (
      <Text>No deal with a role of this partner was won in these months.</Text>
    ) : (
      <Chart months={months} />
    )}
    {months.rows.length > 0 && (
      <Accordion title="The months in numbers" size="small">
        <SumsTable
          head="Month of close"
          columns={months.columns}
          rows={months.rows.map((row) => ({ key: row.label, ...row }))}
        />
      </Accordion>
    )}
  </Flex>
);
