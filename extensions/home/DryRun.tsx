import { Alert, Button, Flex, Heading, LoadingButton, Text } from '@hubspot/ui-extensions';
import { useState } from 'react';

import type { Ask } from '../ask.js';
import { useAction } from '../use-action.js';
import type { HomeAskedView, HomeDryRun, HomeView } from '../view.js';

interface Props {
  readonly ask: Ask;
  readonly dryRun: HomeDryRun;
}

const KINDS: readonly HomeAskedView['kind'][] = ['saved'];
const HOME: readonly HomeView['kind'][] = ['home', 'home-empty'];
const NONE = {};

/** Looks once more whether the answer has come. */
const Again = ({ ask, onAnswer }: { readonly ask: Ask; readonly onAnswer: (dryRun: HomeDryRun) => void }) => {
  const { state, run } = useAction<HomeView>(ask, 'home', HOME);
  const look = async () => {
    const view = await run(NONE);
    if (view !== null) onAnswer(view.dryRun);
  };
  return (
    <Flex direction="column" gap="small">
      <LoadingButton loading={state.kind === 'working'} onClick={() => void look()}>
        Look whether it is done
      </LoadingButton>
      {state.kind === 'failed' && (
        <Alert title={state.problem.message} variant="error">
          <Text>{state.problem.next}</Text>
        </Alert>
      )}
    </Flex>
  );
};

/** Asks for a dry run, and shows what came of it. */
export const DryRun = ({ ask, dryRun }: Props) => {
  const [shown, setShown] = useState(dryRun);
  const { state, run } = useAction<HomeAskedView>(ask, 'ask-dry-run', KINDS);
  const onAsk = async () => {
    const saved = await run(NONE);
    if (saved !== null) setShown(saved.dryRun);
  };
  return (
    <Flex direction="column" gap="small">
      <Heading>Dry run</Heading>
      {shown.sentences.map((sentence) => (
        <Text key={sentence}>{sentence}</Text>
      ))}
      {shown.mayAsk ? (
        <Button disabled={state.kind === 'working'} onClick={() => void onAsk()}>
          Ask for a dry run
        </Button>
      ) : (
        <Again ask={ask} onAnswer={setShown} />
      )}
      {state.kind === 'failed' && (
        <Alert title={state.problem.message} variant="error">
          <Text>{state.problem.next}</Text>
        </Alert>
      )}
    </Flex>
  );
};
