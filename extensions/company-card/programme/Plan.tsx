import { Accordion, Alert, Divider, Flex, Heading, StatusTag, Text } from '@hubspot/ui-extensions';

import { DialogButton } from '../../DialogButton.js';
import type { PlanChoices, PlanObjective, PlanSection } from '../../view.js';
import type { ProgrammeActing } from './acting.js';
import { ChangeAtOnce } from './ChangeAtOnce.js';
import { LinkForm, TaskForm } from './InitiativeForms.js';
import { CloseForm, KeyResultForm, ObjectiveForm, RenameForm } from './PlanForms.js';
import { Initiatives, KeyResults } from './PlanObjectiveRows.js';

interface ObjectiveProps {
  readonly objective: PlanObjective;
  readonly choices: PlanChoices;
  readonly acting: ProgrammeActing;
}

const ObjectiveChanges = ({ objective, choices, acting }: ObjectiveProps) => {
  const props = { acting, objective, choices } as const;
  const id = (what: string): string => `${what}-${objective.id}`;
  const canLink = choices.tasks.length > 0 || choices.events.length > 0;
  return (
    <Flex direction="row" gap="small" wrap={true}>
      <DialogButton id={id('task')} label="Add a task" title={`Add a task to “${objective.title}”`} size="xs">
        {() => <TaskForm dialogId={id('task')} {...props} />}
      </DialogButton>
      <DialogButton
        id={id('key-result')}
        label="Add a key result"
        title={`Add a key result to “${objective.title}”`}
        size="xs"
      >
        {() => <KeyResultForm dialogId={id('key-result')} {...props} />}
      </DialogButton>
      {canLink && (
        <DialogButton
          id={id('link')}
          label="Add what HubSpot has"
          title={`Put a task or an event on “${objective.title}”`}
          size="xs"
        >
          {() => <LinkForm dialogId={id('link')} {...props} />}
        </DialogButton>
      )}
      <DialogButton
        id={id('rename')}
        label="Rename"
        title="Rename the objective"
        size="xs"
        variant="transparent"
      >
        {() => <RenameForm dialogId={id('rename')} {...props} />}
      </DialogButton>
      <DialogButton
        id={id('close')}
        label="Close"
        title="Close the objective"
        size="xs"
        variant="transparent"
      >
        {() => <CloseForm dialogId={id('close')} {...props} />}
      </DialogButton>
    </Flex>
  );
};

const Objective = ({ objective, choices, acting }: ObjectiveProps) => (
  <Flex direction="column" gap="small">
    <Divider />
    <Flex direction="row" gap="small" align="center" wrap={true}>
      <Heading>{objective.title}</Heading>
      {objective.isLate && <StatusTag variant="danger">Late</StatusTag>}
      <Text variant="microcopy">{objective.since}</Text>
    </Flex>
    {objective.keyResults.length === 0 ? (
      <Text>No key result yet: by which number will you see that it is reached?</Text>
    ) : (
      <KeyResults objective={objective} acting={acting} />
    )}
    {objective.initiatives.length === 0 ? (
      <Text>No initiative yet: who does what, by when?</Text>
    ) : (
      <Initiatives objective={objective} acting={acting} />
    )}
    {acting.mayChange && <ObjectiveChanges objective={objective} choices={choices} acting={acting} />}
  </Flex>
);

interface Props {
  readonly section: PlanSection;
  readonly acting: ProgrammeActing;
}

const NEW = 'add-objective';

/** What is to be reached together, how far it is, and who does what by when. */
export const Plan = ({ section, acting }: Props) => (
  <Flex direction="column" gap="medium">
    <Flex direction="row" justify="between" align="center" gap="small" wrap={true}>
      <Text format={{ fontWeight: 'demibold' }}>{section.headline}</Text>
      {acting.mayChange && (
        <DialogButton id={NEW} label="Add an objective" title="Add an objective" variant="primary">
          {() => <ObjectiveForm dialogId={NEW} acting={acting} choices={section.choices} />}
        </DialogButton>
      )}
    </Flex>
    {section.notices.map((notice) => (
      <Alert key={notice} title={notice} variant="info" />
    ))}
    {section.objectives.map((objective) => (
      <Objective key={objective.id} objective={objective} choices={section.choices} acting={acting} />
    ))}
    {section.closed.length > 0 && (
      <Accordion title={`Closed objectives (${section.closed.length})`}>
        {section.closed.map(({ id, title, note }) => (
          <Flex key={id} direction="row" gap="small" align="center" wrap={true}>
            <Text>{title}</Text>
            <Text variant="microcopy">{note}</Text>
            {acting.mayChange && (
              <ChangeAtOnce
                acting={acting}
                change={{ kind: 'reopen_objective', objectiveId: id }}
                label="Open again"
              />
            )}
          </Flex>
        ))}
      </Accordion>
    )}
  </Flex>
);
