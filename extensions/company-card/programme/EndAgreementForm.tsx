import { TextArea } from '@hubspot/ui-extensions';
import { useState } from 'react';

import type { ProgrammeActing } from './acting.js';
import { ChangeDialog } from './ChangeDialog.js';
import { DayField } from './DayField.js';

interface Props {
  /** Its last day as it stands, or empty. */
  readonly endsAt: string;
  readonly acting: ProgrammeActing;
}

/** The last day of the agreement, and why it ends. */
export const EndAgreementForm = ({ endsAt, acting }: Props) => {
  const [on, setOn] = useState(endsAt);
  const [reason, setReason] = useState('');
  const said = reason.trim();
  return (
    <ChangeDialog
      dialogId="end-agreement"
      acting={acting}
      change={on === '' || said === '' ? null : { kind: 'end_agreement', on, reason: said }}
      go="End it"
      destructive={true}
    >
      <DayField name="on" label="Its last day" required={true} value={on} onChange={setOn} />
      <TextArea
        name="reason"
        label="Why?"
        description="Kept with the change, for whoever looks at it later."
        required={true}
        maxLength={500}
        value={reason}
        onInput={(value) => setReason(value)}
      />
    </ChangeDialog>
  );
};
