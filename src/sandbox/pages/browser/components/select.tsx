import type { MultiSelectProps, SelectProps } from '@hubspot/ui-extensions';
import { type ReactNode, useId, useState } from 'react';

import { IconDown } from '../icons.js';
import { describes, Field, useFieldIds } from './field.js';
import { Options } from './options.js';
import { POPOVER, usePopup } from './popup.js';
import { useDraft } from './use-draft.js';

type Value = string | number | boolean;

interface ChooserProps {
  readonly props: SelectProps | MultiSelectProps;
  readonly chosen: readonly Value[];
  readonly several: boolean;
  readonly choose: (value: Value) => void;
  readonly shown: ReactNode;
}

const Chooser = ({ props, chosen, several, choose, shown }: ChooserProps) => {
  const ids = useFieldIds();
  const valueId = useId();
  const listId = useId();
  const { anchor, popup, isOpen, toggle, close } = usePopup();
  const [opened, setOpened] = useState(0);
  const { options, readOnly, placeholder, variant = 'input' } = props;
  const open = () => {
    setOpened(opened + 1);
    toggle();
  };
  return (
    <Field ids={ids} {...props}>
      <button
        ref={anchor}
        id={ids.input}
        type="button"
        role="combobox"
        className={variant === 'transparent' ? 'select select-transparent' : 'input select'}
        aria-haspopup="listbox"
        aria-expanded={isOpen}
        aria-controls={listId}
        aria-labelledby={props.label === undefined ? valueId : ids.label}
        {...describes(ids, props)}
        disabled={readOnly}
        onClick={open}
        onKeyDown={(event) => {
          if (isOpen || (event.key !== 'ArrowDown' && event.key !== 'ArrowUp')) return;
          event.preventDefault();
          open();
        }}
      >
        <span id={valueId} className={chosen.length === 0 ? 'select-value placeholder' : 'select-value'}>
          {chosen.length === 0 ? (placeholder ?? 'Select an option') : shown}
        </span>
        <IconDown />
      </button>
      <div ref={popup} className="popup options" {...POPOVER}>
        {isOpen ? (
          <Options
            key={opened}
            listId={listId}
            label={props.label ?? 'Options'}
            options={options}
            chosen={chosen}
            several={several}
            onSearch={'onInput' in props ? props.onInput : undefined}
            choose={(value) => {
              choose(value);
              if (!several) close();
            }}
          />
        ) : null}
      </div>
    </Field>
  );
};

const labelOf = (options: SelectProps['options'], value: Value): string =>
  options.find((option) => option.value === value)?.label ?? String(value);

export const Select = (props: SelectProps) => {
  const { draft, commit } = useDraft<Value>(
    { name: props.name, value: props.value, onChange: (value) => props.onChange?.(value) },
    '',
  );
  return (
    <Chooser
      props={props}
      several={false}
      chosen={draft === '' ? [] : [draft]}
      choose={commit}
      shown={labelOf(props.options, draft)}
    />
  );
};

export const MultiSelect = (props: MultiSelectProps) => {
  const { draft, commit } = useDraft<Value[]>(
    { name: props.name, value: props.value, onChange: props.onChange },
    [],
  );
  return (
    <Chooser
      props={props}
      several
      chosen={draft}
      choose={(value) =>
        commit(draft.includes(value) ? draft.filter((each) => each !== value) : [...draft, value])
      }
      shown={draft.map((value) => labelOf(props.options, value)).join(', ')}
    />
  );
};
