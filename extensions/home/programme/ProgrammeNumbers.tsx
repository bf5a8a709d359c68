import {
  Accordion,
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

import type { HomeProgrammeNumber, HomeProgrammePeriod } from '../../view.js';

interface Props {
  readonly periods: readonly HomeProgrammePeriod[];
  readonly choice: string;
}

const NumberRow = ({ number }: { readonly number: HomeProgrammeNumber }) => (
  <TableRow>
    <TableCell>{number.label}</TableCell>
    <TableCell align="right">
      <Text format={{ fontWeight: 'bold' }}>{number.value}</Text>
    </TableCell>
    <TableCell>
      <Flex direction="column" gap="flush">
        <Text>{number.missing ?? number.basis}</Text>
        {number.beside.length > 0 && <Text variant="microcopy">{number.beside.join(' · ')}</Text>}
        {number.how.length > 0 && (
          <Accordion title="How it is computed" size="extra-small">
            {number.how.map((text) => (
              <Text key={text} variant="microcopy">
                {text}
              </Text>
            ))}
          </Accordion>
        )}
      </Flex>
    </TableCell>
  </TableRow>
);

/** The chosen numbers of one period, each with what it stands on: a table, so that long ones can be read. */
export const ProgrammeNumbers = ({ periods, choice }: Props) => {
  const [id, setId] = useState(periods[0]?.id ?? '');
  const period = periods.find((one) => one.id === id) ?? periods[0];
  if (period === undefined) return null;
  return (
    <Flex direction="column" gap="small">
      <Flex direction="row" gap="small" align="end" justify="between" wrap={true}>
        <Heading>Numbers of the programme</Heading>
        <Select
          name="period"
          label="Period"
          value={period.id}
          options={periods.map((one) => ({ value: one.id, label: one.title }))}
          onChange={(value) => setId(String(value))}
        />
      </Flex>
      {period.note !== null && <Text variant="microcopy">{period.note}</Text>}
      <Table bordered={true} flush={true} density="condensed">
        <TableHead>
          <TableRow>
            <TableHeader>Number</TableHeader>
            <TableHeader align="right">Value</TableHeader>
            <TableHeader>What it stands on</TableHeader>
          </TableRow>
        </TableHead>
        <TableBody>
          {period.numbers.map((number) => (
            <NumberRow key={number.id} number={number} />
          ))}
        </TableBody>
      </Table>
      <Accordion title="Which numbers are shown" size="small">
        <Text>{choice}</Text>
      </Accordion>
    </Flex>
  );
};
