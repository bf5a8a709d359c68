import type { FormProps } from '@hubspot/ui-extensions';
import { type FormEvent, useMemo, useState } from 'react';

import { callHandler } from './events.js';
import { FormContext, type FormField } from './form-scope.js';
import { useScope } from './overlay-scope.js';

/** Hands the values of its fields over when it is submitted. The page itself never submits anything. */
export const Form = ({ onSubmit, autoComplete = 'on', children }: FormProps) => {
  const scope = useScope();
  const fields = useMemo(() => new Map<string, FormField>(), []);
  const form = useMemo(
    () => ({
      add: (name: string, field: FormField) => {
        fields.set(name, field);
        return () => {
          if (fields.get(name) === field) fields.delete(name);
        };
      },
    }),
    [fields],
  );
  const [resets, setResets] = useState(0);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    // A form in a modal stands, for React, inside the form whose button opened it.
    event.stopPropagation();
    for (const field of fields.values()) field.commit();
    const targetValue = Object.fromEntries([...fields].map(([name, field]) => [name, field.value() ?? '']));
    callHandler(onSubmit, scope, 'submit', { targetValue });
  };
  return (
    <FormContext.Provider value={form}>
      <form
        className="form"
        noValidate
        autoComplete={autoComplete}
        onSubmit={submit}
        onReset={(event) => {
          event.stopPropagation();
          setResets(resets + 1);
        }}
      >
        <div key={resets} className="form-fields">
          {children}
        </div>
      </form>
    </FormContext.Provider>
  );
};
