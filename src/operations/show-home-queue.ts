/** A queue of the home page: deals on which somebody has to say something, the largest first, a page at a time. */
import { partnerId, type PartnerId } from '../domain/ids.js';
import type { TagEvent } from '../domain/tag-record.js';
import type { Actor } from './actor.js';
import { nameOf } from './company-card-facts.js';
import type { Crm, PublishedDeal } from './crm-port.js';
import { manyText } from './home-words.js';
import { PAGE_RECORDS, pageOffset, rangeOf } from './home-pages.js';
import { publishedClaimants, queueItems, type QueuedDeal } from './home-queue-items.js';
import type { DealCondition, DealSearch } from './search-port.js';
import type { HomeQueue, HomeQueueView } from './views/home-view.js';

export interface HomeQueueAsked {
  readonly queue: HomeQueue;
  /** From 1. */
  readonly page: number;
}

const CONFLICT: DealCondition = { kind: 'flag', flag: 'sourcing_conflict' };

const CONDITIONS: Readonly<Record<HomeQueue, DealSearch['anyOf']>> = {
  proposed: [[{ kind: 'flag', flag: 'tag_proposed' }]],
  // Who sourced a lost deal decides nothing.
  conflicts: [
    [CONFLICT, { kind: 'status', status: 'won' }],
    [CONFLICT, { kind: 'status', status: 'open' }],
  ],
  suggested: [[{ kind: 'suggested' }]],
  findings: [[{ kind: 'finding' }]],
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
  { crm, actor }: { readonly crm: Crm; readonly actor: Actor },
  { queue, page }: HomeQueueAsked,
): Promise<HomeQueueView> {
  const [account, found] = await Promise.all([
    crm.account(),
    crm.searchDeals({
      anyOf: CONDITIONS[queue],
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
    isReader: ({ by, byKnown }: TagEvent) =>
      by === actor.name && byKnown === (actor.identity.kind === 'signed'),
  };
  const items = queued.flatMap((one) => queueItems(queue, one, names));
  const shown = rangeOf(found, page, 'deal');
  return {
    kind: 'home-queue',
    queue,
    items,
    ...shown,
    range: rangeText(items.length, found.records.length, shown.range),
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
  const ids = queued.flatMap(({ deal, links }): readonly PartnerId[] => {
    switch (queue) {
      case 'proposed':
        return links.filter(({ tags }) => tags.length > 0).map(({ toId }) => partnerId(toId));
      case 'conflicts':
        return publishedClaimants(deal);
      case 'suggested':
      case 'findings': {
        const { insights } = deal.record;
        const read = insights.kind === 'read' ? insights.insights : null;
        return [...(read?.suggestions ?? []), ...(read?.findings ?? [])].map(({ partnerId: id }) => id);
      }
    }
  });
  return [...new Set(ids)];
}

/** "1–3 of 3 deals." where each has one row, else "4 rows, from 1–3 of 3 deals.": pages are of deals. */
const rangeText = (rows: number, deals: number, range: string): string =>
  rows === deals ? range : `${manyText(rows, 'row')}, from ${range}`;
