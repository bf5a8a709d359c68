/** What a person types, while the card in its worker hears of it and answers a moment later. */
import { useEffect, useRef, useState } from 'react';

import { useFormField } from './form-scope.js';

export interface DraftProps<Value> {
  readonly name?: string | undefined;
  readonly value?: Value | undefined;
  readonly defaultValue?: Value | undefined;
  readonly onChange?: ((value: Value) => void) | undefined;
  readonly onInput?: ((value: Value) => void) | undefined;
}

const same = (a: unknown, b: unknown): boolean => JSON.stringify(a) === JSON.stringify(b);

export interface Draft<Value> {
  readonly draft: Value;
  /** Typed, not yet committed. */
  readonly type: (value: Value) => void;
  /** Committed: the field was left, the form submitted, or the choice made. */
  readonly commit: (value?: Value) => void;
}

/**
 * A field's own value. The card's answer to each letter arrives late; an answer that was typed already must not undo what
 * was typed since, and one that was never typed (the card cleared the field) must hold.
 */
export const useDraft = <Value>(props: DraftProps<Value>, empty: Value): Draft<Value> => {
  const { name, value, defaultValue, onChange, onInput } = props;
  const [draft, setDraft] = useState<Value>(value ?? defaultValue ?? empty);
  const latest = useRef(draft);
  const committed = useRef(draft);
  const typed = useRef<readonly Value[]>([]);

  const put = (next: Value) => {
    latest.current = next;
    setDraft(next);
  };

  const key = JSON.stringify(value);
  useEffect(() => {
    if (value === undefined) return;
    const echo = typed.current.findIndex((each) => same(each, value));
    if (echo >= 0) {
      typed.current = typed.current.slice(echo + 1);
      return;
    }
    typed.current = [];
    committed.current = value;
    put(value);
    // The value by its content: every message from the card brings a new object.
  }, [key]);

  const type = (next: Value) => {
    put(next);
    if (onInput === undefined) return;
    typed.current = [...typed.current.slice(-50), next];
    onInput(next);
  };
  const commit = (next: Value = latest.current) => {
    put(next);
    typed.current = [];
    if (same(next, committed.current)) return;
    committed.current = next;
    onChange?.(next);
  };
  useFormField(name, { value: () => latest.current, commit: () => commit() });
  return { draft, type, commit };
};
