import {
  Accordion,
  Table,
  TableBody,
  TableCell,
  TableHead,
  TableHeader,
  TableRow,
} from '@hubspot/ui-extensions';

import type { LifecycleSection } from '../../view.js';

const COLUMNS = ['Since', 'Partner lifecycle stage', 'Stood in it for', 'Moved by', 'Why'] as const;

/** Every stage that the partner entered, the newest first. */
export const StageHistory = ({ history }: Pick<LifecycleSection, 'history'>) => (
  <Accordion title="History of its stages">
    <Table bordered={true} flush={true} density="condensed">
      <TableHead>
        <TableRow>
          {COLUMNS.map((column) => (
            <TableHeader key={column}>{column}</TableHeader>
          ))}
        </TableRow>
      </TableHead>
      <TableBody>
        {history.map(({ day, stage, spent, who, why }, place) => (
          <TableRow key={place}>
            <TableCell width="min">{day}</TableCell>
            <TableCell>{stage}</TableCell>
            <TableCell width="min">{spent}</TableCell>
            <TableCell>{who}</TableCell>
            <TableCell>{why}</TableCell>
          </TableRow>
        ))}
      </TableBody>
    </Table>
  </Accordion>
);
