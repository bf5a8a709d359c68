import { Alert, Button, Flex, LoadingButton, ModalBody, ModalFooter, Text } from '@hubspot/ui-extensions';
import type { ReactNode } from 'react';

import type { Ask, Asked, Parameters } from './ask.js';
import { Effect } from './Effect.js';
import type { ActionState } from './use-action.js';
import { type EffectFirst, useEffectFirst } from './use-effect-first.js';
import type { EffectView, SavedView } from './view.js';

interface Props {
  readonly ask: Ask;
  readonly name: Asked;
  /** What is asked for; null until everything is chosen. */
  readonly parameters: Parameters | null;
  /** On the buttons that ask, and that save what was shown: "Propose". */
  readonly go: string;
  readonly destructive?: boolean;
  readonly onSaved: (saved: SavedView) => void;
  readonly onCancel: () => void;
  /** The fields of the form. */
  readonly children: ReactNode;
}

const KINDS: readonly (EffectView | SavedView)['kind'][] = ['effect', 'saved'];

const variantOf = (destructive: boolean) => (destructive ? 'destructive' : 'primary');

const Trouble = ({ state }: { readonly state: ActionState }) =>
  state.kind === 'failed' ? (
    <Alert title={state.problem.message} variant="error">
      <Text>{state.problem.next}</Text>
    </Alert>
  ) : null;

interface EffectStepProps extends Pick<Props, 'go'> {
  readonly destructive: boolean;
  readonly change: EffectFirst;
  readonly onLookAgain: () => void;
}

const EffectStep = ({ change, go, destructive, onLookAgain }: EffectStepProps) => {
  const { state, effect, save, back } = change;
  const isWorking = state.kind === 'working';
  return (
    <>
      <ModalBody>
        <Flex direction="column" gap="medium">
          {effect !== null && <Effect view={effect} />}
          <Trouble state={state} />
        </Flex>
      </ModalBody>
      <ModalFooter>
        <Flex direction="row" gap="small">
          {state.kind === 'failed' ? (
            <Button variant="primary" onClick={onLookAgain}>
              Look again
            </Button>
          ) : (
            <LoadingButton variant={variantOf(destructive)} loading={isWorking} onClick={() => void save()}>
              {go}
            </LoadingButton>
          )}
          <Button disabled={isWorking} onClick={back}>
            Back
          </Button>
        </Flex>
      </ModalFooter>
    </>
  );
};

/** The inside of a dialog that changes something: fields first, then the effect where it is to be seen, then saved. */
export const Change = ({
  ask,
  name,
  parameters,
  go,
  destructive = false,
  onSaved,
  onCancel,
  children,
}: Props) => {
  const change = useEffectFirst<SavedView>({ ask, name, kinds: KINDS, onSaved });
  const { state, effect, look } = change;
  const ready = parameters !== null;
  const onGo = () => {
    if (ready) void look(parameters);
  };
  if (effect !== null) {
    return <EffectStep change={change} go={go} destructive={destructive} onLookAgain={onGo} />;
  }
  return (
    <>
      <ModalBody>
        <Flex direction="column" gap="medium">
          {children}
          <Trouble state={state} />
        </Flex>
      </ModalBody>
      <ModalFooter>
        <Flex direction="row" gap="small">
          <LoadingButton
            variant={variantOf(destructive)}
            loading={state.kind === 'working'}
            disabled={!ready}
            onClick={onGo}
          >
            {go}
          </LoadingButton>
          <Button disabled={state.kind === 'working'} onClick={onCancel}>
            Cancel
          </Button>
        </Flex>
      </ModalFooter>
    </>
  );
};
