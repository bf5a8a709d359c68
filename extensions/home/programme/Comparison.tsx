import { EmptyState, Flex, Heading, Text } from '@hubspot/ui-extensions';

import { SumsTable } from '../../SumsTable.js';
import type { HomeComparison } from '../../view.js';

/** Deals with a partner against deals without, each with its interval and the number of deals. */
export const Comparison = ({ comparison }: { readonly comparison: HomeComparison }) => (
  <Flex direction="column" gap="small">
    <Heading>{comparison.title}</Heading>
    {comparison.none === null ? (
      <Flex direction="column" gap="small">
        <SumsTable
          head="Of deals"
          columns={comparison.columns}
          rows={comparison.rows.map(({ what, cells }) => ({ key: what, label: what, cells }))}
        />
        <Text variant="microcopy">{comparison.note}</Text>
      </Flex>
    ) : (
      <EmptyState title="There is nothing to compare" layout="vertical">
        <Text>{comparison.none}</Text>
      </EmptyState>
    )}
  </Flex>
);
