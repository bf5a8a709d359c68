import { Flex, Heading, Select, Text } from '@hubspot/ui-extensions';
import { useState } from 'react';

import { SumsTable } from '../SumsTable.js';
import type { HomePeriod } from '../view.js';

const COLUMNS = [
  'Partner-sourced',
  'Partner-influenced',
  'Direct',
  'Won',
  'Partner-sourced share',
  'Won deals',
] as const;

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
      <SumsTable
        head="Line of revenue"
        columns={COLUMNS}
        rows={period.lines.map(({ line, sourced, influenced, direct, total, share, deals }) => ({
          key: line,
          label: line,
          cells: [sourced, influenced, direct, total, share, deals],
        }))}
      />
    </Flex>
  );
};
