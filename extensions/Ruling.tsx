import { Text, TextArea } from '@hubspot/ui-extensions';
import { useState } from 'react';

import type { Ask } from './ask.js';
import { Change } from './Change.js';
import type { SavedView } from './view.js';

interface Props {
  readonly ask: Ask;
  readonly dealId: string;
  readonly partnerId: string;
  /** What is ruled on: "Nobody has confirmed Contoso's role yet." */
  readonly text: string;
  readonly kind: 'confirm' | 'refuse';
  /** On the button that does it. */
  readonly go: string;
  readonly onSaved: (saved: SavedView) => void;
  readonly onCancel: () => void;
}

/** A proposal is confirmed, or refused with a reason; what changes is shown first. */
export const Ruling = ({ ask, dealId, partnerId, text, kind, go, onSaved, onCancel }: Props) => {
  const [reason, setReason] = useState('');
  const said = reason.trim();
  const ruling = kind === 'confirm' ? { kind } : said === '' ? null : { kind, reason: said };
  return (
    <Change
      ask={ask}
      name="rule-on-tag"
      parameters={ruling === null ? null : { dealId, partnerId, ruling }}
      go={go}
      destructive={kind === 'refuse'}
      onSaved={onSaved}
      onCancel={onCancel}
    >
      <Text>{text}</Text>
      {kind === 'refuse' && (
        <TextArea
          name="reason"
          label="Why does the partner not belong on this deal?"
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
