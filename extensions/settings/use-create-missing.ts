import { useCallback, useState } from 'react';

import type { Ask } from '../ask.js';
import { type ActionState, useAction } from '../use-action.js';
import type { CreatedItem, CreatedView } from '../view.js';

const KINDS: readonly CreatedView['kind'][] = ['created'];
const NOTHING = {};

export interface Creating {
  readonly state: ActionState;
  /** What was created or refused so far, in this press of the button. */
  readonly items: readonly CreatedItem[];
  /** Of the last answer: "10 of 40 items were created; 30 are left." */
  readonly message: string | null;
  readonly start: () => Promise<void>;
}

/** Creates what is missing, call by call, for as long as something is left and is being made. */
export const useCreateMissing = (ask: Ask, onDone: (last: CreatedView) => void): Creating => {
  const { state, run } = useAction<CreatedView>(ask, 'create-missing', KINDS);
  const [items, setItems] = useState<readonly CreatedItem[]>([]);
  const [message, setMessage] = useState<string | null>(null);
  const start = useCallback(async () => {
    setItems([]);
    let last = await run(NOTHING);
    while (last !== null) {
      const { items: more, message: words, left } = last;
      setItems((before) => [...before, ...more]);
      setMessage(words);
      if (left === 0) {
        onDone(last);
        return;
      }
      last = await run(NOTHING);
    }
  }, [run, onDone]);
  return { state, items, message, start };
};
