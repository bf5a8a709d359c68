import {
  Flex,
  StatusTag,
  Table,
  TableBody,
  TableCell,
  TableHead,
  TableHeader,
  TableRow,
  Text,
} from '@hubspot/ui-extensions';

import { DialogButton } from '../../DialogButton.js';
import type { PlanInitiative, PlanKeyResult, PlanObjective } from '../../view.js';
import type { ProgrammeActing } from './acting.js';
import { ChangeAtOnce } from './ChangeAtOnce.js';
import { ChangeDialog } from './ChangeDialog.js';
import { ChangeKeyResultForm } from './PlanForms.js';

interface Props {
  readonly objective: PlanObjective;
  readonly acting: ProgrammeActing;
}

const KeyResultChanges = ({ objective, acting, row }: Props & { readonly row: PlanKeyResult }) => {
  const [change, remove] = [`change-key-result-${row.id}`, `remove-key-result-${row.id}`];
  return (
    <Flex direction="row" gap="extra-small">
      <DialogButton id={change} label="Change" title="Change the key result" size="xs">
        {() => (
          <ChangeKeyResultForm dialogId={change} acting={acting} objective={objective} keyResult={row} />
        )}
      </DialogButton>
      <DialogButton
        id={remove}
        label="Remove"
        title="Take the key result off"
        size="xs"
        variant="transparent"
      >
        {() => (
          <ChangeDialog
            dialogId={remove}
            acting={acting}
            change={{ kind: 'remove_key_result', objectiveId: objective.id, keyResultId: row.id }}
            go="Remove"
            destructive={true}
          >
            <Text>{`${row.label}: ${row.target}.`}</Text>
          </ChangeDialog>
        )}
      </DialogButton>
    </Flex>
  );
};

/** Numbers with their targets: what is late first. */
export const KeyResults = ({ objective, acting }: Props) => (
  <Table bordered={true} flush={true} density="condensed">
    <TableHead>
      <TableRow>
        <TableHeader width="min">State</TableHeader>
        <TableHeader>Key result</TableHeader>
        <TableHeader>Measured</TableHeader>
        <TableHeader>Due</TableHeader>
        {acting.mayChange && <TableHeader width="min">Change</TableHeader>}
      </TableRow>
    </TableHead>
    <TableBody>
      {objective.keyResults.map((row) => (
        <TableRow key={row.id}>
          <TableCell width="min">
            <StatusTag variant={row.state.variant}>{row.state.text}</StatusTag>
          </TableCell>
          <TableCell>{`${row.label}, ${row.target}`}</TableCell>
          <TableCell>{row.progress}</TableCell>
          <TableCell>{row.due}</TableCell>
          {acting.mayChange && (
            <TableCell width="min">
              <KeyResultChanges objective={objective} acting={acting} row={row} />
            </TableCell>
          )}
        </TableRow>
      ))}
    </TableBody>
  </Table>
);

const InitiativeChanges = ({ objective, acting, row }: Props & { readonly row: PlanInitiative }) => {
  const ids = { objectiveId: objective.id, recordId: row.recordId };
  return (
    <Flex direction="row" gap="extra-small">
      {row.canComplete && (
        <ChangeAtOnce acting={acting} change={{ kind: 'complete_initiative', ...ids }} label="Complete" />
      )}
      <ChangeAtOnce acting={acting} change={{ kind: 'remove_initiative', ...ids }} label="Take off" />
    </Flex>
  );
};

/** Tasks, campaigns and events as HubSpot has them: what is late first. */
export const Initiatives = ({ objective, acting }: Props) => (
  <Table bordered={true} flush={true} density="condensed">
    <TableHead>
      <TableRow>
        <TableHeader width="min">State</TableHeader>
        <TableHeader>Initiative</TableHeader>
        <TableHeader>Whose</TableHeader>
        <TableHeader>By when</TableHeader>
        {acting.mayChange && <TableHeader width="min">Change</TableHeader>}
      </TableRow>
    </TableHead>
    <TableBody>
      {objective.initiatives.map((row) => (
        <TableRow key={`${row.kind} ${row.recordId}`}>
          <TableCell width="min">
            <StatusTag variant={row.state.variant}>{row.state.text}</StatusTag>
          </TableCell>
          <TableCell>
            {row.kind === 'task' ? row.label : `${row.label} (${row.what.toLowerCase()})`}
          </TableCell>
          <TableCell>{row.owner}</TableCell>
          <TableCell>{row.due}</TableCell>
          {acting.mayChange && (
            <TableCell width="min">
              <InitiativeChanges objective={objective} acting={acting} row={row} />
            </TableCell>
          )}
        </TableRow>
      ))}
    </TableBody>
  </Table>
);
