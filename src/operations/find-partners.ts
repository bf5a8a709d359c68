import type { DealId } from '../domain/ids.js';
import type { DealCardDeps } from './show-deal-card.js';
import type { PartnersFoundView } from './views/partners-found-view.js';

export interface PartnerQuery {
  readonly query: string;
  /** The deal that a partner is looked for; null where it is none or many. */
  readonly dealId: DealId | null;
}

/** Finds partners by name or domain. */
export const findPartners: (deps: DealCardDeps, query: PartnerQuery) => Promise<PartnersFoundView> = () => {
  throw new Error('not built yet');
};
