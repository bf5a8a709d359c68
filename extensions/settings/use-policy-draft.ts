import { useState } from 'react';

import type { PolicyView } from '../view.js';
import { fieldProblems, type Unreadable } from './policy-number.js';

export interface PolicyDraft {
  readonly text: string;
  readonly unreadable: Unreadable;
  /** What is wrong with the fields, each named: nothing is asked about another policy than the one to be seen. */
  readonly problems: readonly string[];
  /** Another text as a whole, or by the field of that path. */
  readonly edit: (text: string, path?: string) => void;
  readonly refuse: (path: string, written: string) => void;
}

/**
 * The policy that somebody edits: one text, and beside it what stands in number fields and is no number.
 * @param onEdit is told of every change: what was answered was about another policy.
 */
export const usePolicyDraft = (view: PolicyView, onEdit: () => void): PolicyDraft => {
  const [text, setText] = useState(view.text);
  const [unreadable, setUnreadable] = useState<Unreadable>({});
  return {
    text,
    unreadable,
    problems: fieldProblems(view.groups, text, view.defaults, unreadable),
    edit: (next, path) => {
      setText(next);
      setUnreadable((before) =>
        path === undefined ? {} : Object.fromEntries(Object.entries(before).filter(([key]) => key !== path)),
      );
      onEdit();
    },
    refuse: (path, written) => {
      setUnreadable((before) => ({ ...before, [path]: written }));
      onEdit();
    },
  };
};
