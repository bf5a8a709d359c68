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

import { useAction } from '../use-action.js';
import type { SavedView } from '../view.js';
import type { RowActionProps } from './row-action.js';

const SAVED: readonly SavedView['kind'][] = ['saved'];

/** A suggested partner does not belong to a deal; that is remembered. */
export const Dismiss = ({
  item,
  ask,
  onSaved,
  close,
  dialogId,
}: RowActionProps & { readonly dialogId: string }) => {
  const [reason, setReason] = useState('');
  const { state, run } = useAction<SavedView>(ask, 'dismiss-suggestion', SAVED);
  const dismiss = async () => {
    const said = reason.trim();
    const { dealId, partner } = item;
    const saved = await run({ dealId, partnerId: partner?.id, ...(said === '' ? {} : { reason: said }) });
    if (saved !== null) onSaved(dialogId, saved);
  };
  return (
    <>
      <ModalBody>
        <Flex direction="column" gap="medium">
          <Text>{`${item.partner?.name ?? 'The partner'} will not be suggested on ${item.dealName} again.`}</Text>
          <TextArea
            name="reason"
            label="Why not? (optional)"
            maxLength={500}
            value={reason}
            onInput={setReason}
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
