import { Flex, Select, Text } from '@hubspot/ui-extensions';
import { useState } from 'react';

import type { Ask } from '../ask.js';
import type { HomeActions } from './home-actions.js';
import type { HomeQueue, HomeQueueTotal } from '../view.js';
import { Queue } from './Queue.js';

interface Props {
  readonly ask: Ask;
  readonly actions: HomeActions;
  /** Something was settled: the portal's numbers move with the next sync. */
  readonly onChanged: () => void;
  readonly totals: readonly HomeQueueTotal[];
  readonly precision: string | null;
}

const labelOf = ({ title, total }: HomeQueueTotal): string => (total === null ? title : `${title}: ${total}`);

/** What waits for a partnership manager, one queue at a time; the most urgent that has something opens. */
export const Queues = ({ ask, actions, onChanged, totals, precision }: Props) => {
  const [queue, setQueue] = useState<HomeQueue>(
    () =>
      (totals.find(({ waits }) => waits) ?? totals.find(({ queue: one }) => one === 'proposed'))?.queue ??
      'proposed',
  );
  return (
    <Flex direction="column" gap="small">
      <Select
        name="queue"
        label="Show"
        description="How many there are is as of the last sync."
        value={queue}
        options={totals.map((total) => ({ value: total.queue, label: labelOf(total) }))}
        onChange={(value) => setQueue(value as HomeQueue)}
      />
      <Queue key={queue} ask={ask} actions={actions} onChanged={onChanged} queue={queue} />
      {queue === 'suggested' && precision !== null && <Text variant="microcopy">{precision}</Text>}
    </Flex>
  );
};
