import {
  Button,
  EmptyState,
  Flex,
  SearchInput,
  Table,
  TableBody,
  TableCell,
  TableHead,
  TableHeader,
  TableRow,
  Text,
} from '@hubspot/ui-extensions';
import { useState } from 'react';

import type { Ask } from '../ask.js';
import { Failed } from '../Failed.js';
import { Loading } from '../Loading.js';
import { useView } from '../use-view.js';
import type { HomePartner, HomePartnersView } from '../view.js';
import { CompanyLink } from './RecordLinks.js';

const KINDS: readonly HomePartnersView['kind'][] = ['home-partners'];

type Sort = 'name' | 'sourced' | 'influenced' | 'credit' | 'pipeline' | 'won';
type Direction = 'ascending' | 'descending';

interface Order {
  readonly sort: Sort;
  readonly direction: Direction;
}

const COLUMNS: readonly { readonly sort: Sort | null; readonly title: string }[] = [
  { sort: 'name', title: 'Partner' },
  { sort: null, title: 'Tier' },
  { sort: 'sourced', title: 'Partner-sourced' },
  { sort: 'influenced', title: 'Influenced (not additive)' },
  { sort: 'credit', title: 'Credit' },
  { sort: 'pipeline', title: 'Sourced pipeline' },
  { sort: 'won', title: 'Won deals' },
];

const PartnerRow = ({ partner }: { readonly partner: HomePartner }) => (
  <TableRow>
    <TableCell>
      <Flex direction="column" gap="flush">
        <CompanyLink companyId={partner.companyId}>{partner.name}</CompanyLink>
        <Text variant="microcopy">{partner.type}</Text>
      </Flex>
    </TableCell>
    <TableCell>{partner.tier}</TableCell>
    {(['sourced', 'influenced', 'credit', 'pipeline', 'wonDeals'] as const).map((key) => (
      <TableCell key={key} align="right">
        {partner[key]}
      </TableCell>
    ))}
  </TableRow>
);

const Heads = ({ order, onOrder }: { readonly order: Order; readonly onOrder: (order: Order) => void }) => (
  <TableRow>
    {COLUMNS.map(({ sort, title }) =>
      sort === null ? (
        <TableHeader key={title}>{title}</TableHeader>
      ) : (
        <TableHeader
          key={title}
          align={sort === 'name' ? 'left' : 'right'}
          sortDirection={order.sort === sort ? order.direction : 'none'}
          onSortChange={(direction) =>
            onOrder({ sort, direction: direction === 'none' ? 'descending' : direction })
          }
        >
          {title}
        </TableHeader>
      ),
    )}
  </TableRow>
);

const NoPartner = ({ filter }: { readonly filter: string }) => (
  <EmptyState title={filter === '' ? 'No company is marked as a partner' : 'No partner is called that'}>
    <Text>
      {filter === ''
        ? 'A company is a partner when its type is Partner.'
        : 'Type the beginning of a word of its name, or clear the search.'}
    </Text>
  </EmptyState>
);

/** Every partner by what it brings: sorted, searched and paged by the CRM itself. */
export const Partners = ({ ask, hasNumbers }: { readonly ask: Ask; readonly hasNumbers: boolean }) => {
  // Before a set-up there is no number that HubSpot could sort by.
  const [order, setOrder] = useState<Order>(
    hasNumbers ? { sort: 'sourced', direction: 'descending' } : { sort: 'name', direction: 'ascending' },
  );
  const [page, setPage] = useState(1);
  const [typed, setTyped] = useState('');
  const [filter, setFilter] = useState('');
  const { state, retry } = useView<HomePartnersView>({
    ask,
    name: 'home-partners',
    parameters: { ...order, page, filter },
    kinds: KINDS,
  });
  const onFilter = (text: string) => {
    setPage(1);
    setFilter(text);
  };
  return (
    <Flex direction="column" gap="small">
      <Flex direction="row" gap="small" align="end">
        <SearchInput
          name="partner"
          label="Find a partner"
          placeholder="Beginning of a word of the name"
          value={typed}
          onInput={setTyped}
          onChange={(text) => onFilter(text)}
        />
        <Button onClick={() => onFilter(typed)}>Search</Button>
      </Flex>
      {state.kind === 'loading' && <Loading label="Listing the partners" />}
      {state.kind === 'failed' && (
        <Failed title="The partners could not be listed" problem={state.problem} onRetry={retry} />
      )}
      {state.kind === 'shown' && state.view.partners.length === 0 && <NoPartner filter={filter} />}
      {state.kind === 'shown' && state.view.partners.length > 0 && (
        <Flex direction="column" gap="small">
          <Table
            bordered={true}
            density="condensed"
            paginated={state.view.pages > 1}
            page={state.view.page}
            pageCount={state.view.pages}
            onPageChange={setPage}
          >
            <TableHead>
              <Heads
                order={order}
                onOrder={(next) => {
                  setPage(1);
                  setOrder(next);
                }}
              />
            </TableHead>
            <TableBody>
              {state.view.partners.map((partner) => (
                <PartnerRow key={partner.companyId} partner={partner} />
              ))}
            </TableBody>
          </Table>
          <Text variant="microcopy">{`${state.view.range} ${state.view.note}`}</Text>
        </Flex>
      )}
    </Flex>
  );
};
