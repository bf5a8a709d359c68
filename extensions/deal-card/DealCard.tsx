import type { Ask } from '../ask.js';
import { Failed } from '../Failed.js';
import { Loading } from '../Loading.js';
import { useView } from '../use-view.js';
import type { DealCardView } from '../view.js';
import { DealWithoutPartner } from './DealWithoutPartner.js';
import { DealWithPartners } from './DealWithPartners.js';

interface Props {
  readonly dealId: string;
  readonly ask: Ask;
}

const KINDS: readonly DealCardView['kind'][] = ['ready', 'empty'];

/** Draws the deal card in one of its four states: loading, failed, empty, ready. */
export const DealCard = ({ dealId, ask }: Props) => {
  const { state, retry } = useView<DealCardView>({
    ask,
    name: 'deal-card',
    parameters: { dealId },
    kinds: KINDS,
  });
  if (state.kind === 'loading') return <Loading label="Looking up the partners on this deal" />;
  if (state.kind === 'failed') {
    return (
      <Failed title="The partners on this deal could not be shown" problem={state.problem} onRetry={retry} />
    );
  }
  const { view } = state;
  return view.kind === 'ready' ? <DealWithPartners view={view} /> : <DealWithoutPartner view={view} />;
};
