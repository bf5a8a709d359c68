import {
  Alert,
  Button,
  Flex,
  LoadingButton,
  ModalBody,
  ModalFooter,
  Text,
  TextArea,
} from '@hubspot/ui-extensions';
import { useState } from 'react';

import type { Ask } from './ask.js';
import { useAction } from './use-action.js';
import type { SavedView } from './view.js';

interface Props {
  readonly ask: Ask;
  readonly dealId: string;
  readonly partnerId: string;
  /** What it comes to: "Fabrikam will not be suggested on this deal again." */
  readonly text: string;
  readonly onSaved: (saved: SavedView) => void;
  readonly onCancel: () => void;
}

const SAVED: readonly SavedView['kind'][] = ['saved'];

/** A suggested partner does not belong to a deal; that is remembered. */
export const Dismiss = ({ ask, dealId, partnerId, text, onSaved, onCancel }: Props) => {
  const [reason, setReason] = useState('');
  const { state, run } = useAction<SavedView>(ask, 'dismiss-suggestion', SAVED);
  const dismiss = async () => {
    const said = reason.trim();
    const saved = await run({ dealId, partnerId, ...(said === '' ? {} : { reason: said }) });
    if (saved !== null) onSaved(saved);
  };
  return (
    <>
      <ModalBody>
        <Flex direction="column" gap="medium">
          <Text>{text}</Text>
          <TextArea
            name="reason"
            label="Why not? (optional)"
            maxLength={500}
            value={reason}
            onInput={(value) => setReason(value)}
          />
          {state.kind === 'failed' && (
            <Alert title={state.problem.message} variant="error">
              <Text>{state.problem.next}</Text>
            </Alert>
          )}
        </Flex>
      </ModalBody>
      <ModalFooter>
        <Flex direction="row" gap="small">
          <LoadingButton variant="primary" loading={state.kind === 'working'} onClick={() => void dismiss()}>
            It does not belong here
          </LoadingButton>
          <Button disabled={state.kind === 'working'} onClick={onCancel}>
            Cancel
          </Button>
        </Flex>
      </ModalFooter>
    </>
  );
};
