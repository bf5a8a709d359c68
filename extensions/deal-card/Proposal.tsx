import { Alert, Flex, Text, TextArea } from '@hubspot/ui-extensions';
import { useState } from 'react';

import { Change } from '../Change.js';
import { DialogButton } from '../DialogButton.js';
import type { DealCardProposal } from '../view.js';
import type { Acting } from './acting.js';

interface Props {
  readonly proposal: DealCardProposal;
  readonly acting: Acting;
}

const CONFIRM = 'Confirm';
const REFUSE = 'Not a partner on this deal';

const RuleForm = ({
  proposal,
  acting,
  dialogId,
  go,
}: Props & { readonly dialogId: string; readonly go: string }) => {
  const [reason, setReason] = useState('');
  const { dealId, ask, onSaved, close } = acting;
  const refuses = go === REFUSE;
  const said = reason.trim();
  const ruling = refuses ? (said === '' ? null : { kind: 'refuse', reason: said }) : { kind: 'confirm' };
  return (
    <Change
      ask={ask}
      name="rule-on-tag"
      parameters={ruling === null ? null : { dealId, partnerId: proposal.companyId, ruling }}
      go={go}
      destructive={refuses}
      onSaved={(saved) => onSaved(dialogId, saved)}
      onCancel={() => close(dialogId)}
    >
      <Text>{proposal.text}</Text>
      {refuses && (
        <TextArea
          name="reason"
          label="Why does it not belong here?"
          description="Whoever proposed it can read this."
          required={true}
          maxLength={500}
          value={reason}
          onInput={(value) => setReason(value)}
        />
      )}
    </Change>
  );
};

const RuleButton = ({ proposal, acting, go }: Props & { readonly go: string }) => {
  const id = `${go === REFUSE ? 'refuse' : 'confirm'}-${proposal.companyId}`;
  return (
    <DialogButton id={id} label={go} title={go} size="xs">
      {() => <RuleForm proposal={proposal} acting={acting} dialogId={id} go={go} />}
    </DialogButton>
  );
};

/** A role that nobody has confirmed: settled here by who may, else said where. */
export const Proposal = ({ proposal, acting }: Props) => (
  <Alert title={proposal.text} variant="warning">
    {proposal.canRule ? (
      <Flex direction="row" gap="small" wrap={true}>
        <RuleButton proposal={proposal} acting={acting} go={CONFIRM} />
        <RuleButton proposal={proposal} acting={acting} go={REFUSE} />
      </Flex>
    ) : (
      <Text>{proposal.hint}</Text>
    )}
  </Alert>
);
