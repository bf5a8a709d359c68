import { Flex, Input, Select } from '@hubspot/ui-extensions';
import { useState } from 'react';

import type { EnablementPerson } from '../../view.js';
import type { ProgrammeActing } from './acting.js';
import { ChangeDialog } from './ChangeDialog.js';
import { DayField } from './DayField.js';

interface Props {
  readonly person: EnablementPerson;
  /** Names that the policy requires. */
  readonly names: readonly string[];
  readonly acting: ProgrammeActing;
}

const OTHER = '';

/** Which certification somebody holds, since when and until when. */
export const CertificationForm = ({ person, names, acting }: Props) => {
  const [chosen, setChosen] = useState(names[0] ?? OTHER);
  const [typed, setTyped] = useState('');
  const [since, setSince] = useState('');
  const [until, setUntil] = useState('');
  const name = (chosen === OTHER ? typed : chosen).trim();
  const isReady = name !== '' && since !== '';
  const { contactId } = person;
  return (
    <ChangeDialog
      dialogId={`certify-${contactId}`}
      acting={acting}
      change={
        isReady
          ? { kind: 'add_certification', contactId, name, since, until: until === '' ? null : until }
          : null
      }
      go="Add"
    >
      {names.length > 0 && (
        <Select
          name="certification"
          label="Certification"
          value={chosen}
          options={[...names.map((one) => ({ label: one, value: one })), { label: 'Another', value: OTHER }]}
          onChange={(value) => setChosen(String(value))}
        />
      )}
      {chosen === OTHER && (
        <Input name="name" label="Its name" required={true} value={typed} onInput={setTyped} />
      )}
      <Flex direction="row" gap="small" wrap={true}>
        <DayField name="since" label="Since" required={true} value={since} onChange={setSince} />
        <DayField
          name="until"
          label="Last day (empty: it does not expire)"
          value={until}
          onChange={setUntil}
        />
      </Flex>
    </ChangeDialog>
  );
};
