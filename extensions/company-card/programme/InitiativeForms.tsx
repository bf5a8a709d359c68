import { Input, Select, Text } from '@hubspot/ui-extensions';
import { useState } from 'react';

import type { PlanChoices, PlanObjective } from '../../view.js';
import type { ProgrammeActing } from './acting.js';
import { ChangeDialog } from './ChangeDialog.js';
import { DayField } from './DayField.js';

interface Props {
  readonly dialogId: string;
  readonly acting: ProgrammeActing;
  readonly objective: PlanObjective;
  readonly choices: PlanChoices;
}

const NOBODY = 'nobody';

/** A new task in HubSpot; what it will be is shown before it is made. */
export const TaskForm = ({ dialogId, acting, objective, choices }: Props) => {
  const [title, setTitle] = useState('');
  const [ownerId, setOwnerId] = useState(choices.ownerId ?? NOBODY);
  const [dueOn, setDueOn] = useState('');
  const isReady = title.trim() !== '' && dueOn !== '';
  const change = {
    kind: 'add_initiative',
    objectiveId: objective.id,
    ...{ title, dueOn, ownerId: ownerId === NOBODY ? null : ownerId },
  };
  return (
    <ChangeDialog dialogId={dialogId} acting={acting} change={isReady ? change : null} go="Add task">
      <Input
        name="title"
        label="What is to be done?"
        required={true}
        value={title}
        onInput={(value) => setTitle(value)}
      />
      <Select
        name="owner"
        label="By whom?"
        options={[
          ...choices.owners.map(({ id, label }) => ({ value: id, label })),
          { value: NOBODY, label: 'Nobody yet' },
        ]}
        value={ownerId}
        onChange={(chosen) => setOwnerId(String(chosen))}
      />
      <DayField name="dueOn" label="By when?" required={true} value={dueOn} onChange={setDueOn} />
    </ChangeDialog>
  );
};

/** A task, a campaign or an event that HubSpot has on the partner already. */
export const LinkForm = ({ dialogId, acting, objective, choices }: Props) => {
  const [chosen, setChosen] = useState('');
  const options = [
    ...choices.tasks.map(({ id, label }) => ({ value: `task ${id}`, label: `Task: ${label}` })),
    ...choices.events.map(({ id, label }) => ({ value: `event ${id}`, label })),
  ];
  const [kind = '', recordId = ''] = chosen.split(' ');
  const change = { kind: 'link_initiative', objectiveId: objective.id, initiative: { kind, recordId } };
  return (
    <ChangeDialog
      dialogId={dialogId}
      acting={acting}
      change={chosen === '' ? null : change}
      go="Put it on the plan"
    >
      <Text>Open tasks of this partner, and the campaigns and events in which it takes part.</Text>
      <Select
        name="initiative"
        label="Which one?"
        required={true}
        options={options}
        value={chosen}
        onChange={(value) => setChosen(String(value))}
      />
    </ChangeDialog>
  );
};
