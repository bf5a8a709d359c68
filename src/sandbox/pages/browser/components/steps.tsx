import type { StepIndicatorProps } from '@hubspot/ui-extensions';

import { IconCheck } from '../icons.js';
import { classes, sizeOf } from './props.js';

type State = 'done' | 'current' | 'ahead';

const stateOf = (index: number, current: number): State =>
  index < current ? 'done' : index === current ? 'current' : 'ahead';

const STATE_WORDS: Readonly<Record<State, string>> = {
  done: 'done',
  current: 'current step',
  ahead: 'to do',
};

export const StepIndicator = (props: StepIndicatorProps) => {
  const {
    stepNames,
    direction = 'horizontal',
    circleSize,
    currentStep = 0,
    variant = 'default',
    onClick,
  } = props;
  return (
    <ol
      className={classes(
        'steps',
        `steps-${direction}`,
        `steps-${variant}`,
        `steps-circle-${sizeOf(circleSize, 'sm')}`,
      )}
    >
      {stepNames.map((name, index) => {
        const state = stateOf(index, currentStep);
        const inside = (
          <>
            <span className="step-circle">{state === 'done' ? <IconCheck /> : index + 1}</span>
            <span className="step-name">{name}</span>
            <span className="visually-hidden">({STATE_WORDS[state]})</span>
          </>
        );
        return (
          <li
            key={index}
            className={`step step-${state}`}
            aria-current={state === 'current' ? 'step' : undefined}
          >
            {onClick === undefined ? (
              <span className="step-inside">{inside}</span>
            ) : (
              <button type="button" className="step-inside" onClick={() => onClick(index)}>
                {inside}
              </button>
            )}
          </li>
        );
      })}
    </ol>
  );
};
