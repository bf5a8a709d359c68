/** What a deal puts into each queue of the home page, in words. */
import { displayDay, type Instant } from '../domain/calendar.js';
import { partnerId, type PartnerId } from '../domain/ids.js';
import { proposalOf } from '../domain/tag-plan.js';
import type { TagEvent } from '../domain/tag-record.js';
import { listed } from './deal-card-facts.js';
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

export interface QueueNames extends InsightNames {
  /** Whether whoever looks at the queue did it. */
  readonly isReader: (event: TagEvent) => boolean;
}

type Item = Pick<HomeQueueItem, 'partner' | 'what' | 'why' | 'since' | 'actions'>;

/** The rows of a deal in a queue; none where somebody has settled it since the search knew. */
export function queueItems(
  queue: HomeQueue,
  queued: QueuedDeal,
  names: QueueNames,
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

const ITEMS: Readonly<Record<HomeQueue, (queued: QueuedDeal, names: QueueNames) => readonly Item[]>> = {
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

function proposedItems({ deal, links }: QueuedDeal, names: QueueNames): readonly Item[] {
  const { history } = deal.record.tagging;
  return links.flatMap(({ toId, tags }) => {
    const tag = tags.find(({ state }) => state === 'proposed');
    if (tag === undefined) return [];
    const id = partnerId(toId);
    const event = proposalOf(history ?? [], id, tag.role);
    const by = event?.by == null ? '' : ` by ${names.isReader(event) ? 'you' : event.by}`;
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

function conflictItems({ deal }: QueuedDeal, names: InsightNames): readonly Item[] {
  const { result, record } = deal;
  // A search by token may find more, and lags behind.
  if (result === null || !result.flags.includes('sourcing_conflict') || record.deal.status === 'lost')
    return [];
  const claimants = publishedClaimants(deal).flatMap((id) => partnerOf(id, names) ?? []);
  const who = listed(claimants.map(({ name }) => name));
  return [
    {
      partner: null,
      what: claimants.length < 2 ? 'Several partners claim this deal.' : `${who} claim this deal.`,
      why: ['The deal’s card shows each claim with its evidence.'],
      since: 'As of the last sync',
      actions: [claimants.length === 0 ? { kind: 'open' } : { kind: 'settle', claimants }],
    },
  ];
}

/**
 * Who claims a deal, as its published finding says; where that is not told, all who have a part: the settling itself takes
 * only who claims it.
 */
export function publishedClaimants({ record, result }: PublishedDeal): readonly PartnerId[] {
  const { insights } = record;
  const findings = insights.kind === 'read' ? insights.insights.findings : [];
  const others = findings.flatMap((one) => (one.code === 'partners_claim_deal' ? one.others : []));
  const sources = result?.sourcingPartnerIds ?? [];
  return [...new Set([...sources, ...(others.length > 0 ? others : (result?.influencingPartnerIds ?? []))])];
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
      actions: [{ kind: 'open' }],
    };
  });
}

const unreadable = (what: string): Item => ({
  partner: null,
  what: `The ${what} on this deal cannot be read.`,
  why: ['A full sync writes them anew: partnership sync --full.'],
  since: '',
  actions: [{ kind: 'open' }],
});
