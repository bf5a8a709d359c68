import { useCallback, useMemo } from 'react';

import type { Ask } from '../ask.js';
import { Failed } from '../Failed.js';
import { Loading } from '../Loading.js';
import { useView } from '../use-view.js';
import type { DealCardView, SavedView } from '../view.js';
import type { Acting, RecordActions } from './acting.js';
import { DealWithoutPartner } from './DealWithoutPartner.js';
import { DealWithPartners } from './DealWithPartners.js';

interface Props {
  readonly dealId: string;
  readonly ask: Ask;
  readonly actions: RecordActions;
  /** How often the record has changed since the card stands there. */
  readonly revision?: number;
  /** Told after something was saved, where another card shows the same deal. */
  readonly onSaved?: () => void;
}

const KINDS: readonly DealCardView['kind'][] = ['ready', 'empty'];

/** Draws the deal card in one of its four states: loading, failed, empty, ready. */
export const DealCard = ({ dealId, ask, actions, revision = 0, onSaved }: Props) => {
  const { state, retry, show } = useView<DealCardView>({
    ask,
    name: 'deal-card',
    parameters: { dealId },
    kinds: KINDS,
    revision,
  });
  const saved = useCallback(
    (dialogId: string, { message, next, card }: SavedView) => {
      actions.closeOverlay(dialogId);
      actions.addAlert({ type: 'success', title: message, message: next ?? 'This card shows it now.' });
      if (card === null) retry();
      else show(card);
      actions.refreshObjectProperties();
      onSaved?.();
    },
    [actions, retry, show, onSaved],
  );
  const acting = useMemo<Acting>(
    () => ({ dealId, ask, onSaved: saved, close: actions.closeOverlay }),
    [dealId, ask, saved, actions],
  );
  if (state.kind === 'loading') return <Loading label="Looking up the partners on this deal" />;
  if (state.kind === 'failed') {
    return (
      <Failed title="The partners on this deal could not be shown" problem={state.problem} onRetry={retry} />
    );
  }
  const { view } = state;
  return view.kind === 'ready' ? (
    <DealWithPartners view={view} acting={acting} />
  ) : (
    <DealWithoutPartner view={view} acting={acting} />
  );
};
