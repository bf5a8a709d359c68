import { DealCardProblem } from './DealCardProblem.js';
import { DealWithoutPartner } from './DealWithoutPartner.js';
import { DealWithPartners } from './DealWithPartners.js';
import { LoadingDealCard } from './LoadingDealCard.js';
import { type AskForDealCard, useDealCard } from './use-deal-card.js';

interface Props {
  readonly dealId: string;
  readonly ask: AskForDealCard;
}

/** Draws the deal card in one of its four states: loading, failed, empty, ready. */
export const DealCard = ({ dealId, ask }: Props) => {
  const { state, retry } = useDealCard(dealId, ask);
  switch (state.kind) {
    case 'loading':
      return <LoadingDealCard />;
    case 'failed':
      return <DealCardProblem problem={state.problem} onRetry={retry} />;
    case 'empty':
      return <DealWithoutPartner view={state.view} />;
    case 'ready':
      return <DealWithPartners view={state.view} />;
  }
};
