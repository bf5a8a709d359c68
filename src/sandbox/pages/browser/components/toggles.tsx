import type { CheckboxProps, RadioButtonProps, ToggleGroupProps, ToggleProps } from '@hubspot/ui-extensions';
import { useId } from 'react';

import { Field, useFieldIds } from './field.js';
import { classes, sizeOf } from './props.js';
import { useDraft } from './use-draft.js';

interface TickProps {
  readonly props: CheckboxProps;
  readonly type: 'checkbox' | 'radio';
}

const Tick = ({ props, type }: TickProps) => {
  const { checked, initialIsChecked, name, value = '', description, inline, onChange, children } = props;
  const id = useId();
  const { draft, commit } = useDraft<boolean>(
    {
      name,
      value: checked,
      defaultValue: initialIsChecked,
      onChange: (next) => onChange?.(next, value),
    },
    false,
  );
  // eslint-disable-next-line @typescript-eslint/no-deprecated -- cards may still use it
  const fixed = props.readOnly === true || props.readonly === true;
  return (
    <div
      className={classes('tick', inline === true && 'tick-inline', props.size === 'small' && 'tick-small')}
    >
      <input
        id={id}
        type={type}
        name={name}
        value={value}
        checked={draft}
        disabled={fixed}
        aria-label={props['aria-label']}
        aria-describedby={description === undefined ? undefined : `${id}about`}
        onChange={(event) => commit(event.target.checked)}
      />
      <div>
        <label htmlFor={id}>{children}</label>
        {description === undefined ? null : (
          <p id={`${id}about`} className="field-description">
            {description}
          </p>
        )}
      </div>
    </div>
  );
};

export const Checkbox = (props: CheckboxProps) => <Tick props={props} type="checkbox" />;
export const RadioButton = (props: RadioButtonProps) => <Tick props={props} type="radio" />;

export const Toggle = (props: ToggleProps) => {
  const { checked, initialIsChecked, name, label, labelDisplay = 'inline', size, onChange } = props;
  const { textChecked = 'ON', textUnchecked = 'OFF' } = props;
  const { draft, commit } = useDraft<boolean>(
    { name, value: checked, defaultValue: initialIsChecked, onChange },
    false,
  );
  const id = useId();
  const shortSize = size === 'default' ? 'md' : sizeOf(size, 'md');
  // eslint-disable-next-line @typescript-eslint/no-deprecated -- cards may still use it
  const fixed = props.readOnly === true || props.readonly === true;
  return (
    <div className={`toggle toggle-label-${labelDisplay}`}>
      <span id={id} className={labelDisplay === 'hidden' ? 'visually-hidden' : 'toggle-label'}>
        {label}
      </span>
      <button
        type="button"
        role="switch"
        aria-checked={draft}
        aria-labelledby={id}
        className={`switch switch-${shortSize}`}
        disabled={fixed}
        onClick={() => commit(!draft)}
      >
        <span className="switch-text" aria-hidden="true">
          {shortSize === 'md' ? (draft ? textChecked : textUnchecked) : ''}
        </span>
        <span className="switch-knob" aria-hidden="true" />
      </button>
    </div>
  );
};

export const ToggleGroup = (props: ToggleGroupProps) => {
  const { name, label, options, inline, value } = props;
  const ids = useFieldIds();
  const single = props.toggleType === 'radioButtonList';
  const initial = options.filter((option) => option.initialIsChecked === true).map((option) => option.value);
  const { draft, commit } = useDraft<readonly string[]>(
    {
      name,
      ...(value === undefined ? {} : { value: Array.isArray(value) ? value : [value] }),
      defaultValue: initial,
      onChange: (next) => {
        if (props.toggleType === 'radioButtonList') props.onChange?.(next[0] ?? '');
        else props.onChange?.([...next]);
      },
    },
    [],
  );
  const choose = (option: string, on: boolean) => {
    if (single) commit([option]);
    else commit(on ? [...draft, option] : draft.filter((each) => each !== option));
  };
  return (
    <div role={single ? 'radiogroup' : 'group'} aria-labelledby={ids.label}>
      <Field ids={{ ...ids, input: '' }} {...props} label={label}>
        <div className={classes('ticks', inline === true && 'ticks-inline')}>
          {options.map((option) => (
            <div key={option.value} className="tick">
              <input
                id={`${ids.input}${option.value}`}
                type={single ? 'radio' : 'checkbox'}
                name={`${ids.input}${name}`}
                checked={draft.includes(option.value)}
                disabled={option.readOnly}
                onChange={(event) => choose(option.value, event.target.checked)}
              />
              <div>
                <label htmlFor={`${ids.input}${option.value}`}>{option.label}</label>
                {option.description === undefined ? null : (
                  <p className="field-description">{option.description}</p>
                )}
              </div>
            </div>
          ))}
        </div>
      </Field>
    </div>
  );
};
