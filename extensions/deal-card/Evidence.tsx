import {
  StatusTag,
  Table,
  TableBody,
  TableCell,
  TableHead,
  TableHeader,
  TableRow,
} from '@hubspot/ui-extensions';

import type { DealCardEvidence } from '../view.js';
import { usePages } from './use-pages.js';

const EvidenceRow = ({ item }: { readonly item: DealCardEvidence }) => (
  <TableRow>
    <TableCell width="min">{item.date}</TableCell>
    <TableCell>{item.partnerName}</TableCell>
    <TableCell>{item.what}</TableCell>
    <TableCell>
      <StatusTag variant={item.counts ? 'success' : 'default'} hollow={!item.counts}>
        {item.standing}
      </StatusTag>
    </TableCell>
  </TableRow>
);

/** What happened, when, and whether it counts. */
export const Evidence = ({ evidence }: { readonly evidence: readonly DealCardEvidence[] }) => {
  const { rows, paging } = usePages(evidence);
  return (
    <Table bordered={true} flush={true} density="condensed" {...paging}>
      <TableHead>
        <TableRow>
          <TableHeader width="min">Date</TableHeader>
          <TableHeader>Partner</TableHeader>
          <TableHeader>What happened</TableHeader>
          <TableHeader>Counts</TableHeader>
        </TableRow>
      </TableHead>
      <TableBody>
        {rows.map((item, index) => (
          <EvidenceRow key={`${item.date} ${item.partnerName} ${item.what} ${index}`} item={item} />
        ))}
      </TableBody>
    </Table>
  );
};
