import { useCallback, useEffect, useState } from 'react';

import type { DealCardEmpty, DealCardReady } from '../view.js';
import { type DealCardProblem, readAnswer, UNREACHABLE } from './answer.js';

export type AskForDealCard = (dealId: string) => Promise<unknown>;

export type DealCardState =
  | { readonly kind: 'loading' }
  | { readonly kind: 'failed'; readonly problem: DealCardProblem }
  | { readonly kind: 'empty'; readonly view: DealCardEmpty }
  | { readonly kind: 'ready'; readonly view: DealCardReady };

const LOADING: DealCardState = { kind: 'loading' };

const stateOf = (answer: unknown): DealCardState => {
  const read = readAnswer(answer);
  if (!read.ok) return { kind: 'failed', problem: read.problem };
  return read.view.kind === 'ready' ? { kind: 'ready', view: read.view } : { kind: 'empty', view: read.view };
};

/**
 * Asks once for the view of a deal, and again on `retry`. An answer that arrives after another question was asked, or
 * after the card is gone, is dropped.
 */
export const useDealCard = (
  dealId: string,
  ask: AskForDealCard,
): { readonly state: DealCardState; readonly retry: () => void } => {
  const [attempt, setAttempt] = useState(0);
  const [state, setState] = useState<DealCardState>(LOADING);

  useEffect(() => {
    let stale = false;
    const settle = (next: DealCardState) => {
      if (!stale) setState(next);
    };
    setState(LOADING);
    // Inside a promise, so that a transport that throws at once fails the card like any other.
    Promise.resolve()
      .then(() => ask(dealId))
      .then(
        (answer) => settle(stateOf(answer)),
        () => settle({ kind: 'failed', problem: UNREACHABLE }),
      );
    return () => {
      stale = true;
    };
  }, [dealId, ask, attempt]);

  const retry = useCallback(() => setAttempt((previous) => previous + 1), []);
  return { state, retry };
};
