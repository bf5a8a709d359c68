/** What a deal puts into each queue of the home page, in words. */
import { displayDay, type Instant } from '../domain/calendar.js';
import { partnerId, type PartnerId } from '../domain/ids.js';
import { proposalOf } from '../domain/tag-plan.js';
import { suggestionSentence, findingWords, type InsightNames } from './insight-words.js';
import { amountOf, dealNameOf } from './company-deals.js';
import type { Link, PublishedDeal } from './crm-port.js';
import type { HomeAction, HomeQueue, HomeQueueItem } from './views/home-view.js';

/** A deal of a queue, with what names its partners. */
export interface QueuedDeal {
  readonly deal: PublishedDeal;
  /** Its companies, with the tags that stand on them now. */
  readonly links: readonly Link[];
}

type Item = Pick<HomeQueueItem, 'partner' | 'what' | 'why' | 'since' | 'actions'>;

/** The rows of a deal in a queue; none where somebody has settled it since the search knew. */
export function queueItems(
  queue: HomeQueue,
  queued: QueuedDeal,
  names: InsightNames,
): readonly HomeQueueItem[] {
  const { deal } = queued;
  const dealId = deal.record.deal.id;
  return ITEMS[queue](queued, names).map((item, place) => ({
    ...item,
    id: `${queue} ${dealId} ${item.partner?.id ?? ''} ${place}`,
    dealId,
    dealName: dealNameOf(deal),
    amount: `${amountOf(deal)} · ${statusText(deal, names.timeZone)}`,
  }));
}

const ITEMS: Readonly<Record<HomeQueue, (queued: QueuedDeal, names: InsightNames) => readonly Item[]>> = {
  proposed: proposedItems,
  conflicts: conflictItems,
  suggested: suggestedItems,
  findings: findingItems,
};

function statusText({ record: { deal }, closesAt }: PublishedDeal, timeZone: string): string {
  if (deal.status === 'open') return 'open';
  return closesAt === null ? deal.status : `${deal.status} ${displayDay(closesAt, timeZone)}`;
}

const partnerOf = (id: PartnerId, names: InsightNames): Item['partner'] => ({ id, name: names.partner(id) });

const sinceText = (at: Instant | null, timeZone: string): string =>
  at === null ? 'Set in HubSpot itself: since when is not known' : `Since ${displayDay(at, timeZone)}`;

const AS = { sourced: 'sourced this deal', influenced: 'influenced this deal' } as const;

function proposedItems({ deal, links }: QueuedDeal, names: InsightNames): readonly Item[] {
  const { history } = deal.record.tagging;
  return links.flatMap(({ toId, tags }) => {
    const tag = tags.find(({ state }) => state === 'proposed');
    if (tag === undefined) return [];
    const id = partnerId(toId);
    const event = proposalOf(history ?? [], id, tag.role);
    const by = event?.by == null ? '' : ` by ${event.by}`;
    const actions: readonly HomeAction[] = [
      { kind: 'confirm' },
      { kind: 'decide', role: tag.role },
      { kind: 'refuse' },
    ];
    return [
      {
        partner: partnerOf(id, names),
        what: `Proposed${by}: ${names.partner(id)} ${AS[tag.role]}.`,
        why: event?.reason == null ? [] : [event.reason],
        since: sinceText(event?.at ?? null, names.timeZone),
        actions,
      },
    ];
  });
}

/** Partners that a conflict lists; the deal's own card has all of them. */
const MOST_CLAIMS = 4;

function conflictItems({ deal: { result } }: QueuedDeal, names: InsightNames): readonly Item[] {
  // A search by token may find more, and lags behind.
  if (result === null || !result.flags.includes('sourcing_conflict')) return [];
  const sources = result.sourcingPartnerIds.map((id) => ({ id, sources: true }));
  const others = result.influencingPartnerIds.map((id) => ({ id, sources: false }));
  return [...sources, ...others].slice(0, MOST_CLAIMS).map(({ id, sources: isSource }) => ({
    partner: partnerOf(id, names),
    what: isSource
      ? `${names.partner(id)} sources this deal today, and another partner claims it too.`
      : `${names.partner(id)} counts as influencing today; it may be who claims the deal.`,
    why: ['The deal’s card shows each claim with its evidence. Deciding every claim settles the conflict.'],
    since: 'As of the last sync',
    actions: [{ kind: 'decide', role: isSource ? 'sourced' : 'influenced' }],
  }));
}

function suggestedItems({ deal: { record } }: QueuedDeal, names: InsightNames): readonly Item[] {
  const { insights, dismissals } = record;
  if (insights.kind === 'unreadable') return [unreadable('suggestions')];
  if (insights.kind === 'none') return [];
  const dismissed = new Set(dismissals?.map(({ partnerId: id }) => id));
  return insights.insights.suggestions
    .filter(({ partnerId: id }) => !dismissed.has(id))
    .map((suggestion) => ({
      partner: partnerOf(suggestion.partnerId, names),
      what: suggestionSentence(suggestion, names),
      why: [],
      since: 'As of the last sync',
      actions: [{ kind: 'accept', role: suggestion.role }, { kind: 'dismiss' }],
    }));
}

function findingItems({ deal: { record } }: QueuedDeal, names: InsightNames): readonly Item[] {
  const { insights } = record;
  if (insights.kind === 'unreadable') return [unreadable('findings')];
  if (insights.kind === 'none') return [];
  return insights.insights.findings.map((finding) => {
    const { title, evidence, settle } = findingWords(finding, names);
    return {
      partner: partnerOf(finding.partnerId, names),
      what: `${title}. ${evidence}`,
      why: [settle],
      since: 'As of the last sync',
      actions: [],
    };
  });
}

const unreadable = (what: string): Item => ({
  partner: null,
  what: `The ${what} on this deal cannot be read.`,
  why: ['A full sync writes them anew: partnership sync --full.'],
  since: '',
  actions: [],
});
