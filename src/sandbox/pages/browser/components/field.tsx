import { type ReactNode, useId } from 'react';

import { classes } from './props.js';
import { Hint } from './tooltip.js';

interface FieldTexts {
  readonly label?: string | undefined;
  readonly description?: string | undefined;
  readonly tooltip?: string | undefined;
  readonly required?: boolean | undefined;
  readonly error?: boolean | undefined;
  readonly validationMessage?: string | undefined;
}

export interface FieldIds {
  readonly input: string;
  readonly label: string;
  readonly message: string;
}

interface FieldProps extends FieldTexts {
  readonly ids: FieldIds;
  readonly children: ReactNode;
}

export const useFieldIds = (): FieldIds => {
  const id = useId();
  return { input: `${id}input`, label: `${id}label`, message: `${id}message` };
};

/** What an input says about its state to a screen reader. */
export const describes = (
  ids: FieldIds,
  { error, required, description, validationMessage }: FieldTexts,
) => ({
  'aria-invalid': error === true || undefined,
  'aria-required': required === true || undefined,
  'aria-describedby': description === undefined && validationMessage === undefined ? undefined : ids.message,
});

const FieldLabel = ({ ids, label, tooltip, required }: Omit<FieldProps, 'children'>) => (
  <div className="field-label">
    <label id={ids.label} htmlFor={ids.input} className={required === true ? 'field-required' : undefined}>
      {label}
    </label>
    {tooltip === undefined || tooltip === '' ? null : <Hint text={tooltip} />}
  </div>
);

/** Label above, input, and below it what the input is for and what is wrong with it. */
export const Field = (props: FieldProps) => {
  const { ids, label, description, error, validationMessage, children } = props;
  return (
    <div className={classes('field', error === true && 'field-invalid')}>
      {label === undefined || label === '' ? null : <FieldLabel {...props} />}
      {children}
      <div id={ids.message} className="field-messages">
        {description === undefined ? null : <p className="field-description">{description}</p>}
        {validationMessage === undefined || validationMessage === '' ? null : (
          <p className={error === true ? 'field-error' : 'field-success'}>{validationMessage}</p>
        )}
      </div>
    </div>
  );
};
