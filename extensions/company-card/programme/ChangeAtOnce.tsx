import { Alert, Flex, LoadingButton, Text } from '@hubspot/ui-extensions';

import type { Parameters } from '../../ask.js';
import { useAction } from '../../use-action.js';
import type { SavedView } from '../../view.js';
import { changeOf, type ProgrammeActing } from './acting.js';

interface Props {
  readonly acting: ProgrammeActing;
  readonly change: Parameters;
  readonly label: string;
}

const KINDS: readonly SavedView['kind'][] = ['saved'];

/** A button that changes one small thing, which moves nothing else. */
export const ChangeAtOnce = ({ acting, change, label }: Props) => {
  const { state, run } = useAction<SavedView>(acting.ask, 'change-programme', KINDS);
  const press = async () => {
    const saved = await run({ ...changeOf(acting, change), mode: 'save' });
    if (saved !== null) acting.onSaved(saved);
  };
  return (
    <Flex direction="column" gap="extra-small" align="start">
      <LoadingButton
        variant="secondary"
        size="xs"
        loading={state.kind === 'working'}
        onClick={() => void press()}
      >
        {label}
      </LoadingButton>
      {state.kind === 'failed' && (
        <Alert title={state.problem.message} variant="error">
          <Text>{state.problem.next}</Text>
        </Alert>
      )}
    </Flex>
  );
};
