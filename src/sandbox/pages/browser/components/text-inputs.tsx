import type { InputProps, SearchInputProps, TextAreaProps } from '@hubspot/ui-extensions';
import type { KeyboardEvent } from 'react';

import { IconClose, IconSearch } from '../icons.js';
import { describes, Field, type FieldIds, useFieldIds } from './field.js';
import { type Draft, useDraft } from './use-draft.js';

interface TextFieldProps {
  readonly name: string;
  readonly placeholder?: string;
  readonly readOnly?: boolean;
  readonly onBlur?: (value: string) => void;
  readonly onFocus?: (value: string) => void;
}

/** What every input of text has. */
const textAttributes = (
  ids: FieldIds,
  { draft, type, commit }: Draft<string>,
  { name, placeholder, readOnly, onBlur, onFocus }: TextFieldProps,
) => ({
  id: ids.input,
  name,
  placeholder,
  readOnly,
  value: draft,
  onChange: (event: { readonly target: { readonly value: string } }) => type(event.target.value),
  onFocus: () => onFocus?.(draft),
  onBlur: () => {
    commit();
    onBlur?.(draft);
  },
});

const commitOnEnter =
  ({ commit }: Draft<string>) =>
  (event: KeyboardEvent) => {
    if (event.key === 'Enter') commit();
  };

export const Input = (props: InputProps) => {
  const ids = useFieldIds();
  const draft = useDraft(props, '');
  return (
    <Field ids={ids} {...props}>
      <input
        className="input"
        type={props.type ?? 'text'}
        {...textAttributes(ids, draft, props)}
        {...describes(ids, props)}
        onKeyDown={commitOnEnter(draft)}
      />
    </Field>
  );
};

export const TextArea = (props: TextAreaProps) => {
  const ids = useFieldIds();
  const draft = useDraft(props, '');
  const { rows = 3, cols, maxLength, resize = 'both' } = props;
  return (
    <Field ids={ids} {...props}>
      <textarea
        className="input textarea"
        rows={rows}
        cols={cols}
        maxLength={maxLength}
        style={{ resize }}
        {...textAttributes(ids, draft, props)}
        {...describes(ids, props)}
      />
    </Field>
  );
};

export const SearchInput = (props: SearchInputProps) => {
  const ids = useFieldIds();
  const draft = useDraft(props, '');
  const { clearable = true, readOnly } = props;
  const clear = () => {
    draft.type('');
    draft.commit('');
    document.getElementById(ids.input)?.focus();
  };
  return (
    <Field ids={ids} {...props}>
      <div className="search">
        <input
          className="input"
          type="text"
          role="searchbox"
          autoComplete="off"
          {...textAttributes(ids, draft, props)}
          {...describes(ids, props)}
          placeholder={props.placeholder ?? 'Search'}
          onKeyDown={commitOnEnter(draft)}
        />
        {clearable && draft.draft !== '' && readOnly !== true ? (
          <button type="button" className="icon-button" aria-label="Clear the search" onClick={clear}>
            <IconClose />
          </button>
        ) : (
          <IconSearch />
        )}
      </div>
    </Field>
  );
};
