import { Accordion, EmptyState, Flex, Heading, List, Text } from '@hubspot/ui-extensions';

import { SumsTable } from '../../SumsTable.js';
import type { HomeForecast } from '../../view.js';

/** What open partner deals are likely to bring: a range, and how good the forecast was before. */
export const Forecast = ({ forecast }: { readonly forecast: HomeForecast }) => (
  <Flex direction="column" gap="small">
    <Heading>{forecast.title}</Heading>
    {forecast.none === null ? (
      <Flex direction="column" gap="small">
        <SumsTable
          head="Open deals"
          columns={forecast.columns}
          rows={forecast.rows.map(({ line, cells }) => ({ key: line, label: line, cells }))}
        />
        <List variant="unordered-styled">
          {forecast.sentences.map((sentence) => (
            <Text key={sentence}>{sentence}</Text>
          ))}
        </List>
      </Flex>
    ) : (
      <EmptyState title="There is no forecast" layout="vertical">
        <Text>{forecast.none}</Text>
      </EmptyState>
    )}
    {forecast.backtest.length > 0 && (
      <Accordion title="Month by month: what it would have said, and what was won" size="small">
        <SumsTable
          head="Month"
          columns={forecast.backtestColumns}
          rows={forecast.backtest.map(({ month, cells }) => ({ key: month, label: month, cells }))}
        />
      </Accordion>
    )}
  </Flex>
);
