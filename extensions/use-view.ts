import { useCallback, useEffect, useRef, useState } from 'react';

import { answered, type Problem } from './answer.js';
import type { Ask, Asked, Parameters } from './ask.js';

export type ViewState<View> =
  | { readonly kind: 'loading' }
  | { readonly kind: 'failed'; readonly problem: Problem }
  | { readonly kind: 'shown'; readonly view: View };

interface Question<View> {
  readonly ask: Ask;
  /** Of the handler. */
  readonly name: Asked;
  readonly parameters: Parameters;
  /** Kinds of view that the card draws; a constant. */
  readonly kinds: readonly (View & { readonly kind: string })['kind'][];
  /** Rises when the record may have changed: the view is asked for again, and what is drawn stays until it is there. */
  readonly revision?: number;
}

/**
 * Asks once for a view, and again on `retry` and when the parameters change. An answer that arrives after another question
 * was asked, or after the card is gone, is dropped.
 * @returns `show` draws a view that came with the answer of an action.
 */
export const useView = <View extends { readonly kind: string }>({
  ask,
  name,
  parameters,
  kinds,
  revision = 0,
}: Question<View>): {
  readonly state: ViewState<View>;
  readonly retry: () => void;
  readonly show: (view: View) => void;
} => {
  const [attempt, setAttempt] = useState(0);
  const [state, setState] = useState<ViewState<View>>({ kind: 'loading' });
  const question = JSON.stringify(parameters);
  const drawn = useRef<string | null>(null);

  useEffect(() => {
    let stale = false;
    const wanted = `${name} ${question} ${attempt}`;
    const isDrawn = drawn.current === wanted;
    if (!isDrawn) setState({ kind: 'loading' });
    void answered<View>(() => ask(name, JSON.parse(question) as Parameters), kinds).then((answer) => {
      if (stale) return;
      if (answer.ok) {
        drawn.current = wanted;
        setState({ kind: 'shown', view: answer.view });
      } else if (!isDrawn) setState({ kind: 'failed', problem: answer.problem });
    });
    return () => {
      stale = true;
    };
  }, [ask, name, question, kinds, attempt, revision]);

  const retry = useCallback(() => setAttempt((previous) => previous + 1), []);
  const show = useCallback((view: View) => setState({ kind: 'shown', view }), []);
  return { state, retry, show };
};
