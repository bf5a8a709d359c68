import { Statistics, StatisticsItem, Text } from '@hubspot/ui-extensions';

import type { HomeNumber } from '../view.js';

/** The numbers that the page opens with, each with what it is a part of. */
export const Numbers = ({ numbers }: { readonly numbers: readonly HomeNumber[] }) => (
  <Statistics>
    {numbers.map(({ label, value, detail }) => (
      <StatisticsItem key={label} label={label} number={value}>
        <Text variant="microcopy">{detail}</Text>
      </StatisticsItem>
    ))}
  </Statistics>
);
