import {
  Alert,
  Button,
  Flex,
  Heading,
  LoadingSpinner,
  Table,
  TableBody,
  TableCell,
  TableHead,
  TableHeader,
  TableRow,
  StatusTag,
  Tag,
  Text,
} from '@hubspot/ui-extensions';

import type { Ask } from '../ask.js';
import type { CompanyDealRow, CompanyDealsView } from '../view.js';
import { RecordLink } from './RecordLink.js';
import { useDeals } from './use-deals.js';

type Sort = CompanyDealsView['sort'];

interface SortedProps {
  readonly deals: CompanyDealsView;
  readonly by: Sort;
  readonly label: string;
  readonly onSort: (sort: Sort, direction: 'ascending' | 'descending') => void;
}

const Sorted = ({ deals, by, label, onSort }: SortedProps) => (
  <TableHeader
    sortDirection={deals.sort === by ? deals.direction : 'none'}
    onSortChange={(direction) => onSort(by, direction === 'ascending' ? 'ascending' : 'descending')}
  >
    {label}
  </TableHeader>
);

const DealRow = ({ deal }: { readonly deal: CompanyDealRow }) => (
  <TableRow>
    <TableCell>
      <RecordLink type="deal" id={deal.dealId} name={deal.name} />
    </TableCell>
    <TableCell>
      <StatusTag variant={deal.status.variant}>{deal.status.text}</StatusTag>
    </TableCell>
    <TableCell>{deal.closes}</TableCell>
    <TableCell>{deal.amount}</TableCell>
    <TableCell>
      <Tag variant={deal.classTag.variant} inline={true}>
        {deal.classTag.text}
      </Tag>
    </TableCell>
    <TableCell>{deal.roles}</TableCell>
  </TableRow>
);

interface Props {
  readonly companyId: string;
  /** The page that came with the card. */
  readonly first: CompanyDealsView;
  readonly ask: Ask;
}

/** A company's deals, ten a page, by close date or amount. */
export const CompanyDeals = ({ companyId, first, ask }: Props) => {
  const { deals, isLoading, problem, turnTo, retry } = useDeals(ask, companyId, first);
  const onSort: SortedProps['onSort'] = (sort, direction) => turnTo({ sort, direction, page: 1 });
  const paging =
    deals.pageCount > 1
      ? ({
          paginated: true,
          page: deals.page,
          pageCount: deals.pageCount,
          maxVisiblePageButtons: 5,
          onPageChange: (page: number) => turnTo({ page }),
        } as const)
      : ({ paginated: false } as const);
  return (
    <Flex direction="column" gap="small">
      <Flex direction="row" align="center" gap="small">
        <Heading>Deals</Heading>
        {isLoading && <LoadingSpinner label="Looking up deals" size="xs" />}
      </Flex>
      {problem !== null && (
        <Alert title={problem.message} variant="warning">
          <Flex direction="column" gap="small" align="start">
            <Text>{problem.next}</Text>
            <Button size="xs" onClick={retry}>
              Try again
            </Button>
          </Flex>
        </Alert>
      )}
      {deals.rows.length > 0 && (
        <Table bordered={true} flush={true} density="condensed" {...paging}>
          <TableHead>
            <TableRow>
              <TableHeader>Deal</TableHeader>
              <TableHeader>Status</TableHeader>
              <Sorted deals={deals} by="closed" label="Close date" onSort={onSort} />
              <Sorted deals={deals} by="amount" label="Amount" onSort={onSort} />
              <TableHeader>Partner attribution</TableHeader>
              <TableHeader>{deals.rolesTitle}</TableHeader>
            </TableRow>
          </TableHead>
          <TableBody>
            {deals.rows.map((deal) => (
              <DealRow key={deal.dealId} deal={deal} />
            ))}
          </TableBody>
        </Table>
      )}
      <Text variant="microcopy">{deals.caption}</Text>
    </Flex>
  );
};
