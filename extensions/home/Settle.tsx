import { Select, Text, TextArea } from '@hubspot/ui-extensions';
import { useState } from 'react';

import { Change } from '../Change.js';
import type { RowActionProps } from './row-action.js';

interface Props extends RowActionProps {
  readonly claimants: readonly { readonly id: string; readonly name: string }[];
  readonly dialogId: string;
}

/** Several partners claim a deal: one of them sourced it, the others influenced it, for one reason. */
export const Settle = ({ claimants, item, ask, dialogId, onSaved, close }: Props) => {
  const [partnerId, setPartnerId] = useState('');
  const [reason, setReason] = useState('');
  const said = reason.trim();
  const { dealId } = item;
  return (
    <Change
      ask={ask}
      name="rule-on-tag"
      parameters={
        partnerId === '' || said === ''
          ? null
          : { dealId, partnerId, ruling: { kind: 'settle', reason: said } }
      }
      go="Decide"
      onSaved={(saved) => onSaved(dialogId, saved)}
      onCancel={() => close(dialogId)}
    >
      <Text>{`${item.dealName} · ${item.amount}`}</Text>
      <Text>{item.what}</Text>
      <Select
        name="source"
        label="Who sourced it?"
        description="The others are decided as influencing, so that nothing is left to settle."
        required={true}
        value={partnerId}
        options={claimants.map(({ id, name }) => ({ value: id, label: name }))}
        onChange={(value) => setPartnerId(String(value))}
      />
      <TextArea
        name="reason"
        label="Why?"
        description="It is kept with the decision, and everybody who sees the deal can read it."
        required={true}
        maxLength={500}
        value={reason}
        onInput={setReason}
      />
    </Change>
  );
};
