import { useCallback, useMemo, useState } from 'react';

import { answered } from '../answer.js';
import type { Ask } from '../ask.js';
import type { RecordActions } from '../deal-card/acting.js';
import { Failed } from '../Failed.js';
import { Loading } from '../Loading.js';
import { useView } from '../use-view.js';
import type { CompanyCardView, SavedView } from '../view.js';
import { Customer } from './Customer.js';
import { Partner } from './Partner.js';
import type { RulingActions } from './Proposals.js';

interface Props {
  readonly companyId: string;
  readonly ask: Ask;
  readonly actions: RecordActions;
  /** How often the record has changed since the card stands there. */
  readonly revision?: number;
}

const KINDS: readonly CompanyCardView['kind'][] = ['partner', 'customer'];

/** Draws the card on a company: loading, failed, or a partner's or a customer's. */
export const CompanyCard = ({ companyId, ask, actions, revision = 0 }: Props) => {
  const { state, retry, show } = useView<CompanyCardView>({
    ask,
    name: 'company-card',
    parameters: { companyId },
    kinds: KINDS,
    revision,
  });
  const [version, setVersion] = useState(0);
  // What stands on the card stays there until what follows is known.
  const look = useCallback(async () => {
    const answer = await answered<CompanyCardView>(() => ask('company-card', { companyId }), KINDS);
    if (answer.ok) show(answer.view);
    else retry();
    setVersion((previous) => previous + 1);
  }, [ask, companyId, retry, show]);
  const saved = useCallback(
    (dialogId: string, { message, next }: SavedView) => {
      actions.closeOverlay(dialogId);
      actions.addAlert({ type: 'success', title: message, message: next ?? 'This card shows it now.' });
      actions.refreshObjectProperties();
      void look();
    },
    [actions, look],
  );
  const ruling = useMemo<RulingActions>(
    () => ({ ask, onSaved: saved, close: actions.closeOverlay }),
    [ask, saved, actions],
  );
  if (state.kind === 'loading') return <Loading label="Looking up partners of this company" />;
  if (state.kind === 'failed') {
    return (
      <Failed title="This company’s partners could not be shown" problem={state.problem} onRetry={retry} />
    );
  }
  const { view } = state;
  return view.kind === 'partner' ? (
    <Partner view={view} version={version} ask={ask} ruling={ruling} actions={actions} />
  ) : (
    <Customer view={view} ask={ask} acting={ruling} />
  );
};
