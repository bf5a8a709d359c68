/** What the card of a partner reads besides the company itself: two rounds. */
import type { Instant } from '../domain/calendar.js';
import { dealId, partnerId } from '../domain/ids.js';
import { proposalOf } from '../domain/tag-plan.js';
import type { Tag } from '../domain/touch.js';
import type { CompanyBasics } from './company-card-facts.js';
import { dealSearch, dealsOfPartner, FIRST_DEALS, publishedDeals } from './company-deals.js';
import type { CompanyRecord, Crm, PublishedDeal } from './crm-port.js';
import type { PersonRecord, PublishedNumbers } from './published-port.js';

export interface PartnerCardFacts {
  readonly basics: CompanyBasics;
  /** Companies that belong to it, or that it belongs to; no partners among them either. */
  readonly relatives: readonly CompanyRecord[];
  /** Null before the first sync. */
  readonly numbers: PublishedNumbers | null;
  readonly numbersOfChildren: ReadonlyMap<string, PublishedNumbers | null>;
  readonly deals: readonly PublishedDeal[];
  readonly totalDeals: number;
  readonly proposals: readonly WaitingTag[];
  /** Deals with a proposal that were not looked into. */
  readonly moreProposals: number;
  readonly people: readonly PersonRecord[];
  /** How many people the partner has. */
  readonly totalPeople: number;
}

/** A tag of the partner that nobody has ruled on. */
export interface WaitingTag extends Pick<Tag, 'role' | 'motion'> {
  readonly deal: PublishedDeal;
  /** Who proposed it and when; null where the deal does not record it. */
  readonly by: string | null;
  readonly at: Instant | null;
}

const MOST_PROPOSALS = 10;
const MOST_PEOPLE = 10;
/** A group of more companies than this is nobody's to read on a card. */
const MOST_RELATIVES = 200;

/** Reads what the card of a partner shows. */
export async function readPartnerCard(crm: Crm, basics: CompanyBasics): Promise<PartnerCardFacts> {
  const { id } = basics.company;
  const [found, waiting, relatives, contacts] = await Promise.all([
    crm.searchDeals(dealSearch(dealsOfPartner(partnerId(id)), FIRST_DEALS)),
    crm.searchDeals({
      anyOf: [
        [
          { kind: 'company', companyId: id },
          { kind: 'flag', flag: 'tag_proposed' },
        ],
      ],
      order: { by: 'created', direction: 'descending' },
      offset: 0,
      limit: MOST_PROPOSALS,
    }),
    crm.companiesById(basics.relatives.slice(0, MOST_RELATIVES)),
    crm.links('companies', 'contacts', [id]),
  ]);
  const contactIds = (contacts.get(id) ?? []).map((link) => link.toId);
  const proposedOn = publishedDeals(crm, waiting, basics);
  const [people, proposals] = await Promise.all([
    crm.people(contactIds.slice(0, MOST_PEOPLE)),
    proposalsOn(crm, basics.company, proposedOn),
  ]);
  return {
    basics,
    relatives,
    numbers: crm.publishedNumbers(basics.company),
    numbersOfChildren: new Map(relatives.map((one) => [one.id, crm.publishedNumbers(one)])),
    deals: publishedDeals(crm, found, basics),
    totalDeals: found.total,
    proposals,
    moreProposals: waiting.total - waiting.records.length,
    people,
    totalPeople: contactIds.length,
  };
}

/** The labels as they are now: the search may lag behind a ruling, and the flag may be another partner's. */
async function proposalsOn(
  crm: Crm,
  { id }: CompanyRecord,
  deals: readonly PublishedDeal[],
): Promise<readonly WaitingTag[]> {
  if (deals.length === 0) return [];
  const ids = deals.map(({ record }) => dealId(record.deal.id));
  const links = await crm.links('deals', 'companies', ids);
  return deals.flatMap((deal) => {
    const ours = (links.get(deal.record.deal.id) ?? []).filter((link) => link.toId === id);
    return ours
      .flatMap((link) => link.tags)
      .filter((tag) => tag.state === 'proposed')
      .map(({ role, motion }) => waitingTag(deal, id, role, motion));
  });
}

/** A proposal's label has no motion: that is in what the deal records of its tags, and who proposed it. */
function waitingTag(
  deal: PublishedDeal,
  companyId: string,
  role: WaitingTag['role'],
  motion: WaitingTag['motion'],
): WaitingTag {
  const event = proposalOf(deal.record.tagging.history ?? [], partnerId(companyId), role);
  return {
    deal,
    role,
    motion: motion ?? event?.motion ?? null,
    by: event?.by ?? null,
    at: event?.at ?? null,
  };
}
