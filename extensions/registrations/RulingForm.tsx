import { Text, TextArea } from '@hubspot/ui-extensions';
import { useState } from 'react';

import { Change } from '../Change.js';
import type { RegistrationAction, RegistrationRow } from '../view.js';
import type { RegistrationActing } from './acting.js';

type Ruling = Exclude<RegistrationAction, 'convert'>;

interface Props {
  readonly dialogId: string;
  readonly row: RegistrationRow;
  readonly kind: Ruling;
  readonly acting: RegistrationActing;
}

const WORDS: Readonly<
  Record<
    Ruling,
    { readonly go: string; readonly label: string; readonly hint: string; readonly needed: boolean }
  >
> = {
  approve: {
    go: 'Approve',
    label: 'Why (needed where a rule speaks against it)',
    hint: 'Kept with the decision, with every rule and its evidence.',
    needed: false,
  },
  reject: {
    go: 'Reject',
    label: 'Why is it rejected?',
    hint: 'The partner will ask.',
    needed: true,
  },
  extend: {
    go: 'Extend',
    label: 'Why (if there is more to say)',
    hint: 'There is one extension.',
    needed: false,
  },
  dispute: {
    go: 'Dispute',
    label: 'What is wrong with the decision?',
    hint: 'What was decided stands until a partnership manager decides anew.',
    needed: true,
  },
};

/** A decision on a registration, with its reason; what it does is shown before it is saved. */
export const RulingForm = ({ dialogId, row, kind, acting }: Props) => {
  const [reason, setReason] = useState('');
  const { go, label, hint, needed } = WORDS[kind];
  const said = reason.trim();
  const isReady = !needed || said !== '';
  const ruling = { kind, ...(said === '' ? {} : { reason: said }) };
  return (
    <Change
      ask={acting.ask}
      name="rule-on-registration"
      parameters={isReady ? { registrationId: row.id, ruling } : null}
      go={go}
      destructive={kind === 'reject'}
      onSaved={(saved) => acting.onSaved(dialogId, saved)}
      onCancel={() => acting.close(dialogId)}
    >
      <Text>{`${row.partner.name} registered ${row.prospect.name}.`}</Text>
      {row.sentences.map((sentence) => (
        <Text key={sentence} variant="microcopy">
          {sentence}
        </Text>
      ))}
      <TextArea
        name="reason"
        label={label}
        description={hint}
        required={needed}
        maxLength={500}
        value={reason}
        onInput={(value) => setReason(value)}
      />
    </Change>
  );
};
