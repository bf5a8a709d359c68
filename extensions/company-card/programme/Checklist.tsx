import {
  StatusTag,
  Table,
  TableBody,
  TableCell,
  TableHead,
  TableHeader,
  TableRow,
  Text,
} from '@hubspot/ui-extensions';

import type { ChecklistRow } from '../../view.js';
import type { ProgrammeActing } from './acting.js';
import { ChangeAtOnce } from './ChangeAtOnce.js';

const Press = ({ row, acting }: { readonly row: ChecklistRow; readonly acting: ProgrammeActing }) => {
  if (row.measured) return <Text variant="microcopy">Told by the portal</Text>;
  if (!acting.mayChange) return null;
  return row.done ? (
    <ChangeAtOnce acting={acting} change={{ kind: 'untick', item: row.item }} label="Take back" />
  ) : (
    <ChangeAtOnce acting={acting} change={{ kind: 'tick', item: row.item }} label="Tick off" />
  );
};

interface Props {
  readonly rows: readonly ChecklistRow[];
  readonly acting: ProgrammeActing;
}

/** What is done and what is missing, by whom and when; what the portal tells is pressed by nobody. */
export const Checklist = ({ rows, acting }: Props) => (
  <Table bordered={true} flush={true} density="condensed">
    <TableHead>
      <TableRow>
        <TableHeader width="min">Done</TableHeader>
        <TableHeader>Item</TableHeader>
        <TableHeader>By and when</TableHeader>
        <TableHeader width="min">Change</TableHeader>
      </TableRow>
    </TableHead>
    <TableBody>
      {rows.map((row) => (
        <TableRow key={row.item}>
          <TableCell width="min">
            <StatusTag variant={row.done ? 'success' : 'default'}>{row.done ? 'Done' : 'Missing'}</StatusTag>
          </TableCell>
          <TableCell>{row.label}</TableCell>
          <TableCell>{row.note}</TableCell>
          <TableCell width="min">
            <Press row={row} acting={acting} />
          </TableCell>
        </TableRow>
      ))}
    </TableBody>
  </Table>
);
