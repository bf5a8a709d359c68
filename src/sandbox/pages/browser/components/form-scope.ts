/** What the fields of a form hold, for the form to hand over when it is submitted. */
import { createContext, useContext, useEffect, useRef } from 'react';

export interface FormField {
  readonly value: () => unknown;
  /** Tells the card what was typed last, as leaving the field does. */
  readonly commit: () => void;
}

export interface FormScope {
  readonly add: (name: string, field: FormField) => () => void;
}

export const FormContext = createContext<FormScope | null>(null);

/** Takes part in the form around, if there is one. */
export const useFormField = (name: string | undefined, field: FormField): void => {
  const form = useContext(FormContext);
  const latest = useRef(field);
  latest.current = field;
  useEffect(() => {
    if (form === null || name === undefined) return undefined;
    return form.add(name, {
      value: () => latest.current.value(),
      commit: () => latest.current.commit(),
    });
  }, [form, name]);
};
