import { Alert, Flex, List, LoadingButton, Text } from '@hubspot/ui-extensions';
import { useCallback } from 'react';

import type { Ask } from '../ask.js';
import type { CreatedView, SettingsView } from '../view.js';
import { useCreateMissing } from './use-create-missing.js';

interface Props {
  readonly ask: Ask;
  readonly onSaved: (saved: {
    readonly message: string;
    readonly next: string | null;
    readonly settings: SettingsView;
  }) => void;
}

/** The button that creates what is missing, and what came of each item. */
export const CreateMissing = ({ ask, onSaved }: Props) => {
  const done = useCallback(
    ({ message, next, settings, items }: CreatedView) => {
      // What was refused stays on the page until somebody has read it.
      const refused = items.some(({ outcome }) => outcome === 'failed');
      if (settings !== null && !refused) onSaved({ message, next, settings });
    },
    [onSaved],
  );
  const { state, items, message, start } = useCreateMissing(ask, done);
  const failed = items.filter(({ outcome }) => outcome === 'failed');
  return (
    <Flex direction="column" gap="small">
      <Flex direction="row" gap="small" align="center" wrap={true}>
        <LoadingButton variant="primary" loading={state.kind === 'working'} onClick={() => void start()}>
          Create what is missing
        </LoadingButton>
        <Text variant="microcopy">{message ?? 'Nothing that is there is changed, renamed or deleted.'}</Text>
      </Flex>
      {state.kind === 'failed' && (
        <Alert title={state.problem.message} variant="danger">
          {state.problem.next}
        </Alert>
      )}
      {failed.length > 0 && (
        <Alert title={`${failed.length} could not be created`} variant="warning">
          <List variant="unordered">
            {failed.map(({ name, text }) => (
              <Text key={name}>
                {name}: {text}
              </Text>
            ))}
          </List>
        </Alert>
      )}
    </Flex>
  );
};
