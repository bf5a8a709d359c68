import { Alert, Flex, Heading, StepIndicator, Text } from '@hubspot/ui-extensions';

import { DialogButton } from '../../DialogButton.js';
import type { LifecycleMove, LifecycleSection } from '../../view.js';
import type { ProgrammeActing } from './acting.js';
import { Checklist } from './Checklist.js';
import { MoveForm } from './MoveForm.js';
import { StageHistory } from './StageHistory.js';

interface Props {
  readonly section: LifecycleSection;
  readonly acting: ProgrammeActing;
}

const VARIANTS = {
  begin: 'primary',
  forward: 'primary',
  back: 'secondary',
  end: 'secondary',
} as const satisfies Record<LifecycleMove['kind'], string>;

/** Where the partner stands and what it needs to go on. */
export const Lifecycle = ({ section, acting }: Props) => {
  const here = section.stages.findIndex(({ state }) => state === 'here');
  return (
    <Flex direction="column" gap="medium">
      <Text format={{ fontWeight: 'demibold' }}>{section.headline}</Text>
      {section.notices.map((notice) => (
        <Alert key={notice} title={notice} variant="warning" />
      ))}
      {here >= 0 && <StepIndicator currentStep={here} stepNames={section.stages.map(({ label }) => label)} />}
      {section.checklistTitle !== null && (
        <Flex direction="column" gap="small">
          <Heading>{section.checklistTitle}</Heading>
          <Checklist rows={section.checklist} acting={acting} />
        </Flex>
      )}
      {section.movedIn !== null && <Text variant="microcopy">{section.movedIn}</Text>}
      {acting.mayChange && section.movedIn === null && section.moves.length > 0 && (
        <Flex direction="row" gap="small" wrap={true}>
          {section.moves.map((move) => (
            <DialogButton
              key={move.to}
              id={`move-${move.to}`}
              label={move.label}
              title={move.label}
              variant={move.missing.length > 0 ? 'secondary' : VARIANTS[move.kind]}
            >
              {() => <MoveForm move={move} acting={acting} />}
            </DialogButton>
          ))}
        </Flex>
      )}
      {section.history.length > 0 && <StageHistory history={section.history} />}
    </Flex>
  );
};
