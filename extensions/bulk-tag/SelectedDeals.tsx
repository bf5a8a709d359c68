import {
  Accordion,
  Alert,
  Flex,
  Table,
  TableBody,
  TableCell,
  TableHead,
  TableHeader,
  TableRow,
  Tag,
} from '@hubspot/ui-extensions';
import { useState } from 'react';

import type { BulkDeal, BulkDealsView } from '../view.js';

const PAGE = 10;

const Row = ({ deal }: { readonly deal: BulkDeal }) => (
  <TableRow>
    <TableCell>{deal.name}</TableCell>
    <TableCell>
      <Tag variant={deal.classTag.variant}>{deal.classTag.text}</Tag>
    </TableCell>
    <TableCell>{deal.partners}</TableCell>
    <TableCell align="right">{deal.amount}</TableCell>
  </TableRow>
);

/** What is selected, ten at a time. */
export const SelectedDeals = ({ view }: { readonly view: BulkDealsView }) => {
  const [page, setPage] = useState(1);
  const pages = Math.ceil(view.deals.length / PAGE);
  return (
    <Flex direction="column" gap="small">
      <Accordion title={view.title} defaultOpen={true} size="small">
        <Table
          bordered={true}
          density="condensed"
          paginated={pages > 1}
          page={page}
          pageCount={pages}
          onPageChange={setPage}
        >
          <TableHead>
            <TableRow>
              <TableHeader>Deal</TableHeader>
              <TableHeader>Class</TableHeader>
              <TableHeader>Partners</TableHeader>
              <TableHeader align="right">Amount</TableHeader>
            </TableRow>
          </TableHead>
          <TableBody>
            {view.deals.slice((page - 1) * PAGE, page * PAGE).map((deal) => (
              <Row key={deal.dealId} deal={deal} />
            ))}
          </TableBody>
        </Table>
      </Accordion>
      {view.leftOut.map((text) => (
        <Alert key={text} title={text} variant="warning" />
      ))}
    </Flex>
  );
};
