import { Select, Text, TextArea } from '@hubspot/ui-extensions';
import { useState } from 'react';

import type { ReviewsSection } from '../../view.js';
import type { ProgrammeActing } from './acting.js';
import { ChangeDialog } from './ChangeDialog.js';
import { DayField } from './DayField.js';

interface Props {
  readonly dialogId: string;
  readonly section: ReviewsSection;
  readonly acting: ProgrammeActing;
}

/** What a health review decided; what follows is shown before it is saved. */
export const ReviewForm = ({ dialogId, section, acting }: Props) => {
  const [decision, setDecision] = useState('');
  const [note, setNote] = useState('');
  const [heldOn, setHeldOn] = useState(section.today);
  const [nextOn, setNextOn] = useState('');
  const chosen = section.decisions.find(({ id }) => id === decision);
  const needsDay = section.nextByTier === null && decision !== 'wind_down';
  const isReady =
    chosen !== undefined &&
    heldOn !== '' &&
    (!chosen.needsNote || note.trim() !== '') &&
    (!needsDay || nextOn !== '');
  const change = {
    kind: 'hold_review',
    ...{ decision, note: note.trim() === '' ? null : note },
    ...{ heldOn, nextOn: nextOn === '' ? null : nextOn },
  };
  return (
    <ChangeDialog dialogId={dialogId} acting={acting} change={isReady ? change : null} go="Keep the review">
      {section.health !== null && <Text>{`${section.health} ${section.parts.join(' · ')}`}</Text>}
      <Select
        name="decision"
        label="What was decided?"
        {...(chosen === undefined ? {} : { description: chosen.says })}
        required={true}
        options={section.decisions.map(({ id, label }) => ({ value: id, label }))}
        value={decision}
        onChange={(value) => setDecision(String(value))}
      />
      <TextArea
        name="note"
        label="Why?"
        description="Kept with the review, for whoever holds the next."
        required={chosen?.needsNote === true}
        maxLength={2000}
        value={note}
        onInput={(value) => setNote(value)}
      />
      <DayField name="heldOn" label="Held on" required={true} value={heldOn} onChange={setHeldOn} />
      <DayField
        name="nextOn"
        label="Next review"
        description={
          section.nextByTier === null
            ? 'Its tier has no interval: choose a day.'
            : `Left empty: ${section.nextByTier}.`
        }
        required={needsDay}
        value={nextOn}
        onChange={setNextOn}
      />
    </ChangeDialog>
  );
};
