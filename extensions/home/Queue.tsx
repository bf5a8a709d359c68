import {
  EmptyState,
  Flex,
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
import type { HomeActions } from './home-actions.js';
import { useView } from '../use-view.js';
import type { HomeQueue, HomeQueueItem, HomeQueueView, SavedView } from '../view.js';
import { DealLink } from './RecordLinks.js';
import { RowActions } from './RowActions.js';

interface Props {
  readonly ask: Ask;
  readonly actions: HomeActions;
  readonly onChanged: () => void;
  readonly queue: HomeQueue;
}

const KINDS: readonly HomeQueueView['kind'][] = ['home-queue'];

interface RowProps {
  readonly item: HomeQueueItem;
  readonly ask: Ask;
  readonly onSaved: (dialogId: string, saved: SavedView) => void;
  readonly close: (dialogId: string) => void;
}

const Row = ({ item, ask, onSaved, close }: RowProps) => (
  <TableRow>
    <TableCell>
      <Flex direction="column" gap="flush">
        <DealLink dealId={item.dealId}>{item.dealName}</DealLink>
        <Text variant="microcopy">{item.amount}</Text>
      </Flex>
    </TableCell>
    <TableCell>
      <Flex direction="column" gap="flush">
        <Text>{item.what}</Text>
        {item.why.map((text) => (
          <Text key={text} variant="microcopy">
            {text}
          </Text>
        ))}
        <Text variant="microcopy">{item.since}</Text>
      </Flex>
    </TableCell>
    <TableCell>
      <RowActions item={item} ask={ask} onSaved={onSaved} close={close} />
    </TableCell>
  </TableRow>
);

/** One queue, a page at a time, each row with what can be done about it. What was settled leaves the list at once. */
export const Queue = ({ ask, actions, onChanged, queue }: Props) => {
  const [page, setPage] = useState(1);
  const [settled, setSettled] = useState<ReadonlySet<string>>(new Set());
  const { state, retry } = useView<HomeQueueView>({
    ask,
    name: 'home-queue',
    parameters: { queue, page },
    kinds: KINDS,
  });
  if (state.kind === 'loading') return <Loading label="Looking up what waits" />;
  if (state.kind === 'failed') {
    return <Failed title="The queue could not be shown" problem={state.problem} onRetry={retry} />;
  }
  const { view } = state;
  const items = view.items.filter(({ id }) => !settled.has(id));
  const onSaved = (item: HomeQueueItem) => (dialogId: string, saved: SavedView) => {
    actions.closeOverlay(dialogId);
    actions.addAlert({
      type: 'success',
      title: saved.message,
      message: saved.next ?? `${item.dealName} is settled.`,
    });
    // HubSpot's search lags behind, so asking again might still show it.
    setSettled((before) => new Set([...before, item.id]));
    onChanged();
  };
  if (items.length === 0) {
    return (
      <EmptyState title="Nothing waits here">
        <Text>{view.items.length === 0 ? view.hint : 'Everything on this page is settled.'}</Text>
      </EmptyState>
    );
  }
  return (
    <Flex direction="column" gap="small">
      <Table
        bordered={true}
        density="condensed"
        paginated={view.pages > 1}
        page={view.page}
        pageCount={view.pages}
        onPageChange={setPage}
      >
        <TableHead>
          <TableRow>
            <TableHeader>Deal</TableHeader>
            <TableHeader>What is to be decided</TableHeader>
            <TableHeader>Decide</TableHeader>
          </TableRow>
        </TableHead>
        <TableBody>
          {items.map((item) => (
            <Row
              key={item.id}
              item={item}
              ask={ask}
              onSaved={onSaved(item)}
              close={(id) => actions.closeOverlay(id)}
            />
          ))}
        </TableBody>
      </Table>
      <Text variant="microcopy">{view.range}</Text>
    </Flex>
  );
};
