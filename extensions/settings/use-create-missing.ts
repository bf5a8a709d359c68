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
  /** "Created: 10 items. 30 are left." */
  readonly message: string | null;
  readonly start: () => Promise<void>;
}

/** Creates what is missing, call by call, for as long as something is left and is being made. */
export const useCreateMissing = (ask: Ask, onDone: (all: CreatedView) => void): Creating => {
  const { state, run } = useAction<CreatedView>(ask, 'create-missing', KINDS);
  const [items, setItems] = useState<readonly CreatedItem[]>([]);
  const [message, setMessage] = useState<string | null>(null);
  const start = useCallback(async () => {
    setItems([]);
    let all: CreatedView | null = null;
    let last = await run(NOTHING);
    while (last !== null) {
      all = all === null ? last : together(all, last);
      setItems(all.items);
      setMessage(all.message);
      if (all.left === 0) {
        onDone(all);
        return;
      }
      last = await run(NOTHING);
    }
  }, [run, onDone]);
  return { state, items, message, start };
};

/** Two calls of one press of the button: what both created, and where the last of them left it. */
const together = (before: CreatedView, last: CreatedView): CreatedView => {
  const items = [...before.items, ...last.items];
  const created = items.filter(({ outcome }) => outcome === 'created').length;
  const left = last.left > 0 ? ` ${last.left} are left.` : '';
  return { ...last, items, message: `Created: ${created} items.${left}`, next: last.next ?? before.next };
};
