import { Input, Select, Text, TextArea } from '@hubspot/ui-extensions';
import { useState } from 'react';

import type { TierSection } from '../../view.js';
import type { ProgrammeActing } from './acting.js';
import { ChangeDialog } from './ChangeDialog.js';
import { DayField } from './DayField.js';

interface Props {
  readonly choices: TierSection['choices'];
  readonly acting: ProgrammeActing;
}

/** A tier given by hand: which, why, approved by whom, and until when. */
export const OverrideForm = ({ choices, acting }: Props) => {
  const [tier, setTier] = useState<string>('');
  const [reason, setReason] = useState('');
  const [approver, setApprover] = useState('');
  const [until, setUntil] = useState('');
  const isReady = tier !== '' && reason.trim() !== '' && until !== '';
  const approved = approver.trim() === '' ? {} : { approver: approver.trim() };
  return (
    <ChangeDialog
      dialogId="override-tier"
      acting={acting}
      change={isReady ? { kind: 'override_tier', tier, reason: reason.trim(), until, ...approved } : null}
      go="Give it"
    >
      <Select
        name="tier"
        label="Tier"
        required={true}
        value={tier}
        options={[...choices]}
        onChange={(value) => setTier(String(value))}
      />
      <TextArea
        name="reason"
        label="Why?"
        required={true}
        maxLength={500}
        value={reason}
        onInput={(value) => setReason(value)}
      />
      <Input
        name="approver"
        label="Approved by"
        description="Empty means you, where HubSpot tells who you are."
        value={approver}
        onInput={(value) => setApprover(value)}
      />
      <DayField name="until" label="It ends on" required={true} value={until} onChange={setUntil} />
      <Text>No review changes it before that day.</Text>
    </ChangeDialog>
  );
};
