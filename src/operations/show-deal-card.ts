/**
 * The deal card: reads one deal and its neighbourhood in two rounds, computes it with the same rules as the sync, and
 * puts the answer in words.
 */
import type { DealId } from '../domain/ids.js';
import type { Actor } from './actor.js';
import type { Account, Crm, DealRecord, RecordPage } from './crm-port.js';
import { cardOf, knownDeal } from './deal-around.js';
import type { DealCardFacts } from './deal-card-facts.js';
import type { DealCardView } from './views/deal-card-view.js';
import type { DealSidebarView } from './views/deal-sidebar-view.js';
import type { InForce } from './in-force.js';
import type { Clock } from './ports.js';
import { contactsOfDeals, readAround } from './read-around.js';
import { presentDealCard } from './present-deal-card.js';
import { presentDealSidebar } from './present-deal-sidebar.js';
import {
  presentUncountedDeal,
  presentUncountedSidebar,
  uncountedError,
  whyUncounted,
} from './uncounted-deal.js';
import type { WhyUncounted } from './uncounted-port.js';

export interface DealCardDeps {
  readonly crm: Crm;
  readonly clock: Clock;
  readonly inForce: () => Promise<InForce>;
}

/**
 * Shows the card of a deal.
 * @throws AppError `record_not_found` where the portal has no such deal, `request_invalid` where a value of the deal
 *   cannot be read.
 */
export const showDealCard = async (
  deps: DealCardDeps & { readonly actor: Actor },
  dealId: DealId,
): Promise<DealCardView> => {
  const card = await lookAtDeal(deps, dealId);
  return 'uncounted' in card ? presentUncountedDeal(card.uncounted) : presentDealCard(card, deps.actor);
};

/** Shows the same deal in the few words that a sidebar has room for; errors as `showDealCard`. */
export const showDealSidebar = async (
  deps: DealCardDeps & { readonly actor: Actor },
  dealId: DealId,
): Promise<DealSidebarView> => {
  const card = await lookAtDeal(deps, dealId);
  return 'uncounted' in card ? presentUncountedSidebar(card.uncounted) : presentDealSidebar(card, deps.actor);
};

/**
 * Reads one deal and its neighbourhood, and attributes it; errors as `showDealCard`, and `request_invalid` for a deal that
 * is in no number on purpose.
 * @param known the portal with the baseline that its sync keeps; null where there is no database to tell.
 */
export async function readDealCard(
  deps: DealCardDeps,
  dealId: DealId,
  known: Account | null = null,
): Promise<DealCardFacts> {
  const card = await lookAtDeal(deps, dealId, known);
  if ('uncounted' in card) throw uncountedError(card.uncounted);
  return card;
}

async function lookAtDeal(
  deps: DealCardDeps,
  dealId: DealId,
  known: Account | null = null,
): Promise<DealCardFacts | { readonly uncounted: WhyUncounted }> {
  const { crm, clock, inForce } = deps;
  const [account, found, allLinks, allContacts, owners, { policy, settings }] = await Promise.all([
    known ?? crm.account(),
    crm.dealById(dealId),
    crm.links('deals', 'companies', [dealId]),
    contactsOfDeals(crm, [dealId]),
    crm.owners(),
    inForce(),
  ]);
  const asOf = clock.now();
  const read = found?.read(account) ?? NOTHING;
  const uncounted = whyUncounted(read);
  if (uncounted !== null) return { uncounted };
  const record = knownDeal(read, dealId, asOf);
  const links = allLinks.get(dealId) ?? [];
  const contacts = allContacts.get(dealId) ?? [];
  const { companies, statements } = await readAround(crm, [{ record, links, contacts }]);
  const { problems } = read;
  return cardOf(
    { account, policy, settings, asOf, owners, mapping: crm.mapping },
    {
      ...{ record, problems, links, companies },
      ...(statements === null ? {} : { statements: { ...statements, contacts } }),
    },
  );
}

const NOTHING: RecordPage<DealRecord> = { records: [], setAside: [], problems: [] };
