import { Alert, Text, TextArea } from '@hubspot/ui-extensions';
import { useState } from 'react';

import type { LifecycleMove } from '../../view.js';
import type { ProgrammeActing } from './acting.js';
import { ChangeDialog } from './ChangeDialog.js';

interface Props {
  readonly move: LifecycleMove;
  readonly acting: ProgrammeActing;
}

/** A move: with its reason where one is needed; what is still missing is said before it is asked for. */
export const MoveForm = ({ move, acting }: Props) => {
  const [reason, setReason] = useState('');
  const needsReason = move.kind === 'back' || move.kind === 'end';
  const said = reason.trim();
  const isReady = !needsReason || said !== '';
  return (
    <ChangeDialog
      dialogId={`move-${move.to}`}
      acting={acting}
      change={isReady ? { kind: 'move', to: move.to, ...(said === '' ? {} : { reason: said }) } : null}
      go={move.kind === 'end' ? 'End it' : 'Move'}
      destructive={move.kind === 'end'}
    >
      {move.missing.length > 0 && (
        <Alert title="It cannot move yet" variant="warning">
          <Text>{`Still missing: ${move.missing.join('; ')}.`}</Text>
        </Alert>
      )}
      {needsReason ? (
        <TextArea
          name="reason"
          label="Why?"
          description="Kept with the move, for whoever looks at its history."
          required={true}
          maxLength={500}
          value={reason}
          onInput={(value) => setReason(value)}
        />
      ) : (
        <Text>The move is dated today and kept in the history.</Text>
      )}
    </ChangeDialog>
  );
};
