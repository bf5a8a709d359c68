/** A queue of the home page: deals on which somebody has to say something, the largest first, a page at a time. */
import { partnerId, type PartnerId } from '../domain/ids.js';
import { nameOf } from './company-card-facts.js';
import type { Crm, PublishedDeal } from './crm-port.js';
import { PAGE_RECORDS, pageOffset, rangeOf } from './home-pages.js';
import { queueItems, type QueuedDeal } from './home-queue-items.js';
import type { DealCondition } from './search-port.js';
import type { HomeQueue, HomeQueueView } from './views/home-view.js';

export interface HomeQueueAsked {
  readonly queue: HomeQueue;
  /** From 1. */
  readonly page: number;
}

const CONDITIONS: Readonly<Record<HomeQueue, DealCondition>> = {
  proposed: { kind: 'flag', flag: 'tag_proposed' },
  conflicts: { kind: 'flag', flag: 'sourcing_conflict' },
  suggested: { kind: 'suggested' },
  findings: { kind: 'finding' },
};

const HINTS: Readonly<Record<HomeQueue, string>> = {
  proposed:
    'Nobody has proposed a partner that waits for you. What a rep proposes now comes here with the next sync.',
  conflicts: 'No deal is claimed by several partners.',
  suggested: 'No partner is suggested: nothing speaks for one that is not on its deal.',
  findings: 'Nothing looks odd.',
};

/** One page: the deals by one search, then their labels and the names of their partners. */
export async function showHomeQueue(
  { crm }: { readonly crm: Crm },
  { queue, page }: HomeQueueAsked,
): Promise<HomeQueueView> {
  const [account, found] = await Promise.all([
    crm.account(),
    crm.searchDeals({
      anyOf: [[CONDITIONS[queue]]],
      order: { by: 'amount', direction: 'descending' },
      offset: pageOffset(page),
      limit: PAGE_RECORDS,
    }),
  ]);
  const deals = found.records.flatMap((raw) => crm.publishedDeal(raw, account) ?? []);
  const queued = await withLinks(crm, queue, deals);
  const companies = await crm.companiesById(namedPartners(queue, queued));
  const byId = new Map(companies.map((company) => [company.id, nameOf(company)]));
  const names = {
    partner: (id: PartnerId) => byId.get(id) ?? `the partner with ID ${id}`,
    timeZone: account.timeZone,
  };
  return {
    kind: 'home-queue',
    queue,
    items: queued.flatMap((one) => queueItems(queue, one, names)),
    ...rangeOf(found, page, 'deal'),
    hint: HINTS[queue],
  };
}

/** Proposals are the labels that stand now, whatever the last sync saw. */
async function withLinks(
  crm: Crm,
  queue: HomeQueue,
  deals: readonly PublishedDeal[],
): Promise<readonly QueuedDeal[]> {
  if (queue !== 'proposed' || deals.length === 0) return deals.map((deal) => ({ deal, links: [] }));
  const ids = deals.map(({ record }) => record.deal.id);
  const links = await crm.links('deals', 'companies', ids);
  return deals.map((deal) => ({ deal, links: links.get(deal.record.deal.id) ?? [] }));
}

/** Every partner that the rows of a queue name. */
function namedPartners(queue: HomeQueue, queued: readonly QueuedDeal[]): readonly PartnerId[] {
  const ids = queued.flatMap(({ deal: { record, result }, links }): readonly PartnerId[] => {
    switch (queue) {
      case 'proposed':
        return links.filter(({ tags }) => tags.length > 0).map(({ toId }) => partnerId(toId));
      case 'conflicts':
        return [...(result?.sourcingPartnerIds ?? []), ...(result?.influencingPartnerIds ?? [])];
      case 'suggested':
      case 'findings': {
        const read = record.insights.kind === 'read' ? record.insights.insights : null;
        return [...(read?.suggestions ?? []), ...(read?.findings ?? [])].map(({ partnerId: id }) => id);
      }
    }
  });
  return [...new Set(ids)];
}
