import { Alert, EmptyState, Flex, Text } from '@hubspot/ui-extensions';
import { useCallback, useMemo, useState } from 'react';

import type { Ask } from '../ask.js';
import { Failed } from '../Failed.js';
import { Loading } from '../Loading.js';
import { useView } from '../use-view.js';
import type { BulkDealsView, BulkSavedView } from '../view.js';
import { ChangeDeals } from './ChangeDeals.js';
import { Outcomes } from './Outcomes.js';
import { SelectedDeals } from './SelectedDeals.js';

interface Props {
  readonly dealIds: readonly string[];
  readonly ask: Ask;
}

const KINDS: readonly BulkDealsView['kind'][] = ['bulk-deals'];
/** As many as one request changes. */
const MOST = 100;

/** The selected deals, what is to be done to them, and what became of it. */
export const BulkTag = ({ dealIds, ask }: Props) =>
  dealIds.length === 0 ? (
    <Nothing text="Select deals in the list first." />
  ) : (
    <Selected dealIds={dealIds} ask={ask} />
  );

const Selected = ({ dealIds, ask }: Props) => {
  const parameters = useMemo(() => ({ dealIds: dealIds.slice(0, MOST) }), [dealIds]);
  const [done, setDone] = useState<BulkSavedView | null>(null);
  const { state, retry } = useView<BulkDealsView>({ ask, name: 'bulk-deals', parameters, kinds: KINDS });
  const again = useCallback(() => {
    setDone(null);
    retry();
  }, [retry]);
  if (state.kind === 'loading') return <Loading label="Looking up the selected deals" />;
  if (state.kind === 'failed')
    return <Failed title="The selected deals could not be shown" problem={state.problem} onRetry={retry} />;
  if (done !== null) return <Outcomes view={done} onAgain={again} />;
  const { view } = state;
  if (view.deals.length === 0) return <Nothing text={view.leftOut[0] ?? 'None of these deals is there.'} />;
  return (
    <Flex direction="column" gap="medium">
      {dealIds.length > MOST && (
        <Alert title={`The first ${MOST} of ${dealIds.length} deals`} variant="warning">
          <Text>Select fewer, or do the rest afterwards.</Text>
        </Alert>
      )}
      <SelectedDeals view={view} />
      <ChangeDeals view={view} ask={ask} onSaved={setDone} />
    </Flex>
  );
};

const Nothing = ({ text }: { readonly text: string }) => (
  <EmptyState title="No deals to change" layout="vertical">
    <Text>{text}</Text>
  </EmptyState>
);
