import { Input, Select, Text } from '@hubspot/ui-extensions';
import { useState } from 'react';

import type { PlanChoices, PlanKeyResult, PlanObjective } from '../../view.js';
import type { ProgrammeActing } from './acting.js';
import { ChangeDialog } from './ChangeDialog.js';
import { DayField } from './DayField.js';

interface Props {
  readonly dialogId: string;
  readonly acting: ProgrammeActing;
}

interface NumberProps {
  readonly choices: PlanChoices;
  readonly value: string;
  readonly onChange: (value: string) => void;
  readonly required?: boolean;
}

const NumberChoice = ({ choices, value, onChange, required = true }: NumberProps) => (
  <Select
    name="kpi"
    label="Measured by"
    description="Worked out with every sync, over the time of the objective; nobody types the progress."
    required={required}
    options={choices.numbers.map(({ id, label }) => ({ value: id, label }))}
    value={value}
    onChange={(chosen) => onChange(String(chosen))}
  />
);

interface TargetProps {
  readonly asks: string;
  readonly target: string;
  readonly onTarget: (value: string) => void;
  readonly dueOn: string;
  readonly onDueOn: (day: string) => void;
}

const Target = ({ asks, target, onTarget, dueOn, onDueOn }: TargetProps) => (
  <>
    <Input
      name="target"
      label="Target"
      description={`Takes ${asks}.`}
      required={true}
      value={target}
      onInput={(value) => onTarget(value)}
    />
    <DayField name="dueOn" label="Due on" required={true} value={dueOn} onChange={onDueOn} />
  </>
);

const asksOf = ({ numbers }: PlanChoices, id: string): string =>
  numbers.find((one) => one.id === id)?.asks ?? 'what the number is counted in';

/** A new objective: what to reach, and perhaps already by which number. */
export const ObjectiveForm = ({ dialogId, acting, choices }: Props & { readonly choices: PlanChoices }) => {
  const [title, setTitle] = useState('');
  const [kpi, setKpi] = useState('');
  const [target, setTarget] = useState('');
  const [dueOn, setDueOn] = useState('');
  const isReady = title.trim() !== '' && (kpi === '' || (target.trim() !== '' && dueOn !== ''));
  const keyResult = kpi === '' ? null : { kpi, target, dueOn };
  return (
    <ChangeDialog
      dialogId={dialogId}
      acting={acting}
      change={isReady ? { kind: 'add_objective', title, keyResult } : null}
      go="Add objective"
    >
      <Input
        name="title"
        label="What do you want to reach together?"
        required={true}
        value={title}
        onInput={(value) => setTitle(value)}
      />
      <NumberChoice choices={choices} value={kpi} onChange={setKpi} required={false} />
      {kpi !== '' && (
        <Target
          asks={asksOf(choices, kpi)}
          target={target}
          onTarget={setTarget}
          dueOn={dueOn}
          onDueOn={setDueOn}
        />
      )}
    </ChangeDialog>
  );
};

interface ObjectiveProps extends Props {
  readonly objective: PlanObjective;
}

/** Another name for an objective. */
export const RenameForm = ({ dialogId, acting, objective }: ObjectiveProps) => {
  const [title, setTitle] = useState(objective.title);
  const isReady = title.trim() !== '' && title !== objective.title;
  return (
    <ChangeDialog
      dialogId={dialogId}
      acting={acting}
      change={isReady ? { kind: 'change_objective', objectiveId: objective.id, title } : null}
      go="Rename"
    >
      <Input name="title" label="Name" required={true} value={title} onInput={(value) => setTitle(value)} />
    </ChangeDialog>
  );
};

/** An objective that is reached, or given up. */
export const CloseForm = ({ dialogId, acting, objective }: ObjectiveProps) => (
  <ChangeDialog
    dialogId={dialogId}
    acting={acting}
    change={{ kind: 'close_objective', objectiveId: objective.id }}
    go="Close objective"
  >
    <Text>{`“${objective.title}” is reached or given up. It can be opened again.`}</Text>
  </ChangeDialog>
);

/** A number with a target and a day. */
export const KeyResultForm = ({
  dialogId,
  acting,
  objective,
  choices,
}: ObjectiveProps & { readonly choices: PlanChoices }) => {
  const [kpi, setKpi] = useState('');
  const [target, setTarget] = useState('');
  const [dueOn, setDueOn] = useState('');
  const isReady = kpi !== '' && target.trim() !== '' && dueOn !== '';
  const change = { kind: 'add_key_result', objectiveId: objective.id, kpi, target, dueOn };
  return (
    <ChangeDialog dialogId={dialogId} acting={acting} change={isReady ? change : null} go="Add key result">
      <NumberChoice choices={choices} value={kpi} onChange={setKpi} />
      <Target
        asks={asksOf(choices, kpi)}
        target={target}
        onTarget={setTarget}
        dueOn={dueOn}
        onDueOn={setDueOn}
      />
    </ChangeDialog>
  );
};

/** Another target or day of a key result. */
export const ChangeKeyResultForm = ({
  dialogId,
  acting,
  objective,
  keyResult,
}: ObjectiveProps & { readonly keyResult: PlanKeyResult }) => {
  const [target, setTarget] = useState(keyResult.targetTyped);
  const [dueOn, setDueOn] = useState(keyResult.dueOn);
  const isReady = target.trim() !== '' && dueOn !== '';
  const ids = { objectiveId: objective.id, keyResultId: keyResult.id };
  return (
    <ChangeDialog
      dialogId={dialogId}
      acting={acting}
      change={isReady ? { kind: 'change_key_result', ...ids, target, dueOn } : null}
      go="Change"
    >
      <Text>{keyResult.label}</Text>
      <Target asks={keyResult.asks} target={target} onTarget={setTarget} dueOn={dueOn} onDueOn={setDueOn} />
    </ChangeDialog>
  );
};
