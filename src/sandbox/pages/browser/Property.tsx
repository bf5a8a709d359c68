import { type FormEvent, useEffect, useId, useRef, useState } from 'react';

import type { PropertyEdit, ShownProperty } from '../page-view.js';
import { IconEdit } from './icons.js';
import { type RecordRef, saveProperties } from './page-requests.js';
import { recordChanged } from './record-changes.js';
import { addToast } from './toasts.js';

/** Noon in New York or an hour beside it: the day that was chosen, in any time zone of the Americas. */
const NOON = 'T17:00:00.000Z';

const valueFor = (edit: PropertyEdit, text: string): string =>
  edit.kind === 'date' && text !== '' ? `${text}${NOON}` : text.trim();

interface FieldProps {
  readonly id: string;
  readonly edit: PropertyEdit;
}

const InputFor = ({ id, edit }: FieldProps) => {
  const common = { id, name: 'value', className: 'input', defaultValue: edit.value };
  if (edit.kind === 'choice') {
    return (
      <select {...common}>
        {edit.options.map(({ value, label }) => (
          <option key={value} value={value}>
            {label}
          </option>
        ))}
      </select>
    );
  }
  if (edit.kind === 'date') return <input {...common} type="date" />;
  return <input {...common} type="text" inputMode={edit.kind === 'number' ? 'decimal' : 'text'} />;
};

interface FormProps {
  readonly record: RecordRef;
  readonly label: string;
  readonly edit: PropertyEdit;
  readonly close: () => void;
}

const PropertyForm = ({ record, label, edit, close }: FormProps) => {
  const id = useId();
  const form = useRef<HTMLFormElement>(null);
  const [saving, setSaving] = useState(false);
  useEffect(() => form.current?.querySelector<HTMLElement>('.input')?.focus(), []);
  const save = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const text = new FormData(event.currentTarget).get('value');
    if (typeof text !== 'string' || text === edit.value) {
      close();
      return;
    }
    setSaving(true);
    try {
      await saveProperties(record, { [edit.property]: valueFor(edit, text) });
      addToast({ type: 'success', message: `${label} saved.` });
      recordChanged();
      close();
    } catch (error) {
      const message = error instanceof Error ? error.message : String(error);
      addToast({ type: 'danger', title: `${label} was not saved`, message });
      setSaving(false);
    }
  };
  return (
    <form
      ref={form}
      className="property-form"
      onSubmit={(event) => void save(event)}
      onKeyDown={(event) => {
        if (event.key === 'Escape') close();
      }}
    >
      <label htmlFor={id} className="property-label">
        {label}
      </label>
      <InputFor id={id} edit={edit} />
      <div className="flex flex-row gap-sm">
        <button type="submit" className="button button-primary button-xs" disabled={saving}>
          Save
        </button>
        <button type="button" className="button button-secondary button-xs" onClick={close}>
          Cancel
        </button>
      </div>
    </form>
  );
};

interface Props {
  readonly record: RecordRef;
  readonly property: ShownProperty;
}

/** A property of the record in front; the few simple ones are changed right here, as in HubSpot. */
export const Property = ({ record, property: { label, value, edit } }: Props) => {
  const [editing, setEditing] = useState(false);
  const button = useRef<HTMLButtonElement>(null);
  const wasEditing = useRef(false);
  useEffect(() => {
    if (wasEditing.current && !editing) button.current?.focus();
    wasEditing.current = editing;
  }, [editing]);
  if (editing && edit !== null) {
    return <PropertyForm record={record} label={label} edit={edit} close={() => setEditing(false)} />;
  }
  return (
    <dl className="property">
      <dt>{label}</dt>
      <dd>
        {value}
        {edit === null ? null : (
          <button
            ref={button}
            type="button"
            className="icon-button property-edit"
            aria-label={`Edit ${label}`}
            onClick={() => setEditing(true)}
          >
            <IconEdit />
          </button>
        )}
      </dd>
    </dl>
  );
};
