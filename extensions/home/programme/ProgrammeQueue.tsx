import {
  EmptyState,
  Flex,
  Select,
  StatusTag,
  Table,
  TableBody,
  TableCell,
  TableHead,
  TableHeader,
  TableRow,
  Text,
} from '@hubspot/ui-extensions';
import { useState } from 'react';

import type { Ask } from '../../ask.js';
import { Failed } from '../../Failed.js';
import { Loading } from '../../Loading.js';
import { useView } from '../../use-view.js';
import type { HomeProgrammeItem, HomeProgrammeQueueView } from '../../view.js';
import { CompanyLink, RecordLink } from '../RecordLinks.js';

const KINDS: readonly HomeProgrammeQueueView['kind'][] = ['home-programme-queue'];
const ALL = 'all';

const ItemRow = ({ item }: { readonly item: HomeProgrammeItem }) => (
  <TableRow>
    <TableCell>
      <Flex direction="column" gap="flush">
        <CompanyLink companyId={item.partner.id}>{item.partner.name}</CompanyLink>
        <Text variant="microcopy">{item.what}</Text>
      </Flex>
    </TableCell>
    <TableCell>
      <Flex direction="column" gap="flush">
        <Text>{item.text}</Text>
        {item.link !== null && (
          <RecordLink objectTypeId={item.link.objectTypeId} id={item.link.id}>
            {item.link.label}
          </RecordLink>
        )}
      </Flex>
    </TableCell>
    <TableCell>
      {item.overdue ? <StatusTag variant="danger">{item.due}</StatusTag> : <Text>{item.due}</Text>}
    </TableCell>
  </TableRow>
);

interface RowsProps {
  readonly view: HomeProgrammeQueueView;
  readonly onPage: (page: number) => void;
}

const Rows = ({ view, onPage }: RowsProps) => (
  <Table
    bordered={true}
    density="condensed"
    paginated={view.pages > 1}
    page={view.page}
    pageCount={view.pages}
    onPageChange={onPage}
  >
    <TableHead>
      <TableRow>
        <TableHeader>Partner</TableHeader>
        <TableHeader>What waits</TableHeader>
        <TableHeader>Due</TableHeader>
      </TableRow>
    </TableHead>
    <TableBody>
      {view.items.map((item) => (
        <ItemRow key={item.id} item={item} />
      ))}
    </TableBody>
  </Table>
);

/** What waits for somebody in the programme: overdue first, by kind, a page at a time. */
export const ProgrammeQueue = ({ ask }: { readonly ask: Ask }) => {
  // One state: two would ask once for the old page of the new kind.
  const [{ kind, page }, setWanted] = useState({ kind: ALL, page: 1 });
  const { state, retry } = useView<HomeProgrammeQueueView>({
    ...{ ask, name: 'home-programme-queue', kinds: KINDS },
    parameters: { kind: kind === ALL ? null : kind, page },
  });
  if (state.kind === 'loading') return <Loading label="Looking up what waits" />;
  if (state.kind === 'failed') {
    return <Failed title="What waits could not be shown" problem={state.problem} onRetry={retry} />;
  }
  const { view } = state;
  if (view.kinds.length <= 1) {
    return (
      <EmptyState title="Nothing waits here" layout="vertical">
        <Text>{view.note}</Text>
      </EmptyState>
    );
  }
  return (
    <Flex direction="column" gap="small">
      <Select
        name="kind"
        label="Show"
        value={kind}
        options={view.kinds.map((one) => ({ ...one }))}
        onChange={(value) => setWanted({ kind: String(value), page: 1 })}
      />
      <Rows view={view} onPage={(next) => setWanted({ kind, page: next })} />
      <Text variant="microcopy">{`${view.range} ${view.note}`}</Text>
    </Flex>
  );
};
