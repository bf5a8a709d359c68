import {
  Alert,
  Button,
  Flex,
  LoadingButton,
  ModalBody,
  ModalFooter,
  Text,
  TextArea,
  Tile,
} from '@hubspot/ui-extensions';
import { useState } from 'react';

import { DialogButton } from '../DialogButton.js';
import { useAction } from '../use-action.js';
import type { DealCardSuggestion, DealCardTagging, SavedView } from '../view.js';
import type { Acting } from './acting.js';
import { AcceptSuggestion } from './TagButton.js';

interface Props {
  readonly suggestions: readonly DealCardSuggestion[];
  readonly tagging: DealCardTagging | null;
  readonly acting: Acting;
}

interface DismissProps {
  readonly suggestion: DealCardSuggestion;
  readonly acting: Acting;
  readonly dialogId: string;
}

const SAVED: readonly SavedView['kind'][] = ['saved'];

const DismissForm = ({ suggestion, acting, dialogId }: DismissProps) => {
  const { dealId, ask, onSaved, close } = acting;
  const [reason, setReason] = useState('');
  const { state, run } = useAction<SavedView>(ask, 'dismiss-suggestion', SAVED);
  const dismiss = async () => {
    const said = reason.trim();
    const saved = await run({
      dealId,
      partnerId: suggestion.companyId,
      ...(said === '' ? {} : { reason: said }),
    });
    if (saved !== null) onSaved(dialogId, saved);
  };
  return (
    <>
      <ModalBody>
        <Flex direction="column" gap="medium">
          <Text>{`${suggestion.name} will not be suggested on this deal again.`}</Text>
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
          <Button disabled={state.kind === 'working'} onClick={() => close(dialogId)}>
            Cancel
          </Button>
        </Flex>
      </ModalFooter>
    </>
  );
};

/** Partners that may belong on the deal, each with its reasons, to be accepted or not. */
export const Suggestions = ({ suggestions, tagging, acting }: Props) => (
  <>
    {suggestions.map((suggestion) => {
      const id = `dismiss-${suggestion.companyId}`;
      return (
        <Tile key={suggestion.companyId} compact={true}>
          <Flex direction="row" justify="between" align="center" gap="small" wrap={true}>
            <Text>{suggestion.text}</Text>
            {tagging !== null && (
              <Flex direction="row" gap="small">
                <AcceptSuggestion suggestion={suggestion} tagging={tagging} acting={acting} />
                <DialogButton id={id} label="No" title="Not a partner on this deal" variant="transparent">
                  {() => <DismissForm suggestion={suggestion} acting={acting} dialogId={id} />}
                </DialogButton>
              </Flex>
            )}
          </Flex>
        </Tile>
      );
    })}
  </>
);
