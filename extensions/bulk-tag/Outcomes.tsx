import {
  Alert,
  Button,
  Flex,
  StatusTag,
  Table,
  TableBody,
  TableCell,
  TableHead,
  TableHeader,
  TableRow,
  Text,
} from '@hubspot/ui-extensions';

import type { BulkSavedView } from '../view.js';

const WORDS = {
  changed: { text: 'Changed', variant: 'success' },
  unchanged: { text: 'As it was', variant: 'default' },
  failed: { text: 'Not changed', variant: 'danger' },
} as const;

interface Props {
  readonly view: BulkSavedView;
  readonly onAgain: () => void;
}

/** What became of each deal; those that could not be changed first. */
export const Outcomes = ({ view, onAgain }: Props) => {
  const failed = view.records.filter(({ outcome }) => outcome === 'failed');
  const others = view.records.filter(({ outcome }) => outcome !== 'failed');
  return (
    <Flex direction="column" gap="medium">
      <Alert title={view.message} variant={failed.length > 0 ? 'warning' : 'success'}>
        {view.next !== null && <Text>{view.next}</Text>}
      </Alert>
      <Table bordered={true} density="condensed">
        <TableHead>
          <TableRow>
            <TableHeader>Deal</TableHeader>
            <TableHeader>Outcome</TableHeader>
            <TableHeader>What happened</TableHeader>
          </TableRow>
        </TableHead>
        <TableBody>
          {[...failed, ...others].map((record, place) => (
            <TableRow key={`${record.dealId} ${place}`}>
              <TableCell>{record.name}</TableCell>
              <TableCell>
                <StatusTag variant={WORDS[record.outcome].variant}>{WORDS[record.outcome].text}</StatusTag>
              </TableCell>
              <TableCell>{record.text}</TableCell>
            </TableRow>
          ))}
        </TableBody>
      </Table>
      <Button onClick={onAgain}>Change something else</Button>
    </Flex>
  );
};
