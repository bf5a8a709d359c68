import { Flex, Heading, Statistics, StatisticsItem, Text } from '@hubspot/ui-extensions';
import { SumsTable } from '../SumsTable.js';
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
    {numbers.rows.length > 0 && (
      <SumsTable
        head="Number"
        columns={numbers.columns}
        rows={numbers.rows.map((row) => ({ key: row.label, ...row }))}
      />
    )}
  </Flex>
);
