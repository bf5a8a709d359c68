import { useCallback, useState } from 'react';

import type { Ask, Asked, Parameters } from './ask.js';
import { type ActionState, useAction } from './use-action.js';
import type { EffectView } from './view.js';

interface Change<Saved extends { readonly kind: string }> {
  readonly ask: Ask;
  /** A handler that takes `mode` and `basis`. */
  readonly name: Asked;
  /** Kinds of view that it answers; a constant. */
  readonly kinds: readonly (EffectView | Saved)['kind'][];
  readonly onSaved: (saved: Saved) => void;
}

export interface EffectFirst {
  readonly state: ActionState;
  /** What somebody should see before it is saved; null while they are still choosing. */
  readonly effect: EffectView | null;
  /** Asks for the effect, and saves at once where nobody need see it. */
  readonly look: (parameters: Parameters) => Promise<void>;
  /** Saves what `effect` shows. */
  readonly save: () => Promise<void>;
  readonly back: () => void;
}

/** A change whose effect is asked for first: it is shown where it moves more than what was asked for, and then saved. */
export const useEffectFirst = <Saved extends { readonly kind: string }>({
  ask,
  name,
  kinds,
  onSaved,
}: Change<Saved>): EffectFirst => {
  const { state, run } = useAction<EffectView | Saved>(ask, name, kinds);
  const [shown, setShown] = useState<{ effect: EffectView; parameters: Parameters } | null>(null);

  const saveAs = useCallback(
    async (parameters: Parameters, basis: string) => {
      const answer = await run({ ...parameters, mode: 'save', basis });
      if (answer === null || isEffect(answer)) return;
      setShown(null);
      onSaved(answer);
    },
    [run, onSaved],
  );
  const look = useCallback(
    async (parameters: Parameters) => {
      const answer = await run({ ...parameters, mode: 'preview' });
      if (answer === null || !isEffect(answer)) return;
      if (answer.needsConfirmation) setShown({ effect: answer, parameters });
      else await saveAs(parameters, answer.basis);
    },
    [run, saveAs],
  );
  const save = useCallback(
    () => (shown === null ? Promise.resolve() : saveAs(shown.parameters, shown.effect.basis)),
    [shown, saveAs],
  );
  const back = useCallback(() => setShown(null), []);
  return { state, effect: shown?.effect ?? null, look, save, back };
};

const isEffect = (view: EffectView | { readonly kind: string }): view is EffectView => view.kind === 'effect';
