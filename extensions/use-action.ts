import { useCallback, useRef, useState } from 'react';

import { answered, type Problem } from './answer.js';
import type { Ask, Asked, Parameters } from './ask.js';

export type ActionState =
  | { readonly kind: 'idle' }
  | { readonly kind: 'working' }
  | { readonly kind: 'failed'; readonly problem: Problem };

/**
 * Does something once at a time: a second press while the first is under way does nothing.
 * @returns `run`, which gives null where it failed or was under way; the state says why.
 */
export const useAction = <View extends { readonly kind: string }>(
  ask: Ask,
  name: Asked,
  kinds: readonly View['kind'][],
): { readonly state: ActionState; readonly run: (parameters: Parameters) => Promise<View | null> } => {
  const [state, setState] = useState<ActionState>({ kind: 'idle' });
  const working = useRef(false);
  const run = useCallback(
    async (parameters: Parameters): Promise<View | null> => {
      if (working.current) return null;
      working.current = true;
      setState({ kind: 'working' });
      const answer = await answered<View>(() => ask(name, parameters), kinds);
      working.current = false;
      setState(answer.ok ? { kind: 'idle' } : { kind: 'failed', problem: answer.problem });
      return answer.ok ? answer.view : null;
    },
    [ask, name, kinds],
  );
  return { state, run };
};
